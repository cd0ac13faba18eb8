//! # step-widened
//!
//! Numbers need not be multiples of what they had to be before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `price: { type: number, multipleOf: 0.05 }` became `price: { type: number, multipleOf:
//! 0.01 }`; `{"price":0.01}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "step-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("step-narrowed"),
    text: include_str!("step_widened.rs"),
};
