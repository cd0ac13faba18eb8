//! What the contracts say about themselves is true: examples are accepted, counterexamples refused,
//! and nearly all of it is typed.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its material is not there, and prints its counts"
)]

use evenkeel_codegen::Builder;
use evenkeel_codegen::contract::Contract;
use evenkeel_schemas_test::events::AnyEvent;
use jsonschema::Validator;
use serde_json::Value;
use std::path::PathBuf;

fn schemas() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas")
}

/// The schema of an event, as it is exported.
fn validator(contract: &Contract, catalog: &evenkeel_codegen::contract::Catalog) -> Validator {
    let schema = evenkeel_codegen::export::schema(catalog, contract.root);
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

#[test]
fn examples_and_counterexamples_get_their_verdicts() {
    let catalog = Builder::new().load(schemas()).unwrap_or_else(|error| panic!("{error}")).catalog;
    let (mut events, mut examples, mut counterexamples) = (0, 0, 0);
    let mut wrong = Vec::new();
    for contract in &catalog.contracts {
        let (name, subject) = (contract.event.event_type(), contract.event.subject());
        let validator = validator(contract, &catalog);
        let given = catalog[contract.root].keywords().map_or(&[][..], |words| &words.examples);
        let refused = &contract.event.counterexamples;
        if given.is_empty() || refused.is_empty() {
            wrong.push(format!("{name} has {} examples and {} counterexamples", given.len(), refused.len()));
        }
        for example in given {
            wrong.extend(
                accepted(&subject, &example.to_json(), &validator).err().map(|error| format!("{name}: {error}")),
            );
        }
        for example in refused {
            wrong.extend(
                invalid(&subject, &example.to_json(), &validator).err().map(|error| format!("{name}: {error}")),
            );
        }
        events += 1;
        examples += given.len();
        counterexamples += refused.len();
    }
    println!("{events} events, {examples} examples, {counterexamples} counterexamples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(events > 0);
}

/// Accepted by both, and the same value when written again.
fn accepted(subject: &str, json: &str, validator: &Validator) -> Result<(), String> {
    let payload: Value = serde_json::from_str(json).map_err(|error| format!("{json}: {error}"))?;
    if let Some(error) = validator.iter_errors(&payload).next() {
        return Err(format!("jsonschema refuses the example {json}: {error}"));
    }
    let event =
        AnyEvent::decode(subject, json.as_bytes()).map_err(|error| format!("decode refuses {json}: {error}"))?;
    let again = event.encode().map_err(|error| format!("encode refuses {json}: {error}"))?;
    let again: Value = serde_json::from_slice(&again).map_err(|error| error.to_string())?;
    if same(&payload, &again) { Ok(()) } else { Err(format!("{json}\ncame back as {again}")) }
}

/// Refused by both, for what it says and not for how it is written.
fn invalid(subject: &str, json: &str, validator: &Validator) -> Result<(), String> {
    let payload: Value = serde_json::from_str(json).map_err(|error| format!("{json}: {error}"))?;
    if validator.is_valid(&payload) {
        return Err(format!("jsonschema accepts the counterexample {json}"));
    }
    match AnyEvent::decode(subject, json.as_bytes()) {
        Err(evenkeel::Error::Invalid(violations)) if violations.iter().len() > 0 => Ok(()),
        Err(error) => Err(format!("the counterexample {json} is refused for another reason: {error}")),
        Ok(_) => Err(format!("decode accepts the counterexample {json}")),
    }
}

/// JSON Schema's equality: 1 is 1.0.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

#[test]
fn nearly_all_of_it_is_typed() {
    let share = Builder::new().typed_share(schemas()).unwrap_or_else(|error| panic!("{error}"));
    println!("{} schemas typed, {} say nothing, {:.1} %", share.typed, share.anything, share.ratio() * 100.0);
    for (place, reason) in &share.values {
        println!("a Value: {place}: {reason}");
    }
    assert!(share.typed > 0);
    assert!(share.ratio() >= 0.95, "{:?}", share.values);
}
