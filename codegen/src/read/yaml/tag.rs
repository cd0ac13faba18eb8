//! Tags: what `!!int` and its kin ask for.

use std::ops::Range;

use granit_parser::Tag;

use super::scalar::{self, Scalar};
use crate::diagnostic::quote;
use crate::read::problems::{Problems, Stop};

/// A tag and where it stands.
pub(super) struct Tagged<'a> {
    pub(super) tag: &'a Tag,
    pub(super) range: Range<usize>,
}

/// The name of a tag of the core schema, without its prefix. `!` alone is the non-specific tag: a
/// scalar with it is a string (YAML 1.2.2, section 6.9.1).
fn core_name(tag: &Tag) -> Option<&str> {
    if tag.handle().is_empty() && tag.suffix() == "!" { Some("!") } else { tag.core_suffix() }
}

/// What a tagged scalar stands for; a string when its tag is a problem.
pub(super) fn resolve(text: &str, tagged: &Tagged<'_>, problems: &mut Problems) -> Result<Scalar, Stop> {
    let Some(name) = core_name(tagged.tag) else {
        return unknown(tagged, problems).map(|()| Scalar::String);
    };
    let scalar = scalar::resolve(text);
    let suits = match (name, &scalar) {
        ("str" | "!", _) => return Ok(Scalar::String),
        ("int" | "float", Scalar::Integer(_) | Scalar::TooLarge)
        | ("float", Scalar::Float(_) | Scalar::NotFinite)
        | ("bool", Scalar::Bool(_))
        | ("null", Scalar::Null) => true,
        _ => false,
    };
    if suits {
        return Ok(scalar);
    }
    let message = format!("{} is no `!!{name}`", quote(text));
    let problem = problems.error("tag-mismatch", tagged.range.clone(), message);
    problems.add(problem.hint("remove the tag, or correct the value")).map(|()| Scalar::String)
}

/// Holds a tag against an array (`seq`) or an object (`map`).
pub(super) fn check_collection(tagged: &Tagged<'_>, name: &str, problems: &mut Problems) -> Result<(), Stop> {
    match core_name(tagged.tag) {
        Some(asked) if asked == name || asked == "!" => Ok(()),
        Some(asked) => {
            let kind = if name == "seq" { "an array" } else { "an object" };
            let message = format!("{kind} is no `!!{asked}`");
            let problem = problems.error("tag-mismatch", tagged.range.clone(), message);
            problems.add(problem.hint("remove the tag"))
        }
        None => unknown(tagged, problems),
    }
}

fn unknown(tagged: &Tagged<'_>, problems: &mut Problems) -> Result<(), Stop> {
    let message = format!("JSON knows nothing that the tag {} could mean", quote(&tagged.tag.original()));
    let problem = problems.error("unknown-tag", tagged.range.clone(), message);
    problems.add(problem.hint("remove the tag; quote a text that begins with `!`"))
}
