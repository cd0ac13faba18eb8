//! # compatibility-weakened
//!
//! The mode of compatibility asks for less than before.
//!
//! **Whom it breaks.** Those who relied on the promise of the earlier mode. This change is still judged
//! by the earlier one; later ones will not be.
//!
//! **Example.** `compatibility: full-transitive` became `compatibility: { mode: backward, reason:
//! consumers are deployed first }`.
//!
//! **Instead.** Keep the mode, or let the people who consume the event agree to the change.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "compatibility-weakened",
    help: "keep the mode, or let those who consume the event agree to it",
    mirror: None,
    text: include_str!("compatibility_weakened.rs"),
};
