//! Delivery of typed events: at least once, validated on both sides.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_created.rs"));
//! use evenkeel_bus::{Consumer, Context, Failure};
//!
//! async fn reserve_stock(event: OrderCreatedV1, context: Context) -> Result<(), Failure> {
//!     let quantity = stock_of(&event.order_id)?; // any error: delivered again, after a while
//!     if quantity == 0 {
//!         return Err(Failure::reject("nobody sells that")); // a dead letter at once
//!     }
//!     println!("{} delivery {}: reserved", context.subject(), context.delivery());
//!     Ok(())
//! }
//!
//! # fn stock_of(_: &str) -> Result<u32, std::io::Error> { Ok(1) }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bus = evenkeel_bus::connect("memory:orders").await?;
//!
//! let consumer = Consumer::new(&bus, "inventory").on(reserve_stock);
//! consumer.declare().await?; // from now on, its events are kept for it
//!
//! let publisher = bus.publisher("order-service");
//! let receipt = publisher.publish(&OrderCreatedV1 { order_id: "o-1001".into() }).await?;
//! println!("event {} is stored", receipt.event_id);
//!
//! let shutdown = tokio::time::sleep(std::time::Duration::from_millis(50)); // or ctrl-c
//! consumer.run(shutdown).await?;
//! # Ok(()) }
//! ```
//!
//! # What is promised
//!
//! - **A publish ends in one of three ways**: stored, refused, unknown ([`PublishError`]). An event
//!   that breaks its contract is never sent, unless it is to be [reported](Validation) only.
//! - **An event is acknowledged after its handler succeeded**, never before. Until then it comes
//!   again: at least once, to each consumer that asked for it ([`Consumer`]).
//! - **Nothing is dropped in silence.** What breaks its contract, what is rejected and what fails too
//!   often is kept among the consumer's dead letters, with the reason ([`Bus::dead_letters`]).
//! - **A handler that panics, hangs or kills its process harms no other event**: its own comes again,
//!   until it is a dead letter. (Built to abort on panics, a program ends with the first.)
//! - **Order is there for the asking**: [`Consumer::ordered_by_key`] handles the events of one key one
//!   after another, failures included, and different keys side by side.
//! - **A shutdown loses nothing**: no handler begins, those that run may end, the rest is given back.
//!
//! Each promise is a case of the suite that every transport passes: `testing`, behind the feature of
//! that name.
//!
//! # What travels
//!
//! The body is the payload's JSON, nothing else. [CloudEvents 1.0](https://cloudevents.io)
//! attributes travel as headers in binary mode, spelled as each broker's binding spells them
//! ([`Envelope`]); so does a W3C `traceparent`.
//!
//! # Buses
//!
//! [`connect`] lists the addresses. `memory:NAME` is a bus inside this process, for tests, examples
//! and programs that are one process; it works with paused tokio time. It keeps events until each
//! group has settled them, a million for each group, and then refuses more; and it knows the last
//! 100,000 events, so that one that is sent again counts once.
//!
//! `nats://HOST:PORT`, with the feature `nats`, is NATS JetStream; [its page] says what is made on the
//! server, and what happens when the server dies. A broker of your own comes in as a [`Transport`].
//!
//! [its page]: https://github.com/evenkeel/evenkeel/blob/main/docs/nats.md

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
#[cfg(feature = "nats")]
mod nats;
mod outcome;
mod publisher;
mod survive;
#[cfg(feature = "testing")]
pub mod testing;
mod trace;
pub mod transport;
mod validation;

pub use backoff::Backoff;
pub use bus::{Bus, connect};
pub use consumer::Consumer;
pub use context::Context;
pub use dead_letter::{DeadLetter, Reason};
pub use envelope::Envelope;
pub use error::Error;
pub use evenkeel::Validation;
pub use failure::Failure;
pub use handler::Handler;
pub use headers::Headers;
pub use outcome::{Ending, Outcome};
pub use publisher::{PublishError, Publisher, Receipt};
pub use transport::{Capability, Transport};
pub use validation::{Breach, Breaches, Side, Tally};
