//! # event-deleted
//!
//! An event is gone.
//!
//! **Whom it breaks.** Every consumer: the event does not come any more, and what is in the stream has
//! no contract.
//!
//! **Example.** `order.created.v1` had a definition, and has none now.
//!
//! **Instead.** Mark it with `deprecated` and a `sunset` date, keep the definition until that day, and
//! take it out afterwards: then the check lets it pass.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "event-deleted",
    help: "restore it and mark it `deprecated` with a `sunset`; after that day it may go",
    mirror: None,
    text: include_str!("event_deleted.rs"),
};
