//! Why a payload was refused: all of its violations, found by interpreting the contract's schema.
//!
//! This runs only after a refusal, so it may build trees and take its time; both are bounded.

mod document;
mod documents;
mod hidden;
mod judge;
mod keyword;
mod path;
mod patterns;
pub(crate) mod position;
mod problems;
mod seen;
mod subschemas;
pub(crate) mod verdict;
pub(crate) mod words;

use crate::{Error, Malformed, Violation, Violations, json};
pub(crate) use hidden::HIDDEN;
use hidden::Hidden;
use judge::{Judge, Place};
use path::Path;
use problems::{Bound, Problems};
use serde::Serialize;
use serde_json::Value;

/// Why these bytes were refused. `refusal` is the parser's own reason, which has the word when the
/// schema has nothing to say, for instance about an integer beyond the range of its Rust type.
pub(crate) fn of_bytes(bytes: &[u8], schema: &'static str, refusal: &serde_json::Error) -> Error {
    let otherwise = Violation::new("", "type", "a value that its Rust type can hold", message(refusal));
    match of_payload(bytes, schema, otherwise) {
        Ok(violations) => Error::Invalid(violations),
        Err(malformed) => Error::Malformed(malformed),
    }
}

/// What these bytes break, though they were not refused for it. `rule` is what was noted first, for
/// rules that are none of the schema's.
///
/// # Errors
/// [`Error::Malformed`] when a part that was passed over is not JSON.
pub(crate) fn of_held(bytes: &[u8], schema: &'static str, rule: String) -> Result<Violations, Error> {
    let otherwise = Violation::new("", "type", "a payload that keeps every rule", rule);
    of_payload(bytes, schema, otherwise).map_err(Error::Malformed)
}

/// What a payload breaks that somebody else has refused; `otherwise` where the schema has nothing to say.
pub(crate) fn of_refused(bytes: &[u8], schema: &'static str, otherwise: Violation) -> Violations {
    of_payload(bytes, schema, otherwise.clone()).unwrap_or_else(|_| otherwise.into())
}

fn of_payload(bytes: &[u8], schema: &'static str, otherwise: Violation) -> Result<Violations, Malformed> {
    let value = json::from_slice(bytes).map_err(|error| malformed(bytes, &error))?;
    Ok(interpret(schema, "", (&value, bytes), otherwise))
}

/// Why this value was refused by the schema at `pointer`.
pub(crate) fn of_value<T: Serialize>(value: &T, schema: &'static str, pointer: &str) -> Violations {
    let otherwise = |found: &str| Violation::new("", "type", "a value that JSON can carry", found);
    let written = serde_json::to_vec(value).and_then(|bytes| Ok((json::from_slice(&bytes)?, bytes)));
    let (json, bytes) = match written {
        Ok(written) => written,
        Err(error) => return otherwise(&error.to_string()).into(),
    };
    // The bytes give the order only: nobody has seen them.
    interpret(schema, pointer, (&json, &bytes), otherwise(NOT_FINITE)).each(|violation| {
        (violation.line, violation.column) = (None, None);
        // A typed number becomes null only when JSON has no spelling for it.
        if is_number_of_another_type(violation) && violation.found == "null" {
            NOT_FINITE.clone_into(&mut violation.found);
        }
    })
}

const NOT_FINITE: &str = "NaN or infinity";

/// Whether a typed value breaks more than rules: JSON cannot say it. A hidden number has no other reason to
/// be of another type.
pub(crate) fn is_beyond_json(violations: &Violations) -> bool {
    let is_hidden = |violation: &Violation| violation.found == HIDDEN && is_number_of_another_type(violation);
    violations.iter().any(|violation| violation.found == NOT_FINITE || is_hidden(violation))
}

fn is_number_of_another_type(violation: &Violation) -> bool {
    let number = violation.expected.contains("a number") || violation.expected.contains("an integer");
    violation.keyword == "type" && number
}

/// The violations of `required` for members that are absent from an object of the schema at
/// `pointer`.
pub(crate) fn of_missing<'a>(pointer: &str, names: impl Iterator<Item = &'a str>) -> Violations {
    let mut problems = Problems::new(Bound::REPORT);
    let (instance, schema) = (Path::Start(""), Path::Start(pointer));
    for name in names {
        let expected = format!("the member {}", words::name(name));
        problems
            .push(|| judge::violation(&instance, &schema.name("required"), "required", expected, "none".to_owned()));
    }
    problems.report(true, Violation::new("", "required", "all members", "none"))
}

/// Judges a payload, a value and its bytes, against the schema at a pointer.
fn interpret(schema: &'static str, pointer: &str, (value, bytes): (&Value, &[u8]), otherwise: Violation) -> Violations {
    let found = documents::of(schema).and_then(|document| Some((document, document.at(pointer)?)));
    let Some((document, target)) = found else {
        return Violations::from(otherwise).located(bytes);
    };
    let mut judge = Judge::new(document, bytes.len());
    judge.hidden = Hidden::of(document);
    let place = Place { instance: &Path::Start(""), schema: &Path::Start(pointer), keyword: "" };
    let outcome = judge.judge_target(target, value, place, Bound::REPORT);
    if !judge.is_complete() {
        judge.hidden.is_cut_short();
    }
    let mut otherwise = otherwise;
    if !judge.hidden.is_empty() && otherwise.found != NOT_FINITE {
        // The parser's own words can repeat any value of the payload.
        HIDDEN.clone_into(&mut otherwise.found);
    }
    let violations = outcome.problems.report(judge.is_complete(), otherwise).located(bytes);
    violations.each(|violation| {
        if violation.found != NOT_FINITE {
            judge.hidden.cover(violation);
        }
    })
}

fn malformed(bytes: &[u8], error: &serde_json::Error) -> Malformed {
    let (line, column) = position::in_characters(bytes, error.line(), error.column());
    Malformed { line, column, message: message(error) }
}

/// A parser's message without the place at its end. It may repeat names of the payload.
fn message(error: &serde_json::Error) -> String {
    const LONGEST: usize = 200;
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    words::cut(text.strip_suffix(&place).unwrap_or(&text), LONGEST)
}
