//! Structs that were written by hand give the verdict of their schema: that of the `jsonschema` crate, for
//! payloads that differ from a valid one in one place each.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its material is not there, and prints its counts"
)]

mod encoding;
mod modes;
mod mutation;
mod shop;
mod strictness;
mod thing;

use evenkeel::{Error, Event};
use serde_json::Value;

/// Holds an event type against its schema, from a payload that is valid.
fn agrees<E: Event>(valid: &str) -> usize {
    let schema: Value = serde_json::from_str(E::schema()).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let valid: Value = serde_json::from_str(valid).expect("JSON");
    assert!(
        validator.is_valid(&valid),
        "{:?}",
        validator.iter_errors(&valid).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let mut wrong = Vec::new();
    let payloads = mutation::of(&valid);
    let mut accepted = 0;
    for payload in &payloads {
        let text = payload.to_string();
        let expected = validator.is_valid(payload);
        match evenkeel::decode::<E>(text.as_bytes()) {
            Ok(event) if expected => {
                accepted += 1;
                wrong.extend(round_trip(&event, payload).err().map(|why| format!("{text}\n    {why}")));
            }
            Ok(_) => wrong.push(format!("accepted: {text}")),
            // An integer beyond its Rust type is refused though the schema allows it.
            Err(error) if expected && error.to_string().contains("an integer within the range of") => {}
            Err(error) if expected => wrong.push(format!("refused: {text}\n    {error}")),
            // The report names the rule; the words for what no type can hold are for what the schema allows.
            Err(Error::Invalid(violations)) => {
                if violations.iter().any(|violation| violation.expected.contains("Rust type")) {
                    wrong.push(format!("refused for another reason: {text}\n    {violations}"));
                }
            }
            Err(error) => wrong.push(format!("{text}\n    {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), payloads.len(), wrong.join("\n"));
    assert!(accepted > 10 && accepted + 10 < payloads.len(), "{accepted} of {}", payloads.len());
    println!("{}: {} payloads, {accepted} of them valid", E::TYPE, payloads.len());
    payloads.len()
}

/// What was read is written again, but for what the schema does not name.
fn round_trip<E: Event>(event: &E, payload: &Value) -> Result<(), String> {
    let bytes = evenkeel::encode(event).map_err(|error| format!("not written again: {error}"))?;
    let again: Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    if mutation::same(payload, &again) { Ok(()) } else { Err(format!("written as {again}")) }
}

#[test]
fn an_order_of_the_shop() {
    agrees::<shop::OrderCreated>(shop::VALID);
}

#[test]
fn one_of_everything() {
    agrees::<thing::Happened>(thing::VALID);
    agrees::<thing::Kept>(r#"{ "id": "a" }"#);
}
