//! # type-widened
//!
//! A value may have more types than before.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `note: { type: string }` became `note: { type: [string, "null"] }`; `{"note":null}`
//! breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "type-widened",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("type-narrowed"),
    text: include_str!("type_widened.rs"),
};
