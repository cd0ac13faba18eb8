//! # property-required
//!
//! A property has to be there that could be absent before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `required: []` became `required: [id]`; `{}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "property-required",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("property-not-required"),
    text: include_str!("property_required.rs"),
};
