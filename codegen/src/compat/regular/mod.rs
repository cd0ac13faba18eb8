//! Strings as regular languages: patterns are automata, and a string is searched for in their product.

mod format;
mod pattern;
mod search;
mod utf8;

pub(crate) use format::{Formats, ODD};
pub(crate) use pattern::{Pattern, Patterns};
pub(crate) use search::{Language, Search};
