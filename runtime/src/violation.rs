//! What a payload breaks.

use crate::report::{position, words};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeStruct},
};
use std::fmt;

/// One rule that a payload breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// JSON pointer into the payload: `/lines/3/quantity`; empty for the whole.
    pub instance_path: String,
    /// JSON pointer through the schema, `$ref` included: `/properties/lines/items/$ref/minimum`.
    pub schema_path: String,
    /// The keyword: `minimum`.
    pub keyword: String,
    /// What the schema asks for: `at least 1`.
    pub expected: String,
    /// What stands there: `0`. Cut when long, `(hidden)` where the schema says `writeOnly`.
    pub found: String,
    /// Line of the value in the bytes, from 1, where the payload came as bytes.
    pub line: Option<usize>,
    /// Column of the value in its line, in characters from 1, where the payload came as bytes.
    pub column: Option<usize>,
}

impl Violation {
    /// A violation of `keyword` at `instance_path`, for hand-written [`Event`](crate::Event)s.
    pub fn new(
        instance_path: impl Into<String>,
        keyword: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        let keyword = keyword.into();
        Self {
            instance_path: instance_path.into(),
            schema_path: format!("/{keyword}"),
            keyword,
            expected: expected.into(),
            found: found.into(),
            line: None,
            column: None,
        }
    }

    /// Where it stands in a report.
    fn order(&self) -> impl Ord + use<'_> {
        (self.line, self.column, &self.schema_path)
    }

    /// What is wrong, in one line without the place: `expected at least 1, found 0`.
    pub fn message(&self) -> String {
        format!("expected {}, found {}", self.expected, self.found)
    }
}

/// The longest place that is shown to people, in characters.
const PATH: usize = 500;

/// The place and what is wrong there: `/lines/3/quantity: expected at least 1, found 0`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.instance_path.as_str() {
            "" => f.write_str("the payload")?,
            path => f.write_str(&words::cut(path, PATH))?,
        }
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, " (line {line}, column {column})")?;
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

/// An object: `instance_path`, `schema_path`, `keyword`, `expected`, `found`, `message`, and
/// `line` and `column` where they are known.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("instance_path", &self.instance_path)?;
        map.serialize_entry("schema_path", &self.schema_path)?;
        map.serialize_entry("keyword", &self.keyword)?;
        map.serialize_entry("expected", &self.expected)?;
        map.serialize_entry("found", &self.found)?;
        map.serialize_entry("message", &self.message())?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            map.serialize_entry("line", &line)?;
            map.serialize_entry("column", &column)?;
        }
        map.end()
    }
}

/// Every rule that a payload breaks: at least one.
///
/// The list is bounded: what a hostile payload breaks beyond a thousand violations, or a megabyte
/// of text, is counted and not listed.
///
/// ```
/// use evenkeel::{Violation, Violations};
///
/// let violations = Violations::from(Violation::new("/quantity", "minimum", "at least 1", "0"));
/// assert_eq!(violations.to_string(), "1 violation:\n  /quantity: expected at least 1, found 0");
/// assert_eq!(violations.first().keyword, "minimum");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Violations {
    /// Never empty.
    list: Vec<Violation>,
    unlisted: usize,
    complete: bool,
}

impl Violations {
    /// A report, whose list is `otherwise` when it is empty.
    pub(crate) fn new(mut list: Vec<Violation>, unlisted: usize, complete: bool, otherwise: Violation) -> Self {
        if list.is_empty() {
            list.push(otherwise);
        }
        Self { list, unlisted, complete }
    }

    /// Violations as a stored report has them: these were listed, so many counted, and judging came
    /// to its end or not. `None` when none is listed.
    pub fn of_report(listed: Vec<Violation>, count: usize, complete: bool) -> Option<Self> {
        let unlisted = count.saturating_sub(listed.len());
        if listed.is_empty() { None } else { Some(Self { list: listed, unlisted, complete }) }
    }

    /// The violations, in the order of the payload.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// The first violation.
    pub fn first(&self) -> &Violation {
        &self.list[0]
    }

    /// How many violations there are, listed or not. Never 0.
    #[expect(clippy::len_without_is_empty, reason = "there is at least one")]
    pub fn len(&self) -> usize {
        self.list.len() + self.unlisted
    }

    /// How many violations were counted and not listed.
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }

    /// False when judging took too much work, and there may be more violations than were counted.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Says where in these bytes the violations are, and puts them in that order.
    pub(crate) fn located(mut self, bytes: &[u8]) -> Self {
        position::locate(bytes, &mut self.list);
        self.list.sort_by(|a, b| a.order().cmp(&b.order()));
        self
    }

    /// Changes each violation.
    pub(crate) fn each(mut self, change: impl FnMut(&mut Violation)) -> Self {
        self.list.iter_mut().for_each(change);
        self
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            1 => f.write_str("1 violation:")?,
            n => write!(f, "{n} violations:")?,
        }
        for violation in self {
            write!(f, "\n  {violation}")?;
        }
        if self.unlisted > 0 {
            write!(f, "\n  … and {} more", self.unlisted)?;
        }
        if !self.complete {
            f.write_str("\n  … and what was not judged, for it takes too much work")?;
        }
        Ok(())
    }
}

/// The same words, since `main` and `unwrap` print an error so.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Violations {}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self { list: vec![violation], unlisted: 0, complete: true }
    }
}

/// An object: `count`, `complete` (see [`Violations::is_complete`]), and the listed `violations`.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violations", 3)?;
        object.serialize_field("count", &self.len())?;
        object.serialize_field("complete", &self.complete)?;
        object.serialize_field("violations", &self.list)?;
        object.end()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
