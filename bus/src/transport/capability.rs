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
    /// Keeping the first copy only of an event that is sent twice under one source and id, and saying so.
    Duplicates,
    /// Handing the events of one key, also of several subjects, to a group's lone member in the
    /// order of publishing.
    KeyOrder,
}

impl Capability {
    /// Every capability.
    pub const ALL: &'static [Self] =
        &[Self::Groups, Self::DelayedRetry, Self::DeadLetters, Self::Duplicates, Self::KeyOrder];
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Groups => "durable consumer groups",
            Self::DelayedRetry => "delivering again after a delay",
            Self::DeadLetters => "dead letters",
            Self::Duplicates => "telling duplicates",
            Self::KeyOrder => "order by key",
        })
    }
}
