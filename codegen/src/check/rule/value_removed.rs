//! # value-removed
//!
//! A value that an `enum` or `const` allowed is not allowed any more.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `state: { enum: [open, closed] }` became `state: { enum: [open] }`;
//! `{"state":"closed"}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "value-removed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("value-added"),
    text: include_str!("value_removed.rs"),
};
