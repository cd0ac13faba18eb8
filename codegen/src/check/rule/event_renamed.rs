//! # event-renamed
//!
//! The domain or the name of an event is another.
//!
//! **Whom it breaks.** Every consumer: the event has another type and another subject, so nobody hears
//! it.
//!
//! **Example.** `domain: order, name: created` became `domain: sales, name: created`.
//!
//! **Instead.** Keep the event, add one with the new name, publish both, and deprecate the old one with
//! the new one as its `successor`.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "event-renamed",
    help: "keep the event, add one with the new name, and deprecate the old one",
    mirror: Some("event-renamed"),
    text: include_str!("event_renamed.rs"),
};
