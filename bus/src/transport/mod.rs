//! What a broker has to offer so that events can be published and consumed over it.
//!
//! A program uses [`connect`](crate::connect) and never sees these types. They are for whoever
//! brings evenkeel to another broker, or puts a fake one under a test.

mod capability;
mod delivery;
mod group;
mod publication;
mod settlement;

pub use capability::Capability;
pub use delivery::{Delivery, Token};
pub use group::Group;
pub use publication::{NotConfirmed, Stored};
pub use settlement::Settlement;

use crate::{DeadLetter, Envelope, Error};
use std::pin::Pin;
use tokio::time::Instant;

/// A future on the heap: what an object-safe trait returns in place of `async fn`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A connection to a broker.
///
/// The verbs are the ones that every broker has, and each maps them to its own. A transport
/// reconnects by itself: an error of a set-up call or of a [`Subscription`] is final.
///
/// A set-up call (`declare`, `subscribe`, `dead_letters`) that needs what the broker cannot do
/// answers [`Error::Unsupported`] before any side effect. Publishing needs nothing that a broker
/// might lack, so it never answers that; its error type has no such case.
pub trait Transport: Send + Sync + 'static {
    /// The name that errors and logs use: `memory`.
    fn name(&self) -> &'static str;

    /// Whether the transport can do this. A capability that it does not know is one that it lacks.
    fn supports(&self, capability: Capability) -> bool;

    /// Makes sure that a group exists and gets the events of its subjects from now on.
    ///
    /// Declaring again changes nothing; declaring with further subjects adds them. A subject that
    /// is left out stays: another member may still need it, and its events must not be lost.
    fn declare<'a>(&'a self, group: &'a Group) -> BoxFuture<'a, Result<(), Error>>;

    /// Sends an event, and answers once the broker has stored it.
    ///
    /// The future may be dropped at the deadline; whether the event was stored is then unknown.
    /// Calls overlap: a transport keeps many confirmations in flight.
    fn publish(&self, envelope: Envelope, deadline: Instant) -> BoxFuture<'_, Result<Stored, NotConfirmed>>;

    /// Joins a declared group as one more member that shares its events, and gets those of
    /// `group.subjects`.
    ///
    /// The consumer works on `window` deliveries at a time, at least 1. Fetching about as many ahead
    /// keeps it busy; fetching many more would keep events from other members.
    fn subscribe<'a>(&'a self, group: &'a Group, window: usize) -> BoxFuture<'a, Result<Box<dyn Subscription>, Error>>;

    /// Has the broker leave a delivery to this member for one more [lease](Delivery::lease), from now.
    ///
    /// It is called three times a lease for as long as the consumer holds the delivery, and never for
    /// one without a lease. What the transport fetched and has not handed out yet, it extends by itself.
    fn extend<'a>(&'a self, _token: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    /// Says how a delivery ended, and answers once the broker knows it.
    ///
    /// Where this fails, the broker delivers the event again. Calls overlap, so a transport may
    /// settle in batches.
    fn settle(&self, token: Token, settlement: Settlement) -> BoxFuture<'_, Result<(), Error>>;

    /// The oldest dead letters of a consumer, at most `limit`. They stay where they are.
    fn dead_letters<'a>(&'a self, consumer: &'a str, limit: usize) -> BoxFuture<'a, Result<Vec<DeadLetter>, Error>>;

    /// Ends the connection. What is not settled is delivered again, to whoever comes next.
    fn close(&self) -> BoxFuture<'_, Result<(), Error>>;
}

/// The deliveries of one member of a group.
pub trait Subscription: Send {
    /// Waits for the next delivery. Dropping the future loses none.
    ///
    /// # Errors
    /// The connection is gone for good: [`Error::Closed`], or what the broker said.
    fn next(&mut self) -> BoxFuture<'_, Result<Delivery, Error>>;

    /// Leaves the group: fetches no more, and gives back what was fetched and not handed out.
    /// What was handed out can still be settled.
    fn stop(self: Box<Self>) -> BoxFuture<'static, Result<(), Error>>;
}
