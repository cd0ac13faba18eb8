//! # property-count-widened
//!
//! An object may have fewer or more properties than before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `labels: { additionalProperties: { type: string }, maxProperties: 0 }` became `labels:
//! { additionalProperties: { type: string } }`; `{"labels":{"":""}}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "property-count-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("property-count-narrowed"),
    text: include_str!("property_count_widened.rs"),
};
