//! An event on its way to a handler.

use crate::Envelope;
use std::any::Any;
use std::fmt;

/// An event, handed to one member of a group.
#[derive(Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// The event.
    pub envelope: Envelope,
    /// How many times the group has been handed this event, this time included: from 1.
    /// Where a broker counts give-backs too, so may this.
    pub number: u32,
    /// What the transport needs to settle it.
    pub token: Token,
}

impl Delivery {
    /// A delivery.
    pub fn new(envelope: Envelope, number: u32, token: Token) -> Self {
        Self { envelope, number, token }
    }
}

/// The transport's own handle on a delivery; opaque to everyone else.
///
/// Dropping it settles nothing: the broker will deliver the event again.
pub struct Token(Box<dyn Any + Send>);

impl Token {
    /// Wraps the transport's handle.
    pub fn new(handle: impl Any + Send) -> Self {
        Self(Box::new(handle))
    }

    /// The handle, when it is a `T`: the token came from this transport.
    pub fn open<T: Any>(self) -> Option<T> {
        self.0.downcast().ok().map(|handle| *handle)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
