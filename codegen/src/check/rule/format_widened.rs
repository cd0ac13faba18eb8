//! # format-widened
//!
//! Texts need not be of the format that they had to be of before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `at: { type: string, format: date }` became `at: { type: string }`; `{"at":""}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "format-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("format-narrowed"),
    text: include_str!("format_widened.rs"),
};
