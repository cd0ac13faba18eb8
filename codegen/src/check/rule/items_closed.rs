//! # items-closed
//!
//! An array may not hold items that it could hold before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `pair: { type: array, prefixItems: [{ type: string }], items: { type: string } }`
//! became `pair: { type: array, prefixItems: [{ type: string }], items: false }`; `{"pair":["",""]}`
//! breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "items-closed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("items-opened"),
    text: include_str!("items_closed.rs"),
};
