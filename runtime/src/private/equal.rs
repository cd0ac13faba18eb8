//! `const` and `enum` over values that no Rust type tells apart.

use crate::json;
use serde::Serialize;

/// Whether a value equals the constant with this JSON text. False when it cannot be JSON.
pub fn equals<T: Serialize>(value: &T, json: &str) -> bool {
    match (serde_json::to_value(value), json::parse(json)) {
        (Ok(value), Ok(constant)) => json::equal(&value, &constant),
        _ => false,
    }
}

/// Whether a value equals one of several constants, given as JSON texts.
pub fn among<T: Serialize>(value: &T, constants: &[&str]) -> bool {
    constants.iter().any(|json| equals(value, json))
}

#[cfg(test)]
mod tests {
    use super::equals;

    #[test]
    fn as_json_schema_says() {
        assert!(equals(&1.0, "1"));
        assert!(equals(&1, "1.0"));
        assert!(equals(&u64::MAX, "18446744073709551615"));
        assert!(!equals(&(u64::MAX - 1), "18446744073709551615"));
        assert!(!equals(&1, "true"));
        assert!(!equals(&f64::NAN, "1"));
    }
}
