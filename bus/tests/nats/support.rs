//! What the tests share.

use crate::server::Nats;
use async_nats::jetstream::{self, Context};
use evenkeel_bus::{Backoff, Bus, Consumer};
use std::time::Duration;

pub const SUBJECT: &str = "events.order.created.v1";
pub const BODY: &str = r#"{"order_id":"o-1","quantity":1}"#;

pub async fn bus(server: &Nats) -> Bus {
    evenkeel_bus::connect(&server.url()).await.unwrap()
}

/// The server's own view.
pub async fn raw(server: &Nats) -> Context {
    jetstream::new(async_nats::connect(server.url()).await.unwrap())
}

/// A consumer that tries again at once.
pub fn quick(bus: &Bus, name: &str) -> Consumer {
    Consumer::new(bus, name).backoff(Backoff::doubling(Duration::from_millis(1), Duration::from_millis(1)))
}
