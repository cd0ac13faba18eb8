//! An event as it travels: its body, and what is said about it.

use crate::{Headers, clock, event_id};
use bytes::Bytes;

/// An event's bytes with their [CloudEvents 1.0](https://github.com/cloudevents/spec) attributes,
/// before a transport spells them its own way.
///
/// `specversion` is always `1.0` and `datacontenttype` always `application/json`, so neither has
/// a field. A message from elsewhere may lack every attribute but the id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Envelope {
    /// Where the event is published: `events.order.created.v1`. No CloudEvents attribute.
    pub subject: String,
    /// The event's id (`id`). A re-send carries the same.
    pub id: String,
    /// What the event is (`type`): `order.created.v1`.
    pub event_type: Option<String>,
    /// Who says so (`source`): a URI reference, `order-service`.
    pub source: Option<String>,
    /// When it was published (`time`): RFC 3339.
    pub time: Option<String>,
    /// The key (`subject` in CloudEvents' words): `o-1001`. Events of one key belong together.
    pub key: Option<String>,
    /// The contract (`dataschema`): a URI, `urn:evenkeel:order.created.v1`.
    pub dataschema: Option<String>,
    /// Every other header: `traceparent`, extensions.
    pub headers: Headers,
    /// The payload: JSON.
    pub body: Bytes,
}

impl Envelope {
    /// A body for a subject, with a fresh id and the time of now.
    pub fn new(subject: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self {
            subject: subject.into(),
            id: event_id::fresh(),
            event_type: None,
            source: None,
            time: Some(clock::now()),
            key: None,
            dataschema: None,
            headers: Headers::new(),
            body: body.into(),
        }
    }
}
