//! # minimum-lowered
//!
//! The least number that is allowed became smaller.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `count: { type: integer, minimum: 1 }` became `count: { type: integer, minimum: 0 }`;
//! `{"count":0}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "minimum-lowered",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("minimum-raised"),
    text: include_str!("minimum_lowered.rs"),
};
