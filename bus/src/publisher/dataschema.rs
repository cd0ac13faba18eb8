//! The URI of an event's contract.

use evenkeel::{Event, Value};
use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// What `dataschema` says of an event: the `$id` of its schema, else `urn:evenkeel:TYPE`.
pub(super) fn of<E: Event>() -> String {
    // A schema is long and never changes: each type's is read once.
    static KNOWN: LazyLock<RwLock<HashMap<TypeId, Arc<str>>>> = LazyLock::new(RwLock::default);
    let event = TypeId::of::<E>();
    if let Some(uri) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&event) {
        return uri.as_ref().to_owned();
    }
    let uri = identifier(E::schema()).unwrap_or_else(|| format!("urn:evenkeel:{}", E::TYPE));
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(event, uri.as_str().into());
    uri
}

/// The schema's `$id`, when it is an absolute URI, as CloudEvents wants it.
fn identifier(schema: &str) -> Option<String> {
    let Ok(Value::Object(mut schema)) = serde_json::from_str(schema) else {
        return None;
    };
    match schema.remove("$id") {
        Some(Value::String(id)) if is_absolute(&id) => Some(id),
        _ => None,
    }
}

/// Whether a scheme comes first (RFC 3986, section 3.1).
fn is_absolute(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && !rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn only_an_absolute_id_counts() {
        for (schema, uri) in [
            (r#"{"$id": "https://example.com/a.json"}"#, Some("https://example.com/a.json")),
            (r#"{"$id": "urn:evenkeel:a.b.v1"}"#, Some("urn:evenkeel:a.b.v1")),
            (r#"{"$id": "a.json"}"#, None),
            (r#"{"$id": "./a:b"}"#, None),
            (r#"{"$id": 1}"#, None),
            ("{}", None),
            ("true", None),
            ("", None),
        ] {
            assert_eq!(identifier(schema).as_deref(), uri, "{schema}");
        }
    }
}
