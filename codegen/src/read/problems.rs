//! The problems of one file while it is read.

use std::ops::Range;

use super::{Node, Number};
use crate::diagnostic::{Diagnostic, quote};
use crate::source::{FileId, Span};

/// More problems than this help nobody, and a hostile file could have one a byte.
const MOST: usize = 100;

/// White space, in JSON and between the lines of YAML.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Reading cannot go on. Why is among the problems.
#[derive(Debug)]
pub(super) struct Stop;

/// The problems of one file, in the order in which they were found.
pub(super) struct Problems {
    file: FileId,
    found: Vec<Diagnostic>,
}

impl Problems {
    pub(super) fn new(file: FileId) -> Self {
        Self { file, found: Vec::new() }
    }

    /// A range of bytes as a place in this file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        // Texts of more than 4 GiB are refused before they are read.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: self.file, start: byte(range.start), end: byte(range.end) }
    }

    /// An error at a range of bytes, not yet among the problems.
    pub(super) fn error(&self, code: &'static str, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span(range), message)
    }

    /// Adds a problem after which reading goes on, if there are not too many.
    pub(super) fn add(&mut self, problem: Diagnostic) -> Result<(), Stop> {
        self.found.push(problem);
        if self.found.len() < MOST { Ok(()) } else { Err(Stop) }
    }

    /// Adds the problem at which reading ends.
    pub(super) fn stop<T>(&mut self, problem: Diagnostic) -> Result<T, Stop> {
        self.found.push(problem);
        Err(Stop)
    }

    pub(super) fn too_deep_at(&self, range: Range<usize>) -> Diagnostic {
        let message = format!("more than {} arrays and objects lie in one another", super::MAX_DEPTH);
        self.error("too-deep", range, message).hint("move inner parts to `$defs` and refer to them with `$ref`")
    }

    pub(super) fn too_deep<T>(&mut self, range: Range<usize>) -> Result<T, Stop> {
        let problem = self.too_deep_at(range);
        self.stop(problem)
    }

    pub(super) fn too_large<T>(&mut self) -> Result<T, Stop> {
        let problem = self.error("file-too-large", 0..0, "the file is larger than 4 GiB");
        self.stop(problem)
    }

    pub(super) fn empty_document<T>(&mut self) -> Result<T, Stop> {
        let problem =
            self.error("empty-document", 0..0, "the file holds no value").hint("write one, or remove the file");
        self.stop(problem)
    }

    /// A number in JSON's grammar, from the text or from what it stands for.
    pub(super) fn number(&mut self, range: Range<usize>, json: &str) -> Result<Option<Number>, Stop> {
        let Some(number) = Number::parse(json) else {
            let problem = self
                .error("invalid-number", range, format!("{} is not a JSON number", quote(json)))
                .hint("write it like `-12.5e3`: no plus sign, no zero in front, a digit on each side of the point");
            return self.add(problem).map(|()| None);
        };
        // Without an exponent it takes more than 308 digits to leave an `f64`'s range.
        let may_overflow = json.len() > 308 || json.contains(['e', 'E']);
        if may_overflow && number.to_f64().is_infinite() {
            self.number_out_of_range(range, json)?;
        }
        Ok(Some(number))
    }

    pub(super) fn number_out_of_range(&mut self, range: Range<usize>, shown: &str) -> Result<(), Stop> {
        let message = format!("the number {} is beyond the range of a double", quote(shown));
        let problem = self.error("number-out-of-range", range, message);
        self.add(problem.hint("JSON numbers lie between ±1.7976931348623157e308"))
    }

    /// The outcome: a node if nothing is wrong, else what is, in the order of the text.
    pub(super) fn finish(mut self, node: Result<Node, Stop>) -> Result<Node, Vec<Diagnostic>> {
        match node {
            Ok(node) if self.found.is_empty() => Ok(node),
            _ => {
                self.found.sort_by_key(|problem| problem.span);
                Err(self.found)
            }
        }
    }
}
