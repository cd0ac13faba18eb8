//! # format-narrowed
//!
//! Texts have to be of a format that they did not have to be of before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `at: { type: string }` became `at: { type: string, format: date }`; `{"at":""}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "format-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("format-widened"),
    text: include_str!("format_narrowed.rs"),
};
