//! What one broker can do and another cannot.

use std::fmt;

/// Something that not every broker can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Capability {
    /// Durable groups: each group gets each event, its members share them.
    Groups,
    /// Delivering an event again after a delay.
    DelayedRetry,
    /// Keeping the dead letters of each consumer, to be read later.
    DeadLetters,
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Groups => "durable consumer groups",
            Self::DelayedRetry => "delivering again after a delay",
            Self::DeadLetters => "dead letters",
        })
    }
}
