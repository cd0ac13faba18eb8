//! Payloads: read from a stream, and held against a contract.

mod judge;
mod scan;
mod stream;

pub(crate) use judge::Judge;
pub(crate) use stream::Stream;

use serde::Serialize;

/// A place in a file: lines and characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A payload and what was found.
#[derive(Debug)]
pub(crate) struct Payload {
    /// Where it begins.
    pub(crate) place: Place,
    pub(crate) verdict: Verdict,
}

/// What was found about a payload.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// The contract accepts it.
    Valid,
    /// The contract refuses it.
    Invalid {
        /// At least one, in the order of the payload.
        violations: Vec<Violation>,
        /// How many more there are.
        unlisted: usize,
        /// False when there may be more than were counted.
        complete: bool,
    },
    /// It is no JSON.
    Malformed(Vec<Problem>),
}

/// One rule that a payload breaks.
#[derive(Debug, Serialize)]
pub(crate) struct Violation {
    /// Where the value begins.
    #[serde(flatten)]
    pub(crate) place: Place,
    /// JSON pointer into the payload.
    pub(crate) instance_path: String,
    /// JSON pointer through the schema, `$ref` included.
    pub(crate) schema_path: String,
    pub(crate) keyword: String,
    /// What the schema asks for.
    pub(crate) expected: String,
    /// What stands there.
    pub(crate) found: String,
    pub(crate) message: String,
}

/// Why a payload is no JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(flatten)]
    pub(crate) place: Place,
    /// A stable name for this kind of problem.
    pub(crate) code: &'static str,
    pub(crate) message: String,
}
