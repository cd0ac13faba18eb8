//! Random schemas and payloads: what generated code decides, held against `jsonschema` and `boon`.
//!
//! The build script draws schemas from a seed and compiles each as an event, through the real generator.
//! [`run`] draws payloads near what each schema says and asks all three. Where the two validators differ,
//! a [`Rule`] with its section of the specification decides; nothing is set aside, all is counted in a
//! [`Tally`].

mod equal;
mod instance;
mod keywords;
mod multiple;
mod random;
mod readers;
mod report;
mod rule;
mod run;
mod tally;
mod words;

pub use equal::same;
pub use keywords::{ASSERTING, KEYWORDS};
pub use report::report;
pub use rule::Rule;
pub use run::{caught, run};
pub use tally::{Difference, Tally};

use evenkeel::{Error, Event};

/// The way of a payload through a type.
pub type Pass = fn(&[u8]) -> Passed;

/// What became of a payload.
#[derive(Debug)]
pub enum Passed {
    /// It was not decoded.
    Refused(Error),
    /// It was decoded, and what came of it was not encoded.
    Stuck(Error),
    /// It was decoded and encoded again.
    Through(Vec<u8>),
}

fn pass<E: Event>(bytes: &[u8]) -> Passed {
    match evenkeel::decode::<E>(bytes) {
        Err(error) => Passed::Refused(error),
        Ok(event) => evenkeel::encode(&event).map_or_else(Passed::Stuck, Passed::Through),
    }
}

include!(concat!(env!("OUT_DIR"), "/events.rs"));

/// The schemas.
pub const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/table.json"));

/// What the generator refused, by what it said.
pub const REFUSED: &str = include_str!(concat!(env!("OUT_DIR"), "/refused.json"));
