//! # property-opened
//!
//! An object may hold a property that it could not hold before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `total: { properties: { amount: { type: number } }, additionalProperties: false }`
//! became `total: { properties: { amount: { type: number }, tax: { type: number } },
//! additionalProperties: false }`; `{"total":{"tax":0}}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "property-opened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("property-closed"),
    text: include_str!("property_opened.rs"),
};
