//! Typed, validated JSON events: the runtime of code that is generated from JSON Schema contracts.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
//! # fn main() -> Result<(), evenkeel::Error> {
//! // `OrderPaidV1` is generated from `schemas/order/paid.v1.yaml`.
//! let event = OrderPaidV1 { order_id: "o-1001".to_owned(), amount: 1295 };
//! let bytes = evenkeel::encode(&event)?;
//! assert_eq!(bytes, br#"{"order_id":"o-1001","amount":1295}"#);
//! assert_eq!(evenkeel::decode::<OrderPaidV1>(&bytes)?, event);
//!
//! // A payload that breaks its contract is refused, and all that is wrong is told.
//! let error = evenkeel::decode::<OrderPaidV1>(br#"{"order_id": "", "amount": 0}"#).unwrap_err();
//! assert_eq!(error.to_string(), "\
//! 2 violations:
//!   /order_id (line 1, column 14): expected at least 1 character, found \"\" (0)
//!   /amount (line 1, column 28): expected at least 1, found 0");
//! # Ok(()) }
//! ```
//!
//! # What is in here
//!
//! - [`Event`]: what an event is called, and its contract. [`encode`] and [`decode`] are its way to
//!   bytes and back. [`include_events!`] brings in what the build script of a crate generated.
//! - [`Validation`]: whether a contract is enforced, or what breaks it is only told: [`decode_with`],
//!   [`encode_with`].
//! - [`Violations`]: every rule that a payload breaks, for people and, serialised, for programs.
//! - [`format`](mod@format): strings with a grammar, such as [`format::DateTime`], which keep their text.
//! - [`Nullable`] and [`Extra`]: null that is not absence, and members that no contract declares.
//!
//! Nothing in here is asynchronous, knows a broker or prints.
//!
//! # What JSON is
//!
//! UTF-8 without lone surrogates, numbers within the range of an `f64`, arrays and objects nested at
//! most 128 deep, and no two members of one name in an object. All else is refused
//! before a contract has its say, also in parts that nothing reads. An integer is any spelling of an
//! integral value (`1.0`, `1e2`, `-0`), `1` equals `1.0`, and `multipleOf` is decided on decimals.
//! A number that is written with a fraction or an exponent has the value of the nearest double.
//!
//! # What it costs
//!
//! A payload that keeps its contract is parsed and checked in one pass, without a tree of it. One that
//! does not is read again and judged by the schema itself, for as long as that takes within bounds:
//! at most 1,000 violations are listed, and the work grows with the payload's size, not with the
//! contract's complexity.
//!
//! A union whose branches nothing tells apart is read once for each branch, and a union within it once
//! more for each of those. A payload that would have more than 4 MiB of text tried so, and 256 bytes
//! for each of its own (at most 256 MiB), is refused as one that takes too much work.
//!
//! # Features
//!
//! - `derive`: `#[derive(Event)]` and `#[derive(Contract)]`, for structs that you write yourself.
//! - `pattern`: contracts with `pattern` or `patternProperties`, on the `regex` crate. Generated code
//!   that needs it and does not find it says so.
//! - `fallback`: what needs more: patterns with look-around or back-references, which run for 1,000,000
//!   steps at most, and the format `idn-hostname`.
//! - `jiff`, `chrono`, `uuid`: conversions of [format types](mod@format) to and from the types of these crates.

#[doc(hidden)]
#[path = "private/mod.rs"]
pub mod __private;
mod contract;
mod decimal;
mod error;
mod event;
mod extra;
pub mod format;
mod include;
mod json;
mod nullable;
mod number;
mod report;
mod validation;
mod violation;
mod write;

#[cfg(feature = "derive")]
pub use __private::code_first::{CodeFirst, keep_definition};
pub use contract::Contract;
pub use error::{Error, Malformed, UnknownSubject, UnknownValue};
#[cfg(feature = "derive")]
pub use evenkeel_macros::{Contract, Event};
pub use event::{Event, decode, encode};
pub use extra::{Extra, Iter as ExtraIter};
pub use nullable::Nullable;
pub use serde_json::Value;
pub use validation::{Checked, Validation, decode_with, encode_with};
pub use violation::{Violation, Violations};

use __private as private;
