//! # items-opened
//!
//! An array may hold items that it could not hold before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `pair: { type: array, prefixItems: [{ type: string }], items: false }` became `pair: {
//! type: array, prefixItems: [{ type: string }], items: { type: string } }`; `{"pair":["",""]}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "items-opened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("items-closed"),
    text: include_str!("items_opened.rs"),
};
