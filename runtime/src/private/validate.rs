//! The way from a broken rule to `Violations`.

use super::{Check, Read, Write, Written, lenient};
use crate::{Error, Violation, Violations, report};
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

/// The same for a type that writes itself by its contract.
///
/// # Errors
/// All violations, found by judging the value's JSON against the schema.
pub fn validate_written<T: Check + Write>(value: &T, schema: &'static str, pointer: &str) -> Result<(), Violations> {
    if value.check() || lenient::forgives("a rule of the contract") {
        return Ok(());
    }
    Err(report::of_value(&Written(value), schema, pointer))
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

/// What becomes of a value that breaks a rule (`user_id: maxLength 64`): it is refused, unless broken
/// rules are only noted.
#[cold]
pub fn broken<T, E: serde::de::Error>(value: T, rule: &'static str) -> Result<T, E> {
    if lenient::forgives(rule) { Ok(value) } else { Err(E::custom(rule)) }
}

/// The bytes of an event that writes itself by its contract, once every rule holds.
///
/// # Errors
/// All violations.
pub fn encode<T: Check + Write>(value: &T, schema: &'static str) -> Result<Vec<u8>, Error> {
    validate_written(value, schema, "")?;
    crate::event::to_bytes(&Written(value))
}

/// The event in these bytes, by a type that reads itself by its contract.
///
/// # Errors
/// What is no JSON, or all violations.
pub fn decode<'de, T: Read<'de>>(bytes: &'de [u8], schema: &'static str) -> Result<T, Error> {
    let mut parser = serde_json::Deserializer::from_str(crate::event::text(bytes, schema)?);
    let read = T::read(&mut parser).and_then(|value| parser.end().map(|()| value));
    read.map_err(|refusal| report::of_bytes(bytes, schema, &refusal))
}

/// What a payload breaks that another validator has refused, in the words of `decode`; `otherwise` where the
/// schema, a self-contained document, has nothing to say against it. The schema is read once and kept.
pub fn explain(payload: &[u8], schema: &'static str, otherwise: Violation) -> Violations {
    report::of_refused(payload, schema, otherwise)
}
