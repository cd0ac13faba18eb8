//! # minimum-raised
//!
//! The least number that is allowed became greater.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `count: { type: integer, minimum: 0 }` became `count: { type: integer, minimum: 1 }`;
//! `{"count":0}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "minimum-raised",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("minimum-lowered"),
    text: include_str!("minimum_raised.rs"),
};
