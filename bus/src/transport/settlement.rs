//! How a delivery ends.

use crate::DeadLetter;
use std::time::Duration;

/// How a delivery ends.
///
/// Where the transport has [`KeyOrder`](super::Capability::KeyOrder), deliveries of one key that are given
/// back, or retried after no time, one after another come again in that order, and before later ones.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Settlement {
    /// It is done and never comes again.
    Ack,
    /// Deliver it again, to any member, after this long.
    Retry {
        /// From now; at least this long.
        after: Duration,
    },
    /// Deliver it again at once, to any member: no handler saw it.
    GiveBack,
    /// Keep it among the dead letters, and never deliver it again. The letter is stored first.
    DeadLetter(Box<DeadLetter>),
}
