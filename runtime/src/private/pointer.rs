//! Parts of an event by name.

use super::{Write, Written};
use serde::Serialize;
use serde_json::Value;

/// The scalar at a JSON pointer of a value, as text.
pub fn at_pointer<T: Serialize>(value: &T, pointer: &str) -> Option<String> {
    let json = serde_json::to_value(value).ok()?;
    match json.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A scalar as text.
pub fn scalar<T: Write>(value: &T) -> Option<String> {
    at_pointer(&Written(value), "")
}

/// The domain in a subject: `order` in `events.order.created.v1`.
pub fn domain(subject: &str) -> &str {
    subject.split('.').nth(1).unwrap_or("")
}
