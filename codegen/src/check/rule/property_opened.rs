//! # property-opened
//!
//! An object may hold a property that it could not hold before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `properties: { id: { type: string } } with additionalProperties: false` became
//! `properties: { id: { type: string }, note: { type: string } } with additionalProperties: false`;
//! `{"note":""}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "property-opened",
    help: "add a version with `evenkeel bump`, or deploy consumers first under `compatibility: backward`",
    mirror: Some("property-closed"),
    text: include_str!("property_opened.rs"),
};
