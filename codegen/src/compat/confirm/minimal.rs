//! The least witness: nothing can be taken away from it, and nothing in it can be made plainer.

use serde_json::{Map, Value};

/// How many smaller values are tried.
const MAX_TRIES: usize = 4_000;

/// A step into a value: the number of the member or item.
type Path = Vec<usize>;

/// Makes a value that serves smaller until nothing smaller does.
pub(crate) fn minimal(mut value: Value, serves: &dyn Fn(&Value) -> bool) -> Value {
    let mut left = MAX_TRIES;
    loop {
        let before = value.clone();
        let mut number = 0;
        while let Some(path) = paths(&value).get(number) {
            let mut found = None;
            for smaller in smaller(&value, path) {
                let Some(rest) = left.checked_sub(1) else { return value };
                left = rest;
                if serves(&smaller) {
                    found = Some(smaller);
                    break;
                }
            }
            match found {
                // What stands at this number now has not been tried.
                Some(smaller) => value = smaller,
                None => number += 1,
            }
        }
        if value == before {
            return value;
        }
    }
}

/// The ways to all values in a value, itself first.
fn paths(value: &Value) -> Vec<Path> {
    let mut all = vec![Vec::new()];
    let parts: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    };
    for (number, part) in parts.into_iter().enumerate() {
        all.extend(paths(part).into_iter().map(|path| std::iter::once(number).chain(path).collect()));
    }
    all
}

/// The value without the part at a path, and with a plainer one there.
fn smaller(value: &Value, path: &[usize]) -> Vec<Value> {
    let Some((first, rest)) = path.split_first() else {
        let plain = [Value::Null, 0.into(), "".into(), Value::Array(Vec::new()), Value::Object(Map::new())];
        return plain.into_iter().take_while(|plain| plain != value).collect();
    };
    match value {
        Value::Array(items) => {
            let mut all = Vec::new();
            if rest.is_empty() {
                let mut fewer = items.clone();
                fewer.remove(*first);
                all.push(fewer.into());
            }
            all.extend(smaller(&items[*first], rest).into_iter().map(|part| {
                let mut changed = items.clone();
                changed[*first] = part;
                changed.into()
            }));
            all
        }
        Value::Object(members) => {
            let Some((key, member)) = members.iter().nth(*first) else { return Vec::new() };
            let mut all = Vec::new();
            if rest.is_empty() {
                let mut fewer = members.clone();
                fewer.remove(key);
                all.push(fewer.into());
            }
            all.extend(smaller(member, rest).into_iter().map(|part| {
                let mut changed = members.clone();
                changed.insert(key.clone(), part);
                changed.into()
            }));
            all
        }
        _ => Vec::new(),
    }
}
