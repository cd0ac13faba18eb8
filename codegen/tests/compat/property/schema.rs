//! Random schemas.

use serde_json::{Map, Value, json};

use super::random::Random;

pub(crate) const NAMES: [&str; 6] = ["a", "b", "c", "x_a", "x_b", "id"];
pub(crate) const PATTERNS: [&str; 6] = ["^x_", "^[a-c]$", "a", "^[a-z]+$", "^.{1,3}$", "[0-9]$"];
const FORMATS: [&str; 5] = ["date", "date-time", "uuid", "ipv4", "email"];

type Object = Map<String, Value>;

/// A schema whose root is an object with at least three levels, and two definitions, one of them
/// recursive.
pub(crate) fn schema(random: &mut Random) -> Value {
    let mut root = object(random, 3);
    let mut definitions = Object::new();
    definitions.insert("leaf".into(), scalar(random));
    let mut node = object(random, 1).as_object().unwrap().clone();
    let properties = node.entry("properties").or_insert_with(|| json!({})).as_object_mut().unwrap();
    if random.percent(50) {
        properties.insert("next".into(), json!({ "$ref": "#/$defs/node" }));
    } else {
        properties.insert("list".into(), json!({ "type": "array", "items": { "$ref": "#/$defs/node" } }));
    }
    definitions.insert("node".into(), node.into());
    let words = root.as_object_mut().unwrap();
    words.insert("$defs".into(), definitions.into());
    let deep = json!({ "type": "object", "properties": { "items": { "type": "array", "items": any(random, 0) } } });
    let properties = words.entry("properties").or_insert_with(|| json!({})).as_object_mut().unwrap();
    properties.insert("deep".into(), deep);
    root
}

/// A schema of at most that many levels more.
pub(crate) fn any(random: &mut Random, depth: usize) -> Value {
    if depth == 0 {
        return match random.below(12) {
            0 => json!({ "$ref": "#/$defs/leaf" }),
            1 => json!({ "$ref": "#/$defs/node" }),
            2 => true.into(),
            _ => scalar(random),
        };
    }
    match random.below(20) {
        0..=6 => object(random, depth),
        7..=10 => array(random, depth),
        11 => union(random, depth, "oneOf"),
        12 => union(random, depth, "anyOf"),
        13 => tagged(random, depth),
        14 => json!({ "allOf": [any(random, depth - 1), any(random, 0)] }),
        15 => json!({ "not": scalar(random) }),
        16 => nullable(random, depth),
        _ => any(random, 0),
    }
}

pub(crate) fn scalar(random: &mut Random) -> Value {
    match random.below(14) {
        0..=2 => number(random),
        3..=6 => string(random),
        7 => json!({ "type": "boolean" }),
        8 => json!({ "type": "null" }),
        9 => json!({ "enum": values(random) }),
        10 => json!({ "const": value(random) }),
        11 => json!({ "type": ["string", "null"] }),
        12 => {
            json!({ "type": ["integer", "string"], "minimum": random.between(-2, 2), "maxLength": random.between(0, 3) })
        }
        _ => json!({ "type": "string", "enum": (["a", "b", "c"][..=random.below(3)]) }),
    }
}

pub(crate) fn value(random: &mut Random) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(1.5),
        json!(-3),
        json!("a"),
        json!("b"),
        json!(""),
        json!([]),
        json!([1]),
        json!({}),
    ];
    random.pick(&all).clone()
}

fn values(random: &mut Random) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for _ in 0..=random.below(4) {
        let value = value(random);
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.into()
}

fn number(random: &mut Random) -> Value {
    let mut words = Object::new();
    words.insert("type".into(), (*random.pick(&["integer", "number"])).into());
    if random.percent(40) {
        let key = if random.percent(70) { "minimum" } else { "exclusiveMinimum" };
        words.insert(key.into(), random.between(-5, 3).into());
    }
    if random.percent(40) {
        let key = if random.percent(70) { "maximum" } else { "exclusiveMaximum" };
        words.insert(key.into(), random.between(0, 12).into());
    }
    if random.percent(25) {
        words.insert("multipleOf".into(), random.pick(&[json!(2), json!(3), json!(0.5), json!(1.5), json!(4)]).clone());
    }
    words.into()
}

fn string(random: &mut Random) -> Value {
    let mut words = Object::new();
    words.insert("type".into(), "string".into());
    if random.percent(30) {
        words.insert("minLength".into(), random.between(0, 3).into());
    }
    if random.percent(30) {
        words.insert("maxLength".into(), random.between(1, 6).into());
    }
    if random.percent(25) {
        words.insert("pattern".into(), (*random.pick(&PATTERNS)).into());
    } else if random.percent(20) {
        return json!({ "type": "string", "format": random.pick(&FORMATS) });
    }
    words.into()
}

pub(crate) fn object(random: &mut Random, depth: usize) -> Value {
    let mut words = Object::new();
    if random.percent(90) {
        words.insert("type".into(), "object".into());
    }
    let mut properties = Object::new();
    for _ in 0..random.below(4) {
        properties.insert((*random.pick(&NAMES)).into(), any(random, depth - 1));
    }
    let required: Vec<&str> = NAMES.iter().copied().filter(|_| random.percent(18)).collect();
    if !required.is_empty() {
        words.insert("required".into(), required.into());
    }
    if random.percent(85) {
        words.insert("properties".into(), properties.into());
    }
    for (percent, keyword) in [
        (12, "patternProperties"),
        (20, "additionalProperties"),
        (6, "propertyNames"),
        (6, "minProperties"),
        (6, "maxProperties"),
        (6, "dependentRequired"),
        (5, "dependentSchemas"),
        (7, "unevaluatedProperties"),
        (6, "allOf"),
        (5, "if"),
        (4, "not"),
        (4, "anyOf"),
    ] {
        if random.percent(percent) {
            add(random, &mut words, keyword, depth - 1);
        }
    }
    words.into()
}

/// Adds a keyword of objects or arrays.
pub(crate) fn add(random: &mut Random, words: &mut Object, keyword: &str, depth: usize) {
    let one_of_names = |random: &mut Random| (*random.pick(&NAMES)).to_owned();
    let value = match keyword {
        "patternProperties" => {
            let pattern = *random.pick(&PATTERNS);
            json!({ pattern: any(random, depth.min(1)) })
        }
        "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems" => {
            if random.percent(60) {
                false.into()
            } else {
                any(random, 0)
            }
        }
        "propertyNames" => match random.below(3) {
            0 => json!({ "maxLength": random.between(1, 4) }),
            1 => json!({ "pattern": random.pick(&PATTERNS) }),
            _ => json!({ "enum": ["a", "b", "id", "deep", "x_a"] }),
        },
        "minProperties" | "minItems" => random.between(1, 3).into(),
        "maxProperties" | "maxItems" => random.between(1, 4).into(),
        "dependentRequired" => json!({ one_of_names(random): [one_of_names(random)] }),
        "dependentSchemas" => json!({ one_of_names(random): object(random, 1) }),
        "allOf" => json!([object(random, 1)]),
        "anyOf" => json!([object(random, 1), object(random, 1)]),
        "not" => json!({ "required": [one_of_names(random)] }),
        "contains" => scalar(random),
        "uniqueItems" => true.into(),
        "if" => {
            words.insert("then".into(), object(random, 1));
            if random.percent(50) {
                words.insert("else".into(), object(random, 1));
            }
            if random.percent(50) {
                json!({ "required": [one_of_names(random)] })
            } else {
                json!({ "properties": { one_of_names(random): scalar(random) } })
            }
        }
        _ => unreachable!("{keyword}"),
    };
    words.insert(keyword.into(), value);
}

pub(crate) fn array(random: &mut Random, depth: usize) -> Value {
    let mut words = Object::new();
    words.insert("type".into(), "array".into());
    if random.percent(30) {
        let prefix: Vec<Value> = (0..=random.below(2)).map(|_| any(random, depth - 1)).collect();
        words.insert("prefixItems".into(), prefix.into());
    }
    if random.percent(65) {
        let items = if random.percent(12) { false.into() } else { any(random, depth - 1) };
        words.insert("items".into(), items);
    }
    for (percent, keyword) in
        [(14, "minItems"), (14, "maxItems"), (12, "uniqueItems"), (12, "contains"), (8, "unevaluatedItems")]
    {
        if random.percent(percent) {
            add(random, &mut words, keyword, depth - 1);
        }
    }
    if words.contains_key("contains") {
        if random.percent(40) {
            words.insert("minContains".into(), random.between(0, 2).into());
        }
        if random.percent(40) {
            words.insert("maxContains".into(), random.between(2, 3).into());
        }
    }
    words.into()
}

fn union(random: &mut Random, depth: usize, keyword: &str) -> Value {
    let branches: Vec<Value> = (0..2 + random.below(2)).map(|_| any(random, depth - 1)).collect();
    json!({ keyword: branches })
}

/// A union that is told apart by a constant.
fn tagged(random: &mut Random, depth: usize) -> Value {
    let branches: Vec<Value> = ["a", "b", "c"][..2 + random.below(2)]
        .iter()
        .map(|tag| {
            json!({ "type": "object", "required": ["t"], "properties": { "t": { "const": tag }, "v": any(random, depth - 1) } })
        })
        .collect();
    json!({ "oneOf": branches })
}

fn nullable(random: &mut Random, depth: usize) -> Value {
    json!({ "anyOf": [any(random, depth - 1), { "type": "null" }] })
}
