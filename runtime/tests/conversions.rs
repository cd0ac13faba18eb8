//! Format types to and from the types of libraries, in tables: what is kept, what is lost, what is refused.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[cfg(feature = "chrono")]
#[path = "conversions/chrono.rs"]
mod chrono;
#[cfg(feature = "jiff")]
#[path = "conversions/jiff.rs"]
mod jiff;
#[cfg(any(feature = "chrono", feature = "jiff"))]
#[path = "conversions/table.rs"]
mod table;
#[cfg(feature = "uuid")]
#[path = "conversions/uuid.rs"]
mod uuid;
