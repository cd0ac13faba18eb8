//! # maximum-raised
//!
//! The greatest number that is allowed became greater.
//!
//! **Whom it breaks.** Consumers that are not deployed yet: with the old contract they refuse what
//! producers publish under the new one.
//!
//! **Example.** `count: { type: integer, maximum: 10 }` became `count: { type: integer, maximum: 20 }`;
//! `{"count":11}` breaks.
//!
//! **Instead.** Add a version with `evenkeel bump`, and publish both until the last consumer has moved.
//! Where every consumer is sure to be deployed before the producers, `compatibility: { mode: backward,
//! reason: … }` says so.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "maximum-raised",
    help: "add a version with `evenkeel bump`; `compatibility: { mode: backward, reason: … }`, agreed before, lets consumers go first",
    mirror: Some("maximum-lowered"),
    text: include_str!("maximum_raised.rs"),
};
