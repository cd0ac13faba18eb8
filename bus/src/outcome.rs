//! What became of a delivery.

use crate::{Context, Reason};
use std::time::Duration;

/// What became of a delivery: what [`Consumer::observe`](crate::Consumer::observe) sees.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The event: subject, id, delivery.
    pub context: Context,
    /// How it ended.
    pub ending: Ending,
}

/// How a delivery ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// The handler succeeded and the broker knows it.
    Done,
    /// The handler failed; the event comes again.
    Retried {
        /// What went wrong this time.
        reason: Reason,
        /// How long from now it comes again, at the earliest.
        after: Duration,
    },
    /// The event is among the dead letters and never comes again.
    DeadLettered {
        /// Why.
        reason: Reason,
    },
    /// The consumer stopped before the handler was done, or began; the event comes again, at once.
    GivenBack,
    /// The broker did not learn how it ended, and will deliver the event again, even if its
    /// handler succeeded.
    Unsettled {
        /// What the broker, or the way to it, said.
        error: String,
    },
}
