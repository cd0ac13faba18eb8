//! Values in a text in which more may follow, such as a stream of payloads.

use super::problems::Problems;
use super::{Node, json};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The JSON value that a text begins with.
#[derive(Clone, Debug)]
pub struct Leading {
    /// The value, or everything that is wrong with it.
    pub node: Result<Node, Vec<Diagnostic>>,
    /// How far the text was read, in bytes: to the end of the value, or to what could not be read.
    pub end: usize,
    /// Whether the value was read to its end. One that is wrong may be too.
    pub complete: bool,
}

/// Reads the JSON value that a text begins with, after any white space; what follows is not looked at.
/// Spans count from the beginning of the text.
///
/// ```
/// use evenkeel_codegen::read;
/// use evenkeel_codegen::source::{Source, Sources};
///
/// let text = r#" {"a": 1} {"a": 1, "a": 2} {"a""#;
/// let file = Sources::default().add(Source { path: "-".into(), display: "-".into(), text: String::new() });
///
/// let first = read::leading(file, text);
/// assert_eq!(first.node.unwrap().to_json(), r#"{"a":1}"#);
/// assert_eq!(first.end, 9);
///
/// let second = read::leading(file, &text[9..]);
/// assert_eq!(second.node.unwrap_err()[0].code, "duplicate-key");
/// assert!(second.complete);
///
/// let third = read::leading(file, &text[9 + second.end..]);
/// assert!(third.node.is_err() && !third.complete);
/// ```
pub fn leading(file: FileId, text: &str) -> Leading {
    let mut problems = Problems::new(file);
    if u32::try_from(text.len()).is_err() {
        let node = problems.too_large();
        return Leading { node: problems.finish(node), end: text.len(), complete: false };
    }
    let (node, end) = json::leading(text, &mut problems);
    let complete = node.is_ok();
    Leading { node: problems.finish(node), end, complete }
}
