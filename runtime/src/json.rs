//! JSON values: read strictly, and compared as JSON Schema compares them.
//!
//! Equality is that of JSON Schema 2020-12 core, section 4.2.2: numbers by their value, strings by
//! code points, objects without an order. All of evenkeel's comparisons end here.

use crate::{number::Number, private::Read};
use serde_json::{Map, Value};
use std::cmp::Ordering;

/// Strict JSON from bytes, with nothing after it.
pub(crate) fn from_slice(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let value = Value::read(&mut parser)?;
    parser.end()?;
    Ok(value)
}

/// Strict JSON from text.
pub(crate) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    from_slice(text.as_bytes())
}

/// Whether two values are the same to JSON Schema.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    compare(a, b) == Ordering::Equal
}

/// The indices of the first two items that are equal.
pub(crate) fn first_repeated(items: &[Value]) -> Option<(usize, usize)> {
    let mut sorted: Vec<(usize, &Value)> = items.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| compare(a, b));
    let pairs = sorted.windows(2).filter(|pair| equal(pair[0].1, pair[1].1));
    pairs.map(|pair| (pair[0].0, pair[1].0)).min_by_key(|(_, second)| *second)
}

/// A total order whose equality is JSON Schema's.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => Number::from(a).compare(Number::from(b)),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Array(a), Value::Array(b)) => a.len().cmp(&b.len()).then_with(|| {
            a.iter().zip(b).map(|(a, b)| compare(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        }),
        (Value::Object(a), Value::Object(b)) => a.len().cmp(&b.len()).then_with(|| {
            let pairs = sorted(a).into_iter().zip(sorted(b));
            pairs
                .map(|((a_name, a), (b_name, b))| a_name.cmp(b_name).then_with(|| compare(a, b)))
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        }),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// Members by name: a map keeps the order of the text when another crate in the build asks for it.
fn sorted(map: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut members: Vec<_> = map.iter().collect();
    members.sort_unstable_by_key(|(name, _)| *name);
    members
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::Array(_) => 4,
        Value::Object(_) => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::{equal, first_repeated, parse};

    fn same(a: &str, b: &str) -> bool {
        matches!((parse(a), parse(b)), (Ok(a), Ok(b)) if equal(&a, &b))
    }

    #[test]
    fn equality() {
        for (a, b) in [
            ("1", "1.0"),
            ("-0", "0"),
            ("1e2", "100"),
            (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1}"#),
            (r#""\u00e9""#, "\"é\""),
            ("18446744073709551615", "18446744073709551615"),
        ] {
            assert!(same(a, b), "{a} = {b}");
        }
        for (a, b) in [
            ("1", "true"),
            ("0", "false"),
            ("1", "\"1\""),
            ("null", "false"),
            ("[]", "{}"),
            ("[1,2]", "[2,1]"),
            (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
            (r#"{"a":1}"#, r#"{"b":1}"#),
            ("9007199254740993", "9007199254740992"),
            ("9007199254740993", "9007199254740992.0"),
            ("\"é\"", "\"e\u{301}\""),
        ] {
            assert!(!same(a, b), "{a} ≠ {b}");
        }
    }

    #[test]
    fn repeated_items() {
        let items = |text| parse(text).ok().and_then(|value| first_repeated(value.as_array()?));
        assert_eq!(items("[3, 1, 2, 1.0, 3]"), Some((1, 3)));
        assert_eq!(items("[1, true, \"1\", [1], null]"), None);
    }
}
