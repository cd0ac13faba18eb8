//! Random changes of a schema.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::schema::{NAMES, PATTERNS, add, any, array, object, scalar};

/// A step to a subschema.
type Path = Vec<String>;

/// Changes a schema somewhere.
pub(crate) fn mutate(random: &mut Random, schema: &mut Value) {
    let mut all = Vec::new();
    places(schema, &mut Vec::new(), &mut all);
    let path = random.pick(&all).clone();
    let mut place = &mut *schema;
    for step in &path {
        place = match place {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            other => &mut other[step],
        };
    }
    let is_root = path.is_empty();
    change(random, place, is_root);
}

/// The places of all subschemas.
fn places(schema: &Value, path: &mut Path, all: &mut Vec<Path>) {
    all.push(path.clone());
    let Value::Object(words) = schema else { return };
    for (keyword, value) in words {
        let below = |steps: &[&str], value: &Value, path: &mut Path, all: &mut Vec<Path>| {
            let length = path.len();
            path.extend(steps.iter().map(|step| (*step).to_owned()));
            places(value, path, all);
            path.truncate(length);
        };
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties" | "dependentSchemas" | "$defs", Value::Object(named)) => {
                for (name, value) in named {
                    below(&[keyword, name], value, path, all);
                }
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    below(&[keyword, &index.to_string()], value, path, all);
                }
            }
            (
                "items"
                | "additionalProperties"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "contains"
                | "not"
                | "if"
                | "then"
                | "else"
                | "propertyNames",
                value,
            ) => below(&[keyword], value, path, all),
            _ => {}
        }
    }
}

fn change(random: &mut Random, schema: &mut Value, is_root: bool) {
    let Value::Object(words) = schema else {
        *schema = scalar(random);
        return;
    };
    if random.percent(22) {
        harmless(random, words, is_root);
        return;
    }
    let keywords: Vec<String> = words.keys().filter(|key| !key.starts_with('$')).cloned().collect();
    if !keywords.is_empty() && random.percent(60) {
        let keyword = random.pick(&keywords).clone();
        tune(random, words, &keyword);
        return;
    }
    match random.below(if is_root { 4 } else { 6 }) {
        0 | 1 => {
            let of_arrays = words.get("type") == Some(&json!("array"));
            let keywords: &[&str] = if of_arrays {
                &["minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"]
            } else {
                &[
                    "patternProperties",
                    "additionalProperties",
                    "propertyNames",
                    "minProperties",
                    "maxProperties",
                    "dependentRequired",
                    "dependentSchemas",
                    "unevaluatedProperties",
                    "allOf",
                    "if",
                    "not",
                    "anyOf",
                ]
            };
            let keyword = *random.pick(keywords);
            add(random, words, keyword, 1);
        }
        2 | 3 => {
            let name = (*random.pick(&NAMES)).to_owned();
            let value = any(random, 1);
            let properties = words.entry("properties").or_insert_with(|| json!({})).as_object_mut().unwrap();
            if properties.remove(&name).is_none() {
                properties.insert(name, value);
            }
        }
        4 => *schema = any(random, 1),
        _ => *schema = if random.percent(50) { object(random, 1) } else { array(random, 1) },
    }
}

/// Says the same in other words, or in words that say nothing.
fn harmless(random: &mut Random, words: &mut Map<String, Value>, is_root: bool) {
    match random.below(5) {
        0 => drop(words.insert("description".into(), "other words".into())),
        1 if words.contains_key("const") => {
            let value = words.remove("const").unwrap();
            words.insert("enum".into(), json!([value]));
        }
        2 if !is_root && !words.contains_key("unevaluatedProperties") && !words.contains_key("unevaluatedItems") => {
            let all = std::mem::take(words);
            words.insert("allOf".into(), json!([all]));
        }
        3 => {
            for keyword in ["anyOf", "oneOf"] {
                if let Some(Value::Array(branches)) = words.get_mut(keyword) {
                    branches.reverse();
                }
            }
        }
        _ => drop(words.insert("default".into(), Value::Null)),
    }
}

/// Moves a limit, or takes a keyword away.
fn tune(random: &mut Random, words: &mut Map<String, Value>, keyword: &str) {
    let value = words[keyword].clone();
    let moved = match (keyword, &value) {
        ("multipleOf", _) => Some(random.pick(&[json!(1), json!(2), json!(4), json!(0.5), json!(6)]).clone()),
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Value::Number(number)) => {
            Some((number.as_i64().unwrap_or(0) + random.between(-2, 2)).into())
        }
        (_, Value::Number(number)) => Some((number.as_i64().unwrap_or(0) + random.between(-1, 1)).max(0).into()),
        ("pattern", _) => Some((*random.pick(&PATTERNS)).into()),
        ("type", Value::String(name)) => Some(match name.as_str() {
            "integer" => "number".into(),
            "number" => "integer".into(),
            "null" => "string".into(),
            name => json!([name, "null"]),
        }),
        ("type", Value::Array(names)) => Some(names[0].clone()),
        ("required", Value::Array(names)) => {
            let name = json!(random.pick(&NAMES));
            let mut names = names.clone();
            match names.iter().position(|own| *own == name) {
                Some(position) => {
                    names.remove(position);
                }
                None => names.push(name),
            }
            Some(names.into())
        }
        ("enum", Value::Array(values)) => {
            let mut values = values.clone();
            if random.percent(50) && values.len() > 1 {
                values.pop();
            } else if !values.contains(&json!("z")) {
                values.push("z".into());
            }
            Some(values.into())
        }
        ("anyOf" | "oneOf" | "allOf", Value::Array(branches)) => {
            let mut branches = branches.clone();
            if random.percent(50) && branches.len() > 1 {
                let gone = random.below(branches.len());
                branches.remove(gone);
            } else {
                branches.push(any(random, 0));
            }
            Some(branches.into())
        }
        ("prefixItems", Value::Array(items)) => {
            let mut items = items.clone();
            if random.percent(50) && items.len() > 1 {
                drop(items.pop());
            } else {
                items.push(scalar(random));
            }
            Some(items.into())
        }
        _ => None,
    };
    match moved {
        Some(moved) if random.percent(80) => drop(words.insert(keyword.into(), moved)),
        _ if keyword == "if" => {
            words.remove("if");
            words.remove("then");
            words.remove("else");
        }
        _ => drop(words.remove(keyword)),
    }
}
