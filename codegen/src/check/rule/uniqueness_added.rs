//! # uniqueness-added
//!
//! The items of an array have to differ from each other.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `tags: { type: array, items: { type: string } }` became `tags: { type: array, items: {
//! type: string }, uniqueItems: true }`; `{"tags":["",""]}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "uniqueness-added",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("uniqueness-dropped"),
    text: include_str!("uniqueness_added.rs"),
};
