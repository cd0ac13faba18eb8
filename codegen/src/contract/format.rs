//! `format`: which ones a dialect defines.

use super::dialect::{Dialect, Vocabulary};
use super::schema::{Body, Schema};

/// The formats that both dialects define (validation, section 7.3 of either).
const BOTH: [&str; 17] = [
    "date-time",
    "date",
    "time",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
];

/// The formats that 2020-12 added.
const ADDED: [&str; 2] = ["duration", "uuid"];

/// Whether a dialect's specification defines a format.
pub(crate) fn is_defined(format: &str, dialect: Dialect) -> bool {
    dialect.vocabularies.has(Vocabulary::Format)
        && (BOTH.contains(&format) || (!dialect.is_draft7() && ADDED.contains(&format)))
}

/// Every format that some dialect defines.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    BOTH.into_iter().chain(ADDED)
}

impl Schema {
    /// The format that values must have: `format`, if the specification of the schema's own dialect
    /// defines it. Any other format is an annotation, `uuid` in draft-07 too.
    pub fn asserted_format(&self) -> Option<&str> {
        let Body::Keywords(keywords) = &self.body else { return None };
        let format = keywords.format.as_ref()?.value.as_str();
        is_defined(format, self.dialect).then_some(format)
    }
}
