//! Small definitions and the Rust that they become, compiled.
//!
//! A case is a folder below `cases`: `schemas/` holds definitions, `rust/` the code that they
//! become (written by `EVENKEEL_BLESS=1 cargo test -p evenkeel-golden`), `payloads.json` payloads
//! by subject with their verdicts.

/// One folder below `cases`.
pub struct Case {
    /// The folder's name.
    pub name: &'static str,
    /// `AnyEvent::decode` of the case.
    pub decode: Decode,
}

/// From a subject and bytes to an event.
pub type Decode = fn(&str, &[u8]) -> Result<Box<dyn Reencode>, evenkeel::Error>;

/// An event of any case, on its way back.
pub trait Reencode {
    /// `AnyEvent::encode`.
    ///
    /// # Errors
    /// Every rule that is broken.
    fn reencode(&self) -> Result<Vec<u8>, evenkeel::Error>;
}

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
