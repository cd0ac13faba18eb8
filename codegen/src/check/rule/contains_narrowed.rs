//! # contains-narrowed
//!
//! An array has to hold something that it did not have to hold before, or less of it.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `codes: { type: array, items: { type: integer } }` became `codes: { type: array, items:
//! { type: integer }, contains: { const: 1 } }`; `{"codes":[]}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "contains-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("contains-widened"),
    text: include_str!("contains_narrowed.rs"),
};
