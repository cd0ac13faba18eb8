//! # field-removed
//!
//! An optional property was taken out that was not deprecated before.
//!
//! **Whom it breaks.** Consumers that read it: they get it from nobody any more, and no payload that is
//! refused tells them so.
//!
//! **Example.** `properties: { id: { type: string }, nickname: { type: string } }` became `properties:
//! { id: { type: string } }`.
//!
//! **Instead.** Mark the property `deprecated: true` in one revision, tell its consumers, and take it
//! out in a later one.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "field-removed",
    help: "mark it `deprecated: true` first, and take it out in a later revision",
    mirror: None,
    text: include_str!("field_removed.rs"),
};
