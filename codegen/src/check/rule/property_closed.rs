//! # property-closed
//!
//! An object may not hold a property that it could hold before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `total: { properties: { amount: { type: number }, tax: { type: number } },
//! additionalProperties: false }` became `total: { properties: { amount: { type: number } },
//! additionalProperties: false }`; `{"total":{"tax":0}}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "property-closed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("property-opened"),
    text: include_str!("property_closed.rs"),
};
