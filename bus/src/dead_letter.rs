//! Events that a consumer could not take, and why.

use crate::{Context, Envelope, clock};
use evenkeel::{Malformed, Violations};
use std::fmt;
use std::time::Duration;

/// An event that a consumer could not take: put aside for people to look at, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeadLetter {
    /// The consumer that could not take it.
    pub consumer: String,
    /// How often it was delivered to that consumer.
    pub deliveries: u32,
    /// Why it was put aside.
    pub reason: Reason,
    /// When: RFC 3339.
    pub time: String,
    /// The event as it came: id, subject, headers and body.
    pub envelope: Envelope,
}

impl DeadLetter {
    pub(crate) fn new(context: &Context, reason: Reason) -> Self {
        Self {
            consumer: context.consumer().to_owned(),
            deliveries: context.delivery(),
            reason,
            time: clock::now(),
            envelope: context.envelope().clone(),
        }
    }

    /// The event's id.
    pub fn event_id(&self) -> &str {
        &self.envelope.id
    }

    /// Where the event was published.
    pub fn subject(&self) -> &str {
        &self.envelope.subject
    }
}

/// Why an event could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The payload breaks its contract. It was not retried: it would break it again.
    Violates(Violations),
    /// The body is no JSON. It was not retried.
    Malformed(Malformed),
    /// The handler failed at every delivery.
    Failed {
        /// The last error.
        error: String,
    },
    /// The handler rejected the event.
    Rejected {
        /// Why.
        error: String,
    },
    /// The handler panicked at the last delivery.
    Panicked {
        /// What it said.
        message: String,
    },
    /// The handler took longer than [allowed](crate::Consumer::timeout) at the last delivery, and
    /// was cancelled.
    TimedOut {
        /// How long it was allowed to take.
        limit: Duration,
    },
    /// The event was delivered twice as often as [allowed](crate::Consumer::max_deliveries), and the
    /// broker never learned how a delivery ended: it takes its consumers down with it, perhaps.
    Unfinished,
    /// The consumer has no handler for the event's subject, and no other member of its group
    /// took the event.
    Unhandled,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Violates(violations) => write!(f, "breaks its contract: {violations}"),
            Self::Malformed(malformed) => {
                write!(f, "{}", evenkeel::Error::Malformed(malformed.clone()))
            }
            Self::Failed { error } => write!(f, "handler failed: {error}"),
            Self::Rejected { error } => write!(f, "handler rejected it: {error}"),
            Self::Panicked { message } => write!(f, "handler panicked: {message}"),
            Self::TimedOut { limit } => write!(f, "handler took longer than {limit:?}"),
            Self::Unfinished => f.write_str("no delivery of it ever ended"),
            Self::Unhandled => f.write_str("no handler for its subject"),
        }
    }
}
