//! The official JSON Schema test suite, compiled: one event for each group.

use evenkeel::{Error, Event, Validation};

/// The ways of a payload through a type.
pub type Pass = fn(&[u8]) -> Passed;

/// What became of a payload.
#[derive(Debug)]
pub struct Passed {
    /// Decoded, and encoded again.
    pub strictly: Result<Vec<u8>, Error>,
    /// Decoded whatever rules it breaks, and encoded: what the type cannot hold is nothing.
    pub leniently: Option<Result<Vec<u8>, Error>>,
}

/// Decodes and encodes the payload of an event.
fn pass<E: Event>(bytes: &[u8]) -> Passed {
    let held = evenkeel::decode_with::<E>(bytes, Validation::Off).ok();
    Passed {
        strictly: evenkeel::decode::<E>(bytes).and_then(|event| evenkeel::encode(&event)),
        leniently: held.map(|checked| evenkeel::encode(&checked.value)),
    }
}

include!(concat!(env!("OUT_DIR"), "/catalogs.rs"));

/// The groups and their instances.
pub const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/table.json"));
