//! Files to nodes: YAML and JSON read into one tree that knows where everything stands.
//!
//! Both formats come to the same thing, JSON as the project sees it: no lone surrogates, no number
//! beyond an `f64`'s range, no name twice in an object, at most [`MAX_DEPTH`] levels.
//!
//! ```
//! use evenkeel_codegen::read;
//! use evenkeel_codegen::source::{Source, Sources};
//!
//! let mut sources = Sources::default();
//! let file = sources.add(Source {
//!     path: "order/created.v1.yaml".into(),
//!     display: "schemas/order/created.v1.yaml".into(),
//!     text: "country: NO\nlimits: [1_000, 0x1F]\n".into(),
//! });
//! let node = read::read(file, sources.get(file)).unwrap();
//! assert_eq!(node.to_json(), r#"{"country":"NO","limits":["1_000",31]}"#);
//! assert_eq!(sources.text(node.pointer("/limits/1").unwrap().span), "0x1F");
//! ```

mod folder;
mod json;
mod leading;
mod members;
mod node;
mod number;
mod problems;
mod yaml;

pub use folder::{FileError, FileErrorKind, Files, MAX_ENTRIES, file, folder, text};
pub use leading::{Leading, leading};
pub(crate) use node::{ByValue, unescape};
pub use node::{Member, Node, Object, Value};
pub use number::Number;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source};
use problems::Problems;

/// How deep arrays and objects may lie in one another; the outermost is the first level.
pub const MAX_DEPTH: usize = 128;

/// Reads one file: as JSON when it is called `*.json`, else as YAML.
///
/// What counts is the path that is shown, for a file that stands for a URI may be called otherwise; if
/// that has neither ending, the other path.
///
/// Work and memory are bounded by the text: it has at most one node a byte, and [YAML aliases may
/// repeat](YAML_ALIAS_FACTOR) a bounded part of it.
///
/// # Errors
/// Every problem that can be told apart, in the order of the text; at least one.
pub fn read(file: FileId, source: &Source) -> Result<Node, Vec<Diagnostic>> {
    let mut problems = Problems::new(file);
    let format = Format::of(&source.display).or_else(|| Format::of(&source.path));
    let node = if u32::try_from(source.text.len()).is_err() {
        problems.too_large()
    } else if format == Some(Format::Json) {
        json::read(&source.text, &mut problems)
    } else {
        yaml::read(&source.text, &mut problems)
    };
    problems.finish(node)
}

/// What a file is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Yaml,
}

impl Format {
    /// By the ending of a path.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// How much YAML aliases may repeat, in all: so many times the length of the text and 64 KiB. A value
/// counts 8 bytes and its string or number; a name counts the same.
pub const YAML_ALIAS_FACTOR: usize = 16;
