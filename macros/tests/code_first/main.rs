//! Events whose definition is the struct.

#![allow(clippy::expect_used, reason = "a test stops where its material is not there")]

use evenkeel::{CodeFirst, Error, Event, Validation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The customer sent something back.
#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize, JsonSchema)]
#[event(domain = "shop", name = "returned", version = 1, key = "/order_id", owner = "returns@example.com")]
struct Returned {
    /// The order.
    #[schemars(length(min = 1, max = 8))]
    order_id: String,
    #[schemars(range(min = 1, max = 99))]
    quantity: u8,
    reason: Reason,
    note: Option<String>,
    #[serde(default)]
    parts: Vec<Part>,
    refund: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Reason {
    Broken { since: Option<i64> },
    NotWanted,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Part {
    part_id: i32,
    colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Blue,
}

const DEFINITION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/code_first/schemas/shop/returned.v1.json");

fn returned() -> Returned {
    Returned {
        order_id: "o-1".into(),
        quantity: 2,
        reason: Reason::Broken { since: Some(3) },
        note: None,
        parts: vec![Part { part_id: 7, colour: Colour::Red }],
        refund: 1.5,
    }
}

#[test]
fn definition() -> std::io::Result<()> {
    evenkeel::keep_definition::<Returned>(DEFINITION)
}

#[test]
fn drift_fails_once_and_writes() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("drift/returned.v1.json");
    _ = std::fs::remove_file(&file);
    let missing = evenkeel::keep_definition::<Returned>(&file).expect_err("it was missing").to_string();
    assert!(
        missing.ends_with("returned.v1.json was missing; it does now: look at the difference and commit it"),
        "{missing}"
    );
    evenkeel::keep_definition::<Returned>(&file).expect("it is there now");
    std::fs::write(&file, "{}").expect("written");
    assert!(evenkeel::keep_definition::<Returned>(&file).is_err());
    assert_eq!(std::fs::read_to_string(&file).expect("read"), Returned::definition());
}

#[test]
fn what_schemars_writes_goes_through_the_generator() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/code_first/schemas");
    let output = evenkeel_codegen::Builder::new().generate(schemas).unwrap_or_else(|error| panic!("{error}"));
    let code = &output.files["shop.rs"];
    assert!(code.contains("pub struct ShopReturnedV1"), "{code}");
    assert!(output.warnings.is_empty(), "{:?}", output.warnings);
}

#[test]
fn names_schema_and_keys() {
    assert_eq!((Returned::TYPE, Returned::SUBJECT), ("shop.returned.v1", "events.shop.returned.v1"));
    assert_eq!(returned().key().as_deref(), Some("o-1"));
    let schema: Value = serde_json::from_str(Returned::schema()).expect("JSON");
    assert_eq!(schema["$id"], "urn:evenkeel:shop.returned.v1");
    assert!(schema.get("x-event").is_none());
    assert!(std::ptr::eq(Returned::schema(), Returned::schema()), "it is built once");
}

#[test]
fn both_ways_keep_the_contract() {
    let event = returned();
    let bytes = evenkeel::encode(&event).expect("valid");
    assert_eq!(evenkeel::decode::<Returned>(&bytes).expect("valid"), event);

    let broken = Returned { order_id: String::new(), quantity: 100, refund: f64::NAN, ..event };
    let error = evenkeel::encode(&broken).expect_err("broken").to_string();
    for part in
        ["3 violations", "/order_id: expected at least 1 character", "/quantity: expected at most 99", "/refund"]
    {
        assert!(error.contains(part), "{error}");
    }
    let checked =
        evenkeel::encode_with(&Returned { quantity: 100, ..returned() }, Validation::Report).expect("reported");
    assert_eq!(checked.violations.expect("told").len(), 1);
}

/// In a tree of JSON values, this number would be 0.10000000149011612.
#[test]
fn what_is_written_is_judged() {
    #[derive(Debug, Event, Serialize, Deserialize, JsonSchema)]
    #[event(domain = "shop", name = "weighed", version = 1)]
    struct Weighed {
        #[schemars(range(max = 0.1))]
        kilos: f32,
    }
    let bytes = evenkeel::encode(&Weighed { kilos: 0.1 }).expect("valid");
    assert_eq!(bytes, br#"{"kilos":0.1}"#);
    assert!(evenkeel::decode::<Weighed>(&bytes).is_ok());
    let error = evenkeel::encode(&Weighed { kilos: 0.2 }).expect_err("too heavy").to_string();
    assert!(error.ends_with("/kilos: expected at most 0.1, found 0.2"), "{error}");
}

#[test]
fn the_verdict_is_the_schemas() {
    let schema: Value = serde_json::from_str(Returned::schema()).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let valid = json!({
        "order_id": "o-1", "quantity": 2.0, "reason": { "kind": "broken", "since": null }, "note": null,
        "parts": [{ "partId": 1e0, "colour": "blue" }], "refund": 3
    });
    let atoms = [
        json!(null),
        json!(0),
        json!(1.0),
        json!(99),
        json!(100),
        json!(1.5),
        json!(""),
        json!("x"),
        json!("123456789"),
        json!([]),
        json!({}),
        json!({ "kind": "not_wanted" }),
        json!({ "kind": "lost" }),
        json!([{ "partId": 1, "colour": "red", "x": 1 }]),
    ];
    let mut judged = 0;
    for name in ["order_id", "quantity", "reason", "note", "parts", "refund", "more"] {
        for atom in atoms.iter().map(Some).chain([None]) {
            let mut payload = valid.clone();
            match atom {
                Some(atom) => payload[name] = atom.clone(),
                None => _ = payload.as_object_mut().map(|members| members.remove(name)),
            }
            let decoded = evenkeel::decode::<Returned>(payload.to_string().as_bytes());
            assert_eq!(decoded.is_ok(), validator.is_valid(&payload), "{payload}: {decoded:?}");
            judged += 1;
        }
    }
    assert_eq!(judged, 7 * 15);
}

#[test]
fn what_is_no_json_is_malformed() {
    let text = br#"{"order_id":"a","order_id":"b"}"#;
    assert!(matches!(evenkeel::decode::<Returned>(text), Err(Error::Malformed(_))));
}
