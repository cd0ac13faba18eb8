//! The official JSON Schema test suite, compiled: one event for each group.

/// Groups that were compiled together.
#[derive(Debug)]
pub struct Catalog {
    /// Decodes the event of a subject, and encodes it again.
    pub pass: fn(&str, &[u8]) -> Result<Vec<u8>, evenkeel::Error>,
}

include!(concat!(env!("OUT_DIR"), "/catalogs.rs"));

/// The groups and their instances.
pub const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/table.json"));
