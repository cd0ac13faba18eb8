//! An event on its way to a handler.

use crate::Envelope;
use std::any::Any;
use std::fmt;
use std::time::Duration;

/// An event, handed to one member of a group.
#[derive(Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// The event.
    pub envelope: Envelope,
    /// How many times the group has been handed this event, this time included: from 1.
    /// Where a broker counts give-backs too, so may this.
    pub number: u32,
    /// How long the broker leaves it to this member, before it delivers it to another, unless it is
    /// [extended](super::Transport::extend); `None` where that is as long as the connection lasts.
    pub lease: Option<Duration>,
    /// What the transport needs to settle it.
    pub token: Token,
}

impl Delivery {
    /// A delivery without a lease.
    pub fn new(envelope: Envelope, number: u32, token: Token) -> Self {
        Self { envelope, number, lease: None, token }
    }

    /// A delivery that the broker takes back after this long.
    pub fn leased(mut self, lease: Duration) -> Self {
        self.lease = Some(lease);
        self
    }
}

/// The transport's own handle on a delivery; opaque to everyone else.
///
/// Dropping it settles nothing: the broker will deliver the event again.
pub struct Token(Box<dyn Any + Send + Sync>);

impl Token {
    /// Wraps the transport's handle.
    pub fn new(handle: impl Any + Send + Sync) -> Self {
        Self(Box::new(handle))
    }

    /// A look at the handle, when it is a `T`: the token came from this transport.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }

    /// The handle, when it is a `T`.
    pub fn open<T: Any>(self) -> Option<T> {
        self.0.downcast().ok().map(|handle| *handle)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
