//! Why an event is not known to be stored.

use evenkeel::Violations;
use std::fmt;

/// Why an event is not known to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishError {
    /// The event breaks its contract; nothing was sent. Mend the event.
    Invalid(Violations),
    /// The event is certainly not stored. Sending it again will not help until the reason is gone.
    Refused {
        /// Why, and by whom.
        reason: String,
    },
    /// The event may be stored, or may be later. Send it again under the same id, with
    /// [`publish_as`](crate::Publisher::publish_as).
    Unknown {
        /// The event's id.
        event_id: String,
        /// What happened.
        reason: String,
    },
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => {
                write!(f, "the event breaks its contract and was not sent: {violations}")
            }
            Self::Refused { reason } => write!(f, "the event was refused: {reason}"),
            Self::Unknown { event_id, reason } => {
                write!(f, "event {event_id} may or may not be stored: {reason}")
            }
        }
    }
}

impl std::error::Error for PublishError {}
