//! Events: what they are called, and their way to bytes and back.

use crate::{Error, Violation, Violations, report, write};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};

/// A typed event: a payload that has a contract.
///
/// Generated code implements it. By hand, take care of two things: `Deserialize` has to refuse all
/// that the contract refuses, for [`decode`] asks nobody else, and the schema has to be one document
/// that holds all it refers to.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() {
/// use evenkeel::Event;
///
/// assert_eq!(OrderPaidV1::SUBJECT, "events.order.paid.v1");
/// let event = OrderPaidV1 { order_id: "o-1001".to_owned(), amount: 0 };
/// let violations = event.validate().unwrap_err();
/// assert_eq!(violations.first().to_string(), "/amount: expected at least 1, found 0");
/// # }
/// ```
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

    /// What [`encode`] does. A derived event writes itself by its contract, not by its `Serialize`.
    #[doc(hidden)]
    fn __encode(&self) -> Result<Vec<u8>, Error> {
        self.validate()?;
        to_bytes(self)
    }

    /// What [`decode`] does. A derived event reads itself by its contract, not by its `Deserialize`.
    #[doc(hidden)]
    fn __decode(bytes: &[u8]) -> Result<Self, Error> {
        let read = serde_json::from_str(text(bytes, Self::schema())?);
        read.map_err(|refusal| report::of_bytes(bytes, Self::schema(), &refusal))
    }
}

/// An event's bytes, once every rule of its contract holds.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() {
/// let event = OrderPaidV1 { order_id: String::new(), amount: 1295 };
/// let error = evenkeel::encode(&event).unwrap_err();
/// assert_eq!(error.to_string(), "1 violation:\n  /order_id: expected at least 1 character, found \"\" (0)");
/// # }
/// ```
///
/// # Errors
/// [`Error::Invalid`] with all that the event breaks.
pub fn encode<E: Event>(event: &E) -> Result<Vec<u8>, Error> {
    event.__encode()
}

/// A payload as text: one look at all bytes costs less than one at each string.
pub(crate) fn text<'a>(bytes: &'a [u8], schema: &'static str) -> Result<&'a str, Error> {
    std::str::from_utf8(bytes).map_err(|error| report::of_bytes(bytes, schema, &serde_json::Error::custom(error)))
}

/// The bytes of an event, whatever it breaks.
pub(crate) fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    write::to_vec(value).map_err(|error| {
        let violation = Violation::new("", "type", "a value that JSON can carry", error.to_string());
        Error::Invalid(violation.into())
    })
}

/// The event in these bytes, parsed and checked in one pass.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() -> Result<(), evenkeel::Error> {
/// use evenkeel::{Error, decode};
///
/// let event: OrderPaidV1 = decode(br#"{"order_id": "o-1001", "amount": 1295.0}"#)?;
/// assert_eq!(event.amount, 1295);
///
/// let error = decode::<OrderPaidV1>(br#"{"order_id": "o-1001"}"#).unwrap_err();
/// let Error::Invalid(violations) = error else { panic!("it is JSON") };
/// assert_eq!(violations.first().keyword, "required");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Error::Malformed`] when the bytes are not JSON, [`Error::Invalid`] with all that they break.
pub fn decode<E: Event>(bytes: &[u8]) -> Result<E, Error> {
    E::__decode(bytes)
}
