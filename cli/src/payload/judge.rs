//! The verdict on payloads, by the `jsonschema` crate.

use evenkeel_codegen::read::{self, Node, Number};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::Value;
use std::fmt::Write as _;

use super::stream::{self, Item};
use super::{Payload, Verdict, Violation};

/// The most violations of one payload that are listed.
const MOST_VIOLATIONS: usize = 1000;

/// The most characters of a value, and of a message.
const LONGEST_VALUE: usize = 60;
const LONGEST_MESSAGE: usize = 300;

/// Holds payloads against a contract.
pub(crate) struct Judge {
    validator: Validator,
}

impl Judge {
    /// A judge for a contract's schema: one self-contained JSON Schema 2020-12 document.
    pub(crate) fn new(schema: &str) -> Result<Self, String> {
        let schema: Value = serde_json::from_str(schema).map_err(|error| error.to_string())?;
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).offline();
        let validator = options.build(&schema).map_err(|error| error.to_string())?;
        Ok(Self { validator })
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
        let mut errors = self.validator.iter_errors(&instance);
        let mut violations: Vec<Violation> =
            errors.by_ref().take(MOST_VIOLATIONS).map(|error| violation(payload, &error)).collect();
        if violations.is_empty() {
            return Verdict::Valid;
        }
        violations.sort_by_key(|violation| violation.place);
        Verdict::Invalid { violations, unlisted: errors.count() }
    }
}

fn violation(payload: &stream::Value, error: &ValidationError<'_>) -> Violation {
    let instance_path = error.instance_path().as_str().to_owned();
    Violation {
        place: payload.place(&instance_path),
        schema_path: error.evaluation_path().as_str().to_owned(),
        keyword: error.kind().keyword().to_owned(),
        message: one_line(&message(error), LONGEST_MESSAGE),
        instance_path,
    }
}

/// What is wrong; where no branch of a union fits, also what keeps the nearest one from it.
fn message(error: &ValidationError<'_>) -> String {
    let said = error.masked_with(shown(error.instance())).to_string();
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) = error.kind() else {
        return said;
    };
    // A branch that asks for another tag or type is not the one that was meant.
    let other = |error: &&ValidationError<'_>| {
        use ValidationErrorKind::{Constant, Enum, Type};
        matches!(error.kind(), Constant { .. } | Enum { .. } | Type { .. })
    };
    let distance = |errors: &&Vec<ValidationError<'static>>| (errors.iter().filter(other).count(), errors.len());
    let nearest = context.iter().min_by_key(distance);
    match nearest.and_then(|errors| errors.iter().find(other).or(errors.first())) {
        Some(first) => {
            let path = first.instance_path().as_str();
            let separator = if path.is_empty() { "" } else { ": " };
            format!("{said}; the nearest says {path}{separator}{}", message(first))
        }
        None => said,
    }
}

/// A value as it stands in a message: itself, if it is short.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) if items.len() > 3 => format!("an array of {} items", items.len()),
        Value::Array(_) if value.to_string().len() > LONGEST_VALUE => "the array".into(),
        Value::Object(_) if value.to_string().len() > LONGEST_VALUE => "the object".into(),
        value => one_line(&value.to_string(), LONGEST_VALUE),
    }
}

/// A text on one line and without control characters, cut when it is long.
fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == longest {
            line.push('…');
            break;
        }
        if c.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(line, "{}", c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
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
