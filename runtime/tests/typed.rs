//! Typed values that break their contract.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use evenkeel::{
    __private::{Check, missing, validate},
    Nullable,
};
use serde::Serialize;

const SCHEMA: &str = r##"{
    "$defs": {
        "Money": {
            "type": "object",
            "required": ["amount"],
            "properties": {
                "amount": { "type": "number", "minimum": 0, "multipleOf": 0.01 },
                "rate": { "type": ["number", "null"] },
                "pin": { "type": "string", "maxLength": 2, "writeOnly": true }
            }
        }
    },
    "type": "object",
    "properties": { "total": { "$ref": "#/$defs/Money" } }
}"##;

#[derive(Serialize)]
struct Money {
    pin: String,
    amount: f64,
    rate: Nullable<f64>,
}

#[derive(Serialize)]
struct Order {
    total: Money,
}

impl Check for Money {
    fn check(&self) -> bool {
        self.pin.len() <= 2 && self.amount >= 0.0 && self.amount.check() && self.rate.check()
    }
}

impl Check for Order {
    fn check(&self) -> bool {
        self.total.check()
    }
}

fn money(amount: f64) -> Money {
    Money { pin: String::new(), amount, rate: Nullable::Null }
}

#[test]
fn a_value_that_keeps_its_contract() {
    assert_eq!(validate(&money(1.5), SCHEMA, "/$defs/Money"), Ok(()));
}

#[test]
fn all_violations_in_the_order_of_the_payload() {
    let total = Money { pin: "1234".to_owned(), amount: -1.005, rate: Nullable::Null };
    let violations = validate(&Order { total }, SCHEMA, "").unwrap_err();
    assert_eq!(
        violations.to_string(),
        "3 violations:\n  \
         /total/pin: expected at most 2 characters, found (hidden)\n  \
         /total/amount: expected at least 0, found -1.005\n  \
         /total/amount: expected a multiple of 0.01, found -1.005"
    );
    assert_eq!(violations.first().schema_path, "/properties/total/$ref/properties/pin/maxLength");
    assert!(violations.iter().all(|violation| violation.line.is_none()));
}

#[test]
fn a_part_is_judged_at_its_place_in_the_schema() {
    let violations = validate(&money(-1.0), SCHEMA, "/$defs/Money").unwrap_err();
    assert_eq!(violations.first().schema_path, "/$defs/Money/properties/amount/minimum");
    assert_eq!(violations.first().instance_path, "/amount");
}

#[test]
fn numbers_that_json_does_not_have() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let violations = validate(&money(number), SCHEMA, "/$defs/Money").err();
        let nullable = Money { rate: Nullable::Value(number), ..money(1.0) };
        // Where null is allowed, the schema has nothing to say about what NaN turns into.
        let violations_of_nullable = validate(&nullable, SCHEMA, "/$defs/Money").unwrap_err();
        assert_eq!(violations_of_nullable.first().found, "NaN or infinity");
        let violations = violations.unwrap();
        assert_eq!(violations.to_string(), "1 violation:\n  /amount: expected a number, found NaN or infinity");
    }
}

#[test]
fn members_that_a_builder_was_not_given() {
    assert_eq!(missing("", &[("a", true)]), Ok(()));
    let violations = missing("/$defs/Money", &[("amount", false), ("rate", true), ("pin", false)]).unwrap_err();
    assert_eq!(
        violations.to_string(),
        "2 violations:\n  \
         the payload: expected the member `amount`, found none\n  \
         the payload: expected the member `pin`, found none"
    );
    assert_eq!(violations.first().schema_path, "/$defs/Money/required");
}

#[test]
fn for_programs() {
    let violations = validate(&money(-1.0), SCHEMA, "/$defs/Money").unwrap_err();
    assert_eq!(
        serde_json::to_string(&violations).unwrap(),
        r#"{"count":1,"complete":true,"violations":[{"instance_path":"/amount","schema_path":"/$defs/Money/properties/amount/minimum","#
            .to_owned()
            + r#""keyword":"minimum","expected":"at least 0","found":"-1.0","message":"expected at least 0, found -1.0"}]}"#
    );
}
