//! # item-count-narrowed
//!
//! An array has to have fewer or more items than before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `lines: { type: array, items: { type: string } }` became `lines: { type: array, items:
//! { type: string }, minItems: 1 }`; `{"lines":[]}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "item-count-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("item-count-widened"),
    text: include_str!("item_count_narrowed.rs"),
};
