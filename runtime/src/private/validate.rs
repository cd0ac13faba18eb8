//! The way from a broken rule to `Violations`.

use super::{Check, lenient};
use crate::{Violations, report};
use serde::Serialize;

/// Ok when the value keeps every rule, else all its violations of the schema at `pointer`.
///
/// # Errors
/// All violations, found by judging the value's JSON against the schema.
pub fn validate<T: Check + Serialize>(value: &T, schema: &'static str, pointer: &str) -> Result<(), Violations> {
    if value.check() || lenient::forgives("a rule of the contract") {
        return Ok(());
    }
    Err(report::of_value(value, schema, pointer))
}

/// Ok when every member is there, else a violation of `required` for each that is not.
///
/// # Errors
/// The missing members.
pub fn missing(pointer: &str, names: &[(&'static str, bool)]) -> Result<(), Violations> {
    if names.iter().all(|(_, present)| *present) {
        return Ok(());
    }
    let absent = names.iter().filter(|(_, present)| !present).map(|(name, _)| *name);
    Err(report::of_missing(pointer, absent))
}

/// A part that a builder was given; `missing` has told of all that were not.
pub fn given<T>(part: Option<T>) -> Result<T, Violations> {
    part.ok_or_else(|| report::of_missing("", std::iter::empty()))
}

/// What becomes of a value that breaks a rule (`user_id: maxLength 64`): it is refused, unless broken
/// rules are only noted.
#[cold]
pub fn broken<T, E: serde::de::Error>(value: T, rule: &'static str) -> Result<T, E> {
    if lenient::forgives(rule) { Ok(value) } else { Err(E::custom(rule)) }
}
