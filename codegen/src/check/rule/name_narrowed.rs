//! # name-narrowed
//!
//! The names of properties have to follow a rule that they did not have to follow before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `labels: { additionalProperties: { type: string } }` became `labels: {
//! additionalProperties: { type: string }, propertyNames: { minLength: 1 } }`; `{"labels":{"":""}}`
//! breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "name-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("name-widened"),
    text: include_str!("name_narrowed.rs"),
};
