//! # value-forbidden
//!
//! A value may not be there at all that could be there before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `note: { type: string }` became `note: false`; `{"note":""}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "value-forbidden",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("value-allowed"),
    text: include_str!("value_forbidden.rs"),
};
