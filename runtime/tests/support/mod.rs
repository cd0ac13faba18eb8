//! An event that is refused whatever its payload is, so that the report has to judge it.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use evenkeel::{Error, Event, Violations};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

thread_local! {
    static SCHEMA: Cell<&'static str> = const { Cell::new("true") };
}

/// The event.
#[derive(Debug)]
pub(crate) struct Refused;

/// What is expected where the type refuses, and no rule of the schema.
const OF_TYPE: &str = "a value that its Rust type can hold";

impl<'de> Deserialize<'de> for Refused {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("refused by its type"))
    }
}

impl Serialize for Refused {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl Event for Refused {
    const DOMAIN: &'static str = "test";
    const NAME: &'static str = "refused";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "test.refused.v1";
    const SUBJECT: &'static str = "events.test.refused.v1";

    fn schema() -> &'static str {
        SCHEMA.get()
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}

/// Why the event is refused under this schema.
pub(crate) fn refusal(schema: &str, payload: &[u8]) -> Error {
    SCHEMA.set(Box::leak(schema.to_owned().into_boxed_str()));
    evenkeel::decode::<Refused>(payload).expect_err("it is always refused")
}

/// The report about a payload; `None` when the schema accepts it.
pub(crate) fn report(schema: &str, payload: &str) -> Option<Violations> {
    match refusal(schema, payload.as_bytes()) {
        Error::Invalid(violations) if violations.first().expected == OF_TYPE => None,
        Error::Invalid(violations) => Some(violations),
        error => panic!("{error}: {payload}"),
    }
}
