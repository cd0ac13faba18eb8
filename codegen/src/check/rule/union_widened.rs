//! # union-widened
//!
//! A union has a branch that it did not have before, or a branch became wider.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `id: { oneOf: [{ type: string }, { type: integer, minimum: 1 }] }` became `id: { oneOf:
//! [{ type: string }, { type: integer }] }`; `{"id":0}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "union-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("union-narrowed"),
    text: include_str!("union_widened.rs"),
};
