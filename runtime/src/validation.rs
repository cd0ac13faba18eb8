//! How a contract is held: what breaks it is refused, or only told.

use crate::private::lenient::leniently;
use crate::{Error, Event, Violations, decode, encode, event, report};

/// What happens to an event that breaks its contract.
///
/// In every mode, bytes are refused that are no JSON, or that the Rust type cannot hold: a required
/// property that is missing, a text for a number, a value that an enum does not have, a text that
/// breaks its format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Validation {
    /// It is refused.
    #[default]
    Enforce,
    /// It goes on, and all that it breaks is told.
    Report,
    /// It goes on, and nothing is told. What it breaks is not looked for.
    Off,
}

/// A value that went through, and what it breaks all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked<T> {
    /// The event, or its bytes.
    pub value: T,
    /// What it breaks; only [`Validation::Report`] tells.
    pub violations: Option<Violations>,
}

/// The event in these bytes, held to its contract as `validation` says.
///
/// What breaks rules and is no part of the type is dropped, as it is in [`decode`]: a constant with
/// another value, a member that the contract does not allow. Branches of a union that are told apart
/// by trying are held to every rule in each mode, for the wrong one could be taken otherwise.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() -> Result<(), evenkeel::Error> {
/// use evenkeel::{Validation, decode_with};
///
/// let bytes = br#"{"order_id": "o-1001", "amount": 0}"#;
/// let checked = decode_with::<OrderPaidV1>(bytes, Validation::Report)?;
/// assert_eq!(checked.value.amount, 0);
/// let violations = checked.violations.expect("an amount is at least 1");
/// assert_eq!(violations.first().instance_path, "/amount");
///
/// // Without an amount, there is no event.
/// assert!(decode_with::<OrderPaidV1>(br#"{"order_id": "o-1001"}"#, Validation::Report).is_err());
/// # Ok(()) }
/// ```
///
/// # Errors
/// As [`decode`]: [`Error::Malformed`], and [`Error::Invalid`] where rules are enforced or the type
/// cannot hold the payload.
pub fn decode_with<E: Event>(bytes: &[u8], validation: Validation) -> Result<Checked<E>, Error> {
    if validation == Validation::Enforce {
        return decode(bytes).map(|value| Checked { value, violations: None });
    }
    let (event, noted) = leniently(|| decode(bytes));
    let value = event?;
    let violations = match noted {
        Some(rule) if validation == Validation::Report => Some(report::of_held(bytes, E::schema(), rule)?),
        _ => None,
    };
    Ok(Checked { value, violations })
}

/// An event's bytes, held to its contract as `validation` says.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() -> Result<(), evenkeel::Error> {
/// use evenkeel::{Validation, encode_with};
///
/// let event = OrderPaidV1 { order_id: "o-1001".to_owned(), amount: 0 };
/// let checked = encode_with(&event, Validation::Report)?;
/// assert_eq!(checked.value, br#"{"order_id":"o-1001","amount":0}"#);
/// assert_eq!(checked.violations.expect("an amount is at least 1").len(), 1);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Error::Invalid`] where rules are enforced, and where they are reported for what JSON cannot say:
/// NaN and infinities. (With [`Validation::Off`] they are written as null.)
pub fn encode_with<E: Event>(event: &E, validation: Validation) -> Result<Checked<Vec<u8>>, Error> {
    if validation == Validation::Enforce {
        return encode(event).map(|value| Checked { value, violations: None });
    }
    let (value, is_broken) = match leniently(|| encode(event)) {
        (Ok(bytes), noted) => (bytes, noted.is_some()),
        // A `validate` that was written by hand is never lenient.
        (Err(Error::Invalid(_)), _) => (event::to_bytes(event)?, true),
        (Err(error), _) => return Err(error),
    };
    let violations = if is_broken && validation == Validation::Report { event.validate().err() } else { None };
    match violations {
        Some(violations) if report::is_beyond_json(&violations) => Err(Error::Invalid(violations)),
        violations => Ok(Checked { value, violations }),
    }
}
