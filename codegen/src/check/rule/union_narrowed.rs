//! # union-narrowed
//!
//! A union lost a branch, or a branch became narrower.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `id: { oneOf: [{ type: string }, { type: integer }] }` became `id: { oneOf: [{ type:
//! string }, { type: integer, minimum: 1 }] }`; `{"id":0}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "union-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("union-widened"),
    text: include_str!("union_narrowed.rs"),
};
