//! Delivery of typed events.

mod address;
mod backoff;
mod bus;
mod clock;
mod cloudevents;
mod consumer;
mod context;
mod dead_letter;
mod envelope;
mod error;
mod event_id;
mod failure;
mod handler;
mod headers;
mod memory;
mod outcome;
mod publisher;
mod trace;
pub mod transport;

pub use backoff::Backoff;
pub use bus::{Bus, connect};
pub use consumer::Consumer;
pub use context::Context;
pub use dead_letter::{DeadLetter, Reason};
pub use envelope::Envelope;
pub use error::Error;
pub use failure::Failure;
pub use handler::Handler;
pub use headers::Headers;
pub use outcome::{Ending, Outcome};
pub use publisher::{PublishError, Publisher, Receipt};
pub use transport::{Capability, Transport};
