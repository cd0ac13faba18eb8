//! The documents' own example payloads are read and written, and what breaks them is refused as the
//! `jsonschema` crate refuses it.

#![allow(clippy::expect_used, reason = "a panic is how a test fails")]

use evenkeel_asyncapi_test::SCHEMAS;
use evenkeel_asyncapi_test::events::AnyEvent;
use evenkeel_codegen::Builder;
use evenkeel_codegen::read::Node;
use serde_json::Value;

/// Subject, schema and example payloads of each event.
fn events() -> Vec<(String, Value, Vec<Value>)> {
    let catalog = Builder::new().load(SCHEMAS).expect("definitions").catalog;
    let parse = |text: &str| serde_json::from_str(text).expect("JSON");
    let of = |contract: &evenkeel_codegen::contract::Contract| {
        let schema = evenkeel_codegen::export::schema(&catalog, contract.root);
        let examples = catalog[contract.document].node.pointer("/examples").and_then(Node::as_array);
        let examples = examples.unwrap_or_default().iter().map(|node| parse(&node.to_json())).collect();
        (contract.event.subject(), parse(&schema), examples)
    };
    catalog.contracts.iter().map(of).collect()
}

#[test]
fn every_message_is_an_event() {
    let subjects: Vec<String> = events().into_iter().map(|(subject, ..)| subject).collect();
    let expected = [
        "events.light.measured.v1",
        "events.light.switched.v2",
        "events.parcel.delivered.v1",
        "events.parcel.returned.v1",
        "events.parcel.scanned.v1",
    ];
    assert_eq!(subjects, expected);
}

#[test]
fn examples_come_through() {
    for (subject, _, examples) in events() {
        assert!(!examples.is_empty(), "{subject}");
        for example in examples {
            let event = AnyEvent::decode(&subject, example.to_string().as_bytes());
            let event = event.unwrap_or_else(|error| panic!("{subject}: {error}: {example}"));
            let written: Value = serde_json::from_slice(&event.encode().expect("an event")).expect("JSON");
            assert_eq!(written, example);
        }
    }
}

#[test]
fn broken_examples_are_refused() {
    let mut refused = 0;
    for (subject, schema, examples) in events() {
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        for broken in examples.iter().flat_map(broken) {
            let decoded = AnyEvent::decode(&subject, broken.to_string().as_bytes());
            assert_eq!(decoded.is_ok(), validator.is_valid(&broken), "{subject}: {broken}: {decoded:?}");
            refused += usize::from(decoded.is_err());
        }
    }
    assert!(refused >= 30, "{refused}");
}

/// The payload without each of its members, and with each of them of other types.
fn broken(payload: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for name in payload.as_object().expect("an object").keys() {
        let mut without = payload.clone();
        without.as_object_mut().expect("an object").remove(name);
        found.push(without);
        for other in [Value::Null, Value::from("?"), Value::from(-0.001), Value::Array(Vec::new())] {
            let mut with = payload.clone();
            with[name] = other;
            found.push(with);
        }
    }
    found
}
