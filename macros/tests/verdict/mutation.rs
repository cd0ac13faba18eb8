//! Payloads that differ from another in one place.

use serde_json::{Map, Value, json};

/// Stands where a schema names nothing.
const UNKNOWN: &str = "nobody_named_this";

/// Every payload that differs in one place: another value there, or none, or a member more.
pub(crate) fn of(valid: &Value) -> Vec<Value> {
    let mut all = vec![valid.clone()];
    let mut places = Vec::new();
    pointers(valid, String::new(), &mut places);
    for place in &places {
        for atom in atoms() {
            all.push(changed(valid, place, |value| *value = atom));
        }
        match valid.pointer(place) {
            Some(Value::Object(_)) => all.extend(atoms().into_iter().map(|atom| {
                changed(valid, place, |value| {
                    _ = value.as_object_mut().map(|members| members.insert(UNKNOWN.into(), atom));
                })
            })),
            Some(Value::Array(items)) if !items.is_empty() => {
                let first = items[0].clone();
                all.push(changed(valid, place, |value| _ = value.as_array_mut().map(|items| items.push(first))));
            }
            _ => {}
        }
        if let Some((parent, name)) = place.rsplit_once('/') {
            all.push(changed(valid, parent, |value| match value {
                Value::Object(members) => _ = members.remove(name),
                Value::Array(items) => _ = name.parse().map(|index: usize| items.remove(index)),
                _ => {}
            }));
        }
    }
    all
}

fn changed(valid: &Value, place: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut changed = valid.clone();
    if let Some(value) = changed.pointer_mut(place) {
        change(value);
    }
    changed
}

/// Values of every type, at the edges of what schemas ask for.
fn atoms() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-0.0),
        json!(1),
        json!(1.0),
        json!(3),
        json!(3.0),
        json!(-1),
        json!(100),
        json!(101),
        json!(255),
        json!(256),
        json!(0.5),
        json!(0.25),
        json!(1e2),
        json!(1e300),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("a"),
        json!("ab"),
        json!("abc"),
        json!("abcde"),
        json!("red"),
        json!("dark-green"),
        json!("BLUE"),
        json!("card"),
        json!("square"),
        json!("2026-11-20T10:00:00Z"),
        json!("6f1c2a34-9a2b-4c1d-8e2f-0123456789ab"),
        json!("é\u{1f600}"),
        json!([]),
        json!([1]),
        json!(["a"]),
        json!(["a", "a"]),
        json!(["a", 1]),
        json!(["a", 1, 2]),
        json!([["a"]]),
        json!([null]),
        json!({}),
        json!({ "a": 1 }),
        json!({ "name": "x" }),
        json!({ "name": "x", "a": "y" }),
        json!({ "value": 1 }),
        json!({ "kind": "point" }),
        json!({ "kind": "square", "size": 1 }),
        json!({ "deep": [1.0] }),
    ]
}

fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| pointers(value, format!("{at}/{name}"), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, format!("{at}/{index}"), all));
        }
        _ => {}
    }
    all.push(at);
}

/// JSON Schema's equality, where the second may lack what nobody named.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let known = |members: &Map<String, Value>| members.keys().filter(|name| *name != UNKNOWN).count();
            known(one) == known(other)
                && one.iter().all(|(name, value)| other.get(name).map_or(name == UNKNOWN, |other| same(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
