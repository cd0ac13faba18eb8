//! What a broker says to a publish.

/// The broker has stored an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stored {
    /// The broker had this event id already and kept the first copy only.
    pub duplicate: bool,
    /// Where the event stands, in the broker's own words; `None` where it does not tell.
    pub position: Option<String>,
}

impl Stored {
    /// A stored event: whether it was there already, and where it stands.
    pub fn new(duplicate: bool, position: Option<String>) -> Self {
        Self { duplicate, position }
    }
}

/// The broker has not confirmed an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotConfirmed {
    /// It is certainly not stored; the reason.
    Refused(String),
    /// It may be stored, or may be later; what happened.
    Unknown(String),
}
