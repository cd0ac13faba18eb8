//! Envelopes as NATS messages, and back.

use crate::cloudevents::{HYPHEN, encoded};
use crate::{Envelope, Headers};
use async_nats::{HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;

/// What the server reads, and writes, itself: deduplication, expectations, roll-ups.
const SERVERS_OWN: &str = "nats-";

/// An envelope's headers and body, and the id under which the server knows its event.
pub(super) fn write(envelope: Envelope) -> (Headers, Bytes, String) {
    let identity = identity(&envelope);
    let (headers, body) = HYPHEN.write(envelope);
    (headers, body, identity)
}

/// What names one event for ever: source and id (CloudEvents 1.0, `id`). A source has no space.
pub(super) fn identity(envelope: &Envelope) -> String {
    let source = envelope.source.as_deref().unwrap_or_default();
    format!("{} {}", encoded(source.to_owned()), encoded(envelope.id.clone()))
}

/// The envelope of a message. One without an id gets its place in the stream.
pub(super) fn read(
    subject: &str,
    headers: Option<&HeaderMap>,
    body: Bytes,
    place: impl FnOnce() -> String,
) -> Envelope {
    envelope(subject.to_owned(), headers.map(from_map).unwrap_or_default(), body, place)
}

/// The same, of headers that have been read.
pub(super) fn envelope(subject: String, headers: Headers, body: Bytes, place: impl FnOnce() -> String) -> Envelope {
    HYPHEN.read(subject, headers, body, place)
}

/// The headers as NATS sends them, or which of them it cannot.
pub(super) fn to_map(headers: &Headers) -> Result<HeaderMap, String> {
    let mut map = HeaderMap::new();
    for (name, value) in headers.iter() {
        if is_servers_own(name) {
            return Err(format!("the header `{name}` speaks to the server itself: events carry none of those"));
        }
        let unfit = |error: &dyn std::error::Error| format!("NATS cannot carry the header `{name}`: {error}");
        let key: HeaderName = name.parse().map_err(|error| unfit(&error))?;
        let value: HeaderValue = value.parse().map_err(|error| unfit(&error))?;
        map.insert(key, value);
    }
    Ok(map)
}

/// The headers of a message, without the server's own. They come in no order, and get one.
pub(super) fn from_map(map: &HeaderMap) -> Headers {
    let mut pairs: Vec<_> = map
        .iter()
        .filter_map(|(name, values)| Some((name.to_string(), values.last()?.to_string())))
        .filter(|(name, _)| !is_servers_own(name))
        .collect();
    pairs.sort_unstable();
    let mut headers = Headers::new();
    for (name, value) in pairs {
        headers.insert(name, value);
    }
    headers
}

fn is_servers_own(name: &str) -> bool {
    name.get(..SERVERS_OWN.len()).is_some_and(|start| start.eq_ignore_ascii_case(SERVERS_OWN))
}

#[cfg(test)]
mod tests {
    use super::{from_map, identity, read, to_map, write};
    use crate::{Envelope, Headers};

    #[test]
    fn an_envelope_survives_its_way() {
        let mut envelope = Envelope::new("events.order.created.v1", "{}");
        envelope.source = Some("shop".into());
        envelope.key = Some("Straße 1".into());
        envelope.headers.insert("tenant", "größer");
        envelope.headers.insert("traceparent", "00-1-2-01");
        let (headers, body, id) = write(envelope.clone());
        assert_eq!(id, format!("shop {}", envelope.id));
        let map = to_map(&headers).unwrap();
        assert_eq!(map.get("ce-subject").unwrap().as_str(), "Stra%C3%9Fe%201");
        let back = read(&envelope.subject, Some(&map), body, || unreachable!());
        assert_eq!(back, envelope);
    }

    #[test]
    fn source_and_id_cannot_be_taken_for_others() {
        let named = |source: &str, id: &str| {
            let mut envelope = Envelope::new("a", "");
            (envelope.source, envelope.id) = (Some(source.into()), id.into());
            identity(&envelope)
        };
        assert_ne!(named("a b", "c"), named("a", "b c"));
        assert_ne!(named("", "a"), named("a", ""));
        assert_eq!(named("a", "\r\nx: y"), "a %0D%0Ax:%20y");
    }

    #[test]
    fn headers_for_the_server_do_not_come_from_events() {
        for name in ["Nats-Msg-Id", "nats-rollup", "NATS-Expected-Stream"] {
            let mut headers = Headers::new();
            headers.insert(name, "x");
            assert!(to_map(&headers).unwrap_err().contains(name));
            let mut map = async_nats::HeaderMap::new();
            map.insert(name, "x");
            assert_eq!(from_map(&map), Headers::new());
        }
    }
}
