//! The verdict on payloads, by the `jsonschema` crate, and what they break, in the words of `decode`.

use evenkeel::__private::explain;
use evenkeel_codegen::read::{self, Node, Number};
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::Value;

use super::stream::{self, Item};
use super::{Payload, Verdict, Violation};

/// Holds payloads against a contract.
pub(crate) struct Judge {
    /// One self-contained JSON Schema 2020-12 document, which `explain` keeps.
    schema: &'static str,
    validator: Validator,
}

impl Judge {
    /// A judge for a contract's schema: one self-contained JSON Schema 2020-12 document.
    pub(crate) fn new(schema: String) -> Result<Self, String> {
        let parsed: Value = serde_json::from_str(&schema).map_err(|error| error.to_string())?;
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).offline();
        let validator = options.build(&parsed).map_err(|error| error.to_string())?;
        Ok(Self { schema: schema.leak(), validator })
    }

    /// What is to be said about a payload.
    pub(crate) fn payload(&self, item: Item) -> Payload {
        let verdict = match item.value {
            Ok(value) => self.verdict(&value),
            Err(problems) => Verdict::Malformed(problems),
        };
        Payload { place: item.place, verdict }
    }

    fn verdict(&self, payload: &stream::Value) -> Verdict {
        let instance = value(&payload.node);
        let Err(error) = self.validator.validate(&instance) else { return Verdict::Valid };
        let found = explain(payload.text.as_bytes(), self.schema, otherwise(&error));
        Verdict::Invalid {
            unlisted: found.unlisted(),
            complete: found.is_complete(),
            violations: found.into_iter().map(|violation| placed(payload, violation)).collect(),
        }
    }
}

/// What is said where only the validator sees what is wrong.
fn otherwise(error: &ValidationError<'_>) -> evenkeel::Violation {
    let expected = format!("what `{}` asks for", error.kind().keyword());
    evenkeel::Violation::new(error.instance_path().as_str(), error.kind().keyword(), expected, "what it refuses")
}

fn placed(payload: &stream::Value, violation: evenkeel::Violation) -> Violation {
    Violation {
        place: payload.place(&violation.instance_path),
        message: violation.message(),
        schema_path: violation.schema_path,
        keyword: violation.keyword,
        expected: violation.expected,
        found: violation.found,
        instance_path: violation.instance_path,
    }
}

/// A tree of the reader, whose depth is bounded, as `serde_json` holds it.
fn value(node: &Node) -> Value {
    match &node.value {
        read::Value::Null => Value::Null,
        read::Value::Bool(value) => Value::Bool(*value),
        read::Value::Number(value) => number(value),
        read::Value::String(text) => Value::String(text.clone()),
        read::Value::Array(items) => items.iter().map(value).collect(),
        read::Value::Object(object) => object.iter().map(|member| (member.key.clone(), value(&member.value))).collect(),
    }
}

/// The reader lets no number pass that is beyond a double's range.
fn number(number: &Number) -> Value {
    serde_json::from_str(number.text()).unwrap_or(Value::Null)
}
