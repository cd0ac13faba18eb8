//! Why bytes did not become an event, or an event bytes.

use crate::{Violations, report::words};

/// The longest text of someone else that a message shows, in characters.
const SHOWN: usize = 60;

/// Why bytes did not become an event, or an event bytes.
///
/// Its text is the whole message, so it has no source.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_paid.rs"));
/// # fn main() {
/// let error = evenkeel::decode::<OrderPaidV1>(b"{\"order_id\": }").unwrap_err();
/// assert_eq!(error.to_string(), "not JSON: expected value at line 1 column 14");
/// assert!(matches!(error, evenkeel::Error::Malformed(_)));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not JSON as evenkeel reads it.
    Malformed(Malformed),
    /// The payload breaks its contract.
    Invalid(Violations),
    /// No event of the catalog is published there.
    UnknownSubject(UnknownSubject),
}

/// Bytes that are not JSON: where and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Malformed {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

impl Malformed {
    /// What is wrong at this line and column, both counted from 1.
    pub fn new(line: usize, column: usize, message: String) -> Self {
        Self { line, column, message }
    }
}

/// A subject that no event of the catalog has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownSubject {
    /// The subject.
    pub subject: String,
}

/// A text that is no value of a string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownValue {
    /// The enum's name.
    pub name: &'static str,
    /// The text, cut when long; `(hidden)` where the enum's values are sensitive.
    pub text: String,
}

impl UnknownValue {
    pub(crate) fn new(name: &'static str, text: &str) -> Self {
        Self { name, text: text.chars().take(SHOWN).collect() }
    }
}

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no value of {}", words::cut(&self.text, SHOWN), self.name)
    }
}

impl std::error::Error for UnknownValue {}

impl Error {
    /// No event of the catalog is published there.
    pub fn unknown_subject(subject: &str) -> Self {
        Self::UnknownSubject(UnknownSubject { subject: subject.to_owned() })
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(m) => write!(f, "not JSON: {} at line {} column {}", m.message, m.line, m.column),
            Self::Invalid(violations) => violations.fmt(f),
            Self::UnknownSubject(u) => {
                write!(f, "no event of this catalog has the subject `{}`", words::cut(&u.subject, SHOWN))
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}
