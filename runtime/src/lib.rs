//! Typed, validated JSON events.

mod error;
mod event;
mod violation;

pub use error::{Error, Malformed, UnknownSubject};
pub use event::{Event, decode, encode};
pub use serde_json::Value;
pub use violation::{Violation, Violations};
