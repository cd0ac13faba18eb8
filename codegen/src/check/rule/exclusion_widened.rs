//! # exclusion-widened
//!
//! `not` excludes values that it did not exclude before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `code: { type: integer }` became `code: { type: integer, not: { const: 0 } }`;
//! `{"code":0}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "exclusion-widened",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("exclusion-narrowed"),
    text: include_str!("exclusion_widened.rs"),
};
