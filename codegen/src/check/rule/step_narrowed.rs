//! # step-narrowed
//!
//! Numbers have to be multiples of something that they did not have to be before.
//!
//! **Whom it breaks.** Consumers with the new contract: they refuse what was published under the old
//! one. Such events are still in the stream, among the dead letters, and come from producers that are
//! deployed later.
//!
//! **Example.** `price: { type: number, multipleOf: 0.01 }` became `price: { type: number, multipleOf:
//! 0.05 }`; `{"price":0.01}` breaks.
//!
//! **Instead.** Go on accepting what was accepted. Where that cannot be, add a version with `evenkeel
//! bump`: it has a subject of its own, and both live side by side.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "step-narrowed",
    help: "go on accepting it, or add a version with `evenkeel bump`",
    mirror: Some("step-widened"),
    text: include_str!("step_narrowed.rs"),
};
