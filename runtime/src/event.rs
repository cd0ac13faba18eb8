//! Events: what they are called, and their way to bytes and back.

use crate::{Error, Violation, Violations, report};
use serde::{Serialize, de::DeserializeOwned};

/// A typed event: a payload that has a contract.
///
/// Generated code implements it; `#[derive(Event)]` will for hand-written structs.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The domain: `order`.
    const DOMAIN: &'static str;
    /// The name: `created`.
    const NAME: &'static str;
    /// The version: `1`.
    const VERSION: u32;
    /// What the event is: `order.created.v1`.
    const TYPE: &'static str;
    /// Where it is published: `events.order.created.v1`.
    const SUBJECT: &'static str;

    /// The contract: one self-contained JSON Schema 2020-12 document.
    fn schema() -> &'static str;

    /// Checks every rule of the contract.
    fn validate(&self) -> Result<(), Violations>;

    /// The value of the payload that keeps events in order (`x-event.key`), as text.
    fn key(&self) -> Option<String> {
        None
    }

    /// The value of the payload that tells one event from another for a handler
    /// (`x-event.idempotency`), as text.
    fn idempotency_key(&self) -> Option<String> {
        None
    }
}

/// An event's bytes, once every rule of its contract holds.
pub fn encode<E: Event>(event: &E) -> Result<Vec<u8>, Error> {
    event.validate()?;
    serde_json::to_vec(event).map_err(|error| {
        let violation = Violation::new("", "type", "a value that JSON can carry", error.to_string());
        Error::Invalid(violation.into())
    })
}

/// The event in these bytes, parsed and checked in one pass.
pub fn decode<E: Event>(bytes: &[u8]) -> Result<E, Error> {
    serde_json::from_slice(bytes).map_err(|refusal| report::of_bytes(bytes, E::schema(), &refusal))
}
