//! # name-widened
//!
//! The names of properties need not follow the rule that they had to follow before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `labels: { additionalProperties: { type: string }, propertyNames: { minLength: 1 } }`
//! became `labels: { additionalProperties: { type: string } }`; `{"labels":{"":""}}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "name-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("name-narrowed"),
    text: include_str!("name_widened.rs"),
};
