//! # exclusion-narrowed
//!
//! `not` does not exclude values any more that it excluded before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `code: { type: integer, not: { const: 0 } }` became `code: { type: integer }`;
//! `{"code":0}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "exclusion-narrowed",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("exclusion-widened"),
    text: include_str!("exclusion_narrowed.rs"),
};
