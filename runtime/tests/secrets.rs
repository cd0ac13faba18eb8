//! What a schema calls `writeOnly` stays out of every refusal, and changes none.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use evenkeel::__private::{Check, validate};
use evenkeel::{Error, Event, Validation, Violations, decode, encode_with};
use serde::{Deserialize, Serialize};

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
