//! # unsatisfiable
//!
//! No payload meets the contract, so that nothing can break it.
//!
//! **Whom it breaks.** Nobody, and that is the trouble: such a contract is compatible with everything,
//! and says nothing.
//!
//! **Example.** `id: { allOf: [{ type: string }, { type: integer }] }` became `id: { type: string }`,
//! where `id` is required.
//!
//! **Instead.** Change the definition so that its examples are valid.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "unsatisfiable",
    help: "change the definition so that a payload can meet it",
    mirror: Some("unsatisfiable"),
    text: include_str!("unsatisfiable.rs"),
};
