//! # item-count-widened
//!
//! An array may have fewer or more items than before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `lines: { type: array, items: { type: string }, minItems: 1 }` became `lines: { type:
//! array, items: { type: string } }`; `{"lines":[]}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "item-count-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("item-count-narrowed"),
    text: include_str!("item_count_widened.rs"),
};
