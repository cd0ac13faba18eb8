//! # pattern-widened
//!
//! Texts need not follow the pattern that they had to follow before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `sku: { type: string, pattern: "^[A-Z]+$" }` became `sku: { type: string }`;
//! `{"sku":""}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "pattern-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("pattern-narrowed"),
    text: include_str!("pattern_widened.rs"),
};
