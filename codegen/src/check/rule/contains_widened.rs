//! # contains-widened
//!
//! An array need not hold what it had to hold before, or may hold more of it.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `codes: { type: array, items: { type: integer }, contains: { const: 1 } }` became
//! `codes: { type: array, items: { type: integer } }`; `{"codes":[]}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "contains-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("contains-narrowed"),
    text: include_str!("contains_widened.rs"),
};
