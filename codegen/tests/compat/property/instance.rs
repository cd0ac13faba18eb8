//! Random payloads, drawn near what a schema says.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::schema::{NAMES, value};

/// Words of strings that patterns, lengths and formats tell apart.
const STRINGS: [&str; 14] = [
    "",
    "a",
    "b",
    "ab",
    "x_a",
    "abc",
    "a1",
    "abcd",
    "abcdef",
    "abcdefg",
    "2020-01-01",
    "2020-01-01T00:00:00Z",
    "00000000-0000-0000-0000-000000000000",
    "0.0.0.0",
];

/// A payload near the limits of a schema.
pub(crate) fn instance(random: &mut Random, root: &Value, schema: &Value, depth: usize) -> Value {
    let Value::Object(words) = schema else { return value(random) };
    if depth == 0 || random.percent(4) {
        return value(random);
    }
    if let Some(reference) = words.get("$ref").and_then(Value::as_str) {
        return root.pointer(&reference[1..]).map_or(Value::Null, |target| instance(random, root, target, depth - 1));
    }
    if let Some(constant) = words.get("const") {
        return if random.percent(92) { constant.clone() } else { value(random) };
    }
    if let Some(Value::Array(values)) = words.get("enum")
        && !values.is_empty()
    {
        return random.pick(values).clone();
    }
    for keyword in ["oneOf", "anyOf", "allOf"] {
        if let Some(Value::Array(branches)) = words.get(keyword)
            && !branches.is_empty()
            && (!words.contains_key("properties") || random.percent(25))
        {
            let branch = random.pick(branches).clone();
            return instance(random, root, &branch, depth);
        }
    }
    let kind = match words.get("type") {
        Some(Value::String(name)) => name.as_str(),
        Some(Value::Array(names)) => random.pick(names).as_str().unwrap(),
        _ if words.contains_key("properties") || words.contains_key("required") => "object",
        _ if words.contains_key("items") || words.contains_key("prefixItems") => "array",
        _ => return value(random),
    };
    match kind {
        "object" => object(random, root, words, depth),
        "array" => array(random, root, words, depth),
        "integer" | "number" => number(random, words, kind),
        "string" => string(random, words),
        "boolean" => random.percent(50).into(),
        _ => Value::Null,
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the numbers are small")]
fn number(random: &mut Random, words: &Map<String, Value>, kind: &str) -> Value {
    let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let limits: Vec<f64> = limits.iter().filter_map(|keyword| words.get(*keyword)?.as_f64()).collect();
    let base = if limits.is_empty() { 0.0 } else { *random.pick(&limits) };
    let step = words.get("multipleOf").and_then(Value::as_f64).unwrap_or(1.0);
    let steps = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, 0.5, -0.5, 6.0];
    let moved = if random.percent(50) {
        (base / step).round() * step + step * random.pick(&steps[..6])
    } else {
        base + random.pick(&steps)
    };
    let moved = if kind == "integer" && random.percent(80) { moved.round() } else { moved };
    if moved.fract() == 0.0 { json!(moved as i64) } else { json!(moved) }
}

fn string(random: &mut Random, words: &Map<String, Value>) -> Value {
    let limits: Vec<u64> =
        ["minLength", "maxLength"].iter().filter_map(|keyword| words.get(*keyword)?.as_u64()).collect();
    if !limits.is_empty() && random.percent(50) {
        let length = (*random.pick(&limits)).saturating_add_signed(random.between(-1, 1));
        return (*random.pick(&["a", "x", "1", "é"])).repeat(usize::try_from(length).unwrap()).into();
    }
    (*random.pick(&STRINGS)).into()
}

fn object(random: &mut Random, root: &Value, words: &Map<String, Value>, depth: usize) -> Value {
    let mut members = Map::new();
    let empty = Map::new();
    let properties = words.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let likely = [10, 50, 90][random.below(3)];
    for (name, schema) in properties {
        if random.percent(likely) {
            members.insert(name.clone(), instance(random, root, schema, depth - 1));
        }
    }
    for name in words.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) && random.percent(93) {
            let member =
                properties.get(name).map_or_else(|| Value::Null, |schema| instance(random, root, schema, depth - 1));
            members.insert(name.to_owned(), member);
        }
    }
    if random.percent(25) {
        let rest = words.get("additionalProperties").filter(|rest| rest.is_object()).cloned();
        let name = *random.pick(&NAMES);
        if !members.contains_key(name) {
            let member = instance(random, root, &rest.unwrap_or(Value::Null), depth - 1);
            members.insert(name.to_owned(), member);
        }
    }
    members.into()
}

fn array(random: &mut Random, root: &Value, words: &Map<String, Value>, depth: usize) -> Value {
    let limits = ["minItems", "maxItems", "minContains", "maxContains"];
    let mut limits: Vec<u64> = limits.iter().filter_map(|keyword| words.get(*keyword)?.as_u64()).collect();
    let empty = Vec::new();
    let prefix = words.get("prefixItems").and_then(Value::as_array).unwrap_or(&empty);
    limits.extend([prefix.len() as u64, 0, 2]);
    let length = (*random.pick(&limits)).saturating_add_signed(random.between(-1, 1)).min(6);
    let mut items: Vec<Value> = Vec::new();
    for index in 0..usize::try_from(length).unwrap() {
        let schema = prefix.get(index).or_else(|| words.get("items")).or_else(|| words.get("contains"));
        let schema = if random.percent(20) { words.get("contains").or(schema) } else { schema };
        items.push(instance(random, root, schema.unwrap_or(&Value::Null), depth - 1));
        if items.len() > 1 && random.percent(8) {
            let copy = items[0].clone();
            *items.last_mut().unwrap() = copy;
        }
    }
    items.into()
}
