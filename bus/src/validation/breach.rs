//! An event that breaks its contract and goes on all the same.

use evenkeel::Violations;
use std::sync::Arc;

/// An event that breaks its contract and goes on all the same, under
/// [`Validation::Report`](crate::Validation::Report).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Breach {
    /// Where it came up.
    pub side: Side,
    /// The publisher's source, or the consumer's name.
    pub by: Arc<str>,
    /// What the event is: `order.created.v1`.
    pub event_type: &'static str,
    /// The event's id.
    pub event_id: String,
    /// What it breaks. They hold parts of the payload; the log is given the places and rules alone.
    pub violations: Violations,
}

/// On which side of the bus a breach came up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It is about to be published.
    Published,
    /// It is about to be handled: told at each delivery.
    Consumed,
}
