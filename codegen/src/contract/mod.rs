//! What an event is: definitions, resolved and checked.

mod catalog;
mod event;
mod schema;

pub use catalog::*;
pub use event::*;
pub use schema::*;
