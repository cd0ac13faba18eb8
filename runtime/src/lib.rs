//! Typed, validated JSON events.

#[doc(hidden)]
#[path = "private/mod.rs"]
pub mod __private;
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
mod violation;

pub use error::{Error, Malformed, UnknownSubject, UnknownValue};
pub use event::{Event, decode, encode};
pub use extra::{Extra, Iter as ExtraIter};
pub use nullable::Nullable;
pub use serde_json::Value;
pub use violation::{Violation, Violations};

use __private as private;
