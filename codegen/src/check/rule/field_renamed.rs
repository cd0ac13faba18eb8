//! # field-renamed
//!
//! A property was taken out, and one of the same shape came instead.
//!
//! **Whom it breaks.** Consumers that read the old name: they get it from nobody any more.
//!
//! **Example.** `nickname: { type: string }` became `nick: { type: string }`.
//!
//! **Instead.** Keep the old property and mark it `deprecated: true`; producers write both until nobody
//! reads the old one.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "field-renamed",
    help: "keep the old one, marked `deprecated: true`, beside the new one",
    mirror: Some("field-renamed"),
    text: include_str!("field_renamed.rs"),
};
