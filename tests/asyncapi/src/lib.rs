//! The events of two `AsyncAPI` documents, compiled.

evenkeel::include_events!(pub);

/// The folder of definitions that the build script wrote.
pub const SCHEMAS: &str = concat!(env!("OUT_DIR"), "/schemas");
