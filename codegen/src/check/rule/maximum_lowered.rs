//! # maximum-lowered
//!
//! The greatest number that is allowed became smaller.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `count: { type: integer, maximum: 20 }` became `count: { type: integer, maximum: 10 }`;
//! `{"count":11}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "maximum-lowered",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("maximum-raised"),
    text: include_str!("maximum_lowered.rs"),
};
