//! # narrowed
//!
//! The contract accepts less than before, in a way that no other rule names.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** What it accepted became less than that; what the report shows breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("widened"),
    text: include_str!("narrowed.rs"),
};
