//! # uniqueness-dropped
//!
//! The items of an array need not differ from each other any more.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `tags: { type: array, items: { type: string }, uniqueItems: true }` became `tags: {
//! type: array, items: { type: string } }`; `{"tags":["",""]}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "uniqueness-dropped",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("uniqueness-added"),
    text: include_str!("uniqueness_dropped.rs"),
};
