//! # type-narrowed
//!
//! A value may have fewer types than before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `note: { type: [string, "null"] }` became `note: { type: string }`; `{"note":null}`
//! breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "type-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("type-widened"),
    text: include_str!("type_narrowed.rs"),
};
