//! What a schema calls `writeOnly` stays out of every refusal, and changes none.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use evenkeel::__private::{Check, validate};
use evenkeel::{Error, Event, Validation, Violations, decode, encode_with};
use serde::{Deserialize, Serialize};
use support::report;

#[derive(Debug, Serialize, Deserialize)]
struct Paid {
    pin: i32,
    rate: f64,
}

impl Check for Paid {
    fn check(&self) -> bool {
        self.rate.check()
    }
}

impl Event for Paid {
    const DOMAIN: &'static str = "order";
    const NAME: &'static str = "paid";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "order.paid.v1";
    const SUBJECT: &'static str = "events.order.paid.v1";

    fn schema() -> &'static str {
        r#"{
            "properties": {
                "pin": { "type": "integer", "writeOnly": true },
                "rate": { "type": "number", "writeOnly": true }
            }
        }"#
    }

    fn validate(&self) -> Result<(), Violations> {
        validate(self, Self::schema(), "")
    }
}

#[test]
fn what_only_the_type_refuses_is_not_shown() {
    let Error::Invalid(violations) = decode::<Paid>(br#"{"pin":9876543210,"rate":1}"#).unwrap_err() else {
        panic!("it is JSON");
    };
    assert_eq!(violations.first().found, "(hidden)");
}

#[test]
fn nan_is_refused_where_it_is_hidden() {
    let error = encode_with(&Paid { pin: 1, rate: f64::NAN }, Validation::Report).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error}");
    assert!(encode_with(&Paid { pin: 1, rate: 1.0 }, Validation::Report).unwrap().violations.is_none());
}

/// Takes more steps than a report has.
const ENDLESS: &str =
    r##"{"type":["array","null"],"items":{"anyOf":[{"$ref":"#/$defs/endless"},{"$ref":"#/$defs/endless"}]}}"##;

/// A payload with a `pin`, against a contract that says only at its end that this is hidden.
fn cut_short(pin_rule: &str, hides: &str) -> Violations {
    let schema = format!(
        r##"{{"allOf":[{{"properties":{{"pin":{pin_rule}}}}},{{"properties":{{"deep":{{"$ref":"#/$defs/endless"}}}}}}],
        "if":true,"then":{{"properties":{{"pin":{hides}}}}},"$defs":{{"endless":{ENDLESS}}}}}"##
    );
    let deep = "[".repeat(60) + "1" + &"]".repeat(60);
    let violations = report(&schema, &format!(r#"{{"pin":"Tr0ub4dor","deep":{deep}}}"#)).unwrap();
    assert!(!violations.is_complete());
    violations
}

#[test]
fn a_report_that_is_cut_short_hides_what_it_did_not_come_to() {
    for hides in [r#"{"writeOnly":true}"#, r#"{"x-sensitive":true}"#] {
        let violations = cut_short(r#"{"maxLength":4}"#, hides);
        assert_eq!(violations.first().instance_path, "/pin");
        assert!(violations.iter().all(|violation| violation.found == "(hidden)"), "{violations}");
    }
    assert!(cut_short(r#"{"maxLength":4}"#, "true").to_string().contains("Tr0ub4dor"), "nothing is hidden there");
}

#[test]
fn what_stands_in_the_place_of_something_with_a_secret_in_it_is_not_shown() {
    let card = r#"{"type":"object","properties":{"number":{"writeOnly":true}}}"#;
    for (schema, payload) in [
        (r#"{"type":"array","items":{"writeOnly":true}}"#.to_owned(), r#""4711""#),
        (r#"{"items":{"type":"array","items":{"x-sensitive":true}}}"#.to_owned(), "[[1],4711]"),
        (card.to_owned(), "4711"),
        (format!(r##"{{"$ref":"#/$defs/card","$defs":{{"card":{card}}}}}"##), r#""4711""#),
        (
            format!(r##"{{"$dynamicRef":"#card","$defs":{{"a":{{"$dynamicAnchor":"card","allOf":[{card}]}}}}}}"##),
            "4711",
        ),
        (format!(r#"{{"oneOf":[{card},{{"type":"boolean"}}]}}"#), r#""4711""#),
    ] {
        let violations = report(&schema, payload).unwrap();
        assert!(violations.iter().all(|violation| violation.found == "(hidden)"), "{schema}: {violations}");
    }
    // There is nothing in `null`, and of an array and an object only the size is shown.
    for (payload, found) in [("null", "null"), (r#"["4711"]"#, "an array of 1 item")] {
        assert_eq!(report(card, payload).unwrap().first().found, found);
    }
    // A definition that nothing refers to hides nothing.
    let schema = format!(r#"{{"$defs":{{"card":{card}}},"type":"object"}}"#);
    assert_eq!(report(&schema, "4711").unwrap().first().found, "4711");
}
