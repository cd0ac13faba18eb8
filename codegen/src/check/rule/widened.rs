//! # widened
//!
//! The contract accepts more than before, in a way that no other rule names.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** Less than that became what it accepted; what the report shows breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "widened",
    help: "add a version with `evenkeel bump`, or deploy consumers first under `compatibility: backward`",
    mirror: Some("narrowed"),
    text: include_str!("widened.rs"),
};
