//! What a handler can ask about the event in its hands.

use crate::{Envelope, Headers};
use std::sync::Arc;

/// What is known about an event besides its payload. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Context {
    consumer: Arc<str>,
    envelope: Arc<Envelope>,
    delivery: u32,
}

impl Context {
    pub(crate) fn new(consumer: Arc<str>, envelope: Envelope, delivery: u32) -> Self {
        Self { consumer, envelope: Arc::new(envelope), delivery }
    }

    /// The same event is handed to the same consumer once more.
    pub(crate) fn count_delivery(&mut self) {
        self.delivery = self.delivery.saturating_add(1);
    }

    /// The name of the consumer that handles the event.
    pub fn consumer(&self) -> &str {
        &self.consumer
    }

    /// The event's id. Every delivery and every re-send of one event has the same.
    ///
    /// A message from elsewhere that carries none has one that follows from its place in the broker.
    pub fn event_id(&self) -> &str {
        &self.envelope.id
    }

    /// Where the event was published: `events.order.created.v1`.
    pub fn subject(&self) -> &str {
        &self.envelope.subject
    }

    /// Which delivery of the event to this consumer this is: 1, 2, …
    ///
    /// An attempt in the hands of a consumer that is [ordered by key](crate::Consumer::ordered_by_key)
    /// counts as one.
    pub fn delivery(&self) -> u32 {
        self.delivery
    }

    /// The event's key: events of one key belong together.
    pub fn key(&self) -> Option<&str> {
        self.envelope.key.as_deref()
    }

    /// Who published the event: `order-service`.
    pub fn source(&self) -> Option<&str> {
        self.envelope.source.as_deref()
    }

    /// When the event was published: RFC 3339, as its publisher wrote it.
    pub fn time(&self) -> Option<&str> {
        self.envelope.time.as_deref()
    }

    /// The headers that are no CloudEvents attribute: `traceparent` and the like.
    pub fn headers(&self) -> &Headers {
        &self.envelope.headers
    }

    /// The event as it came, with its bytes and every attribute.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }
}
