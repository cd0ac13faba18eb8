//! CloudEvents 1.0 attributes as headers (binary content mode).

use crate::{Envelope, Headers};
use bytes::Bytes;
use std::borrow::Cow;

/// How one broker's protocol binding spells the attributes.
pub(crate) struct Binding {
    specversion: &'static str,
    id: &'static str,
    event_type: &'static str,
    source: &'static str,
    subject: &'static str,
    time: &'static str,
    dataschema: &'static str,
    datacontenttype: &'static str,
}

/// `ce-` and the attribute's name, `datacontenttype` too: the NATS binding's binary content mode.
/// Values are percent-encoded by the rule of the HTTP binding 1.0.2, section 3.1.3.2.
pub(crate) const HYPHEN: Binding = Binding {
    specversion: "ce-specversion",
    id: "ce-id",
    event_type: "ce-type",
    source: "ce-source",
    subject: "ce-subject",
    time: "ce-time",
    dataschema: "ce-dataschema",
    datacontenttype: "ce-datacontenttype",
};

impl Binding {
    /// The envelope's headers with its attributes among them, and its body.
    pub(crate) fn write(&self, envelope: Envelope) -> (Headers, Bytes) {
        let mut headers = envelope.headers;
        headers.insert(self.specversion, "1.0");
        headers.insert(self.datacontenttype, "application/json");
        for (name, value) in [
            (self.id, Some(envelope.id)),
            (self.event_type, envelope.event_type),
            (self.source, envelope.source),
            (self.subject, envelope.key),
            (self.time, envelope.time),
            (self.dataschema, envelope.dataschema),
        ] {
            if let Some(value) = value {
                headers.insert(name, encoded(value));
            }
        }
        (headers, envelope.body)
    }

    /// The envelope of a message. One without an id gets the `fallback`, which the broker's
    /// position of the message gives, so that every delivery of it has the same.
    pub(crate) fn read(
        &self,
        subject: String,
        mut headers: Headers,
        body: Bytes,
        fallback: impl FnOnce() -> String,
    ) -> Envelope {
        let mut take = |name| headers.remove(name).map(decoded);
        take(self.specversion);
        take(self.datacontenttype);
        Envelope {
            subject,
            id: take(self.id).filter(|id| !id.is_empty()).unwrap_or_else(fallback),
            event_type: take(self.event_type),
            source: take(self.source),
            time: take(self.time),
            key: take(self.subject),
            dataschema: take(self.dataschema),
            headers,
            body,
        }
    }
}

/// What a header may carry as it stands; the rest is percent-encoded.
fn plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'%')
}

pub(crate) fn encoded(value: String) -> String {
    if value.bytes().all(plain) {
        return value;
    }
    let mut out = String::with_capacity(value.len() + 16);
    for byte in value.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// The text behind an encoded value. What is no encoding is taken as it stands.
pub(crate) fn decoded(value: String) -> String {
    if !value.contains('%') {
        return value;
    }
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, tail),
                _ => (b'%', &rest[1..]),
            },
            _ => (*first, tail),
        };
        out.push(byte);
        rest = tail;
    }
    match String::from_utf8_lossy(&out) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(_) => value,
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::{HYPHEN, decoded, encoded};
    use crate::{Envelope, Headers};
    use bytes::Bytes;

    #[test]
    fn values_are_percent_encoded() {
        for (text, wire) in
            [("o-1001", "o-1001"), ("Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80"), ("100%\"\r\n", "100%25%22%0D%0A")]
        {
            assert_eq!(encoded(text.into()), wire);
            assert_eq!(decoded(wire.into()), text);
        }
    }

    #[test]
    fn what_is_no_encoding_stands_as_it_is() {
        for text in ["100%", "%zz", "%4", "%FF"] {
            assert_eq!(decoded(text.into()), text);
        }
    }

    #[test]
    fn an_envelope_survives_its_way() {
        let mut envelope = Envelope::new("events.order.created.v1", "{}");
        envelope.event_type = Some("order.created.v1".into());
        envelope.source = Some("order-service".into());
        envelope.key = Some("Straße 1".into());
        envelope.dataschema = Some("urn:evenkeel:order.created.v1".into());
        envelope.headers.insert("traceparent", "00-1-2-01");
        let (headers, body) = HYPHEN.write(envelope.clone());
        assert_eq!(headers.get("ce-specversion"), Some("1.0"));
        assert_eq!(headers.get("ce-type"), Some("order.created.v1"));
        assert_eq!(headers.get("ce-subject"), Some("Stra%C3%9Fe%201"));
        assert_eq!(headers.get("ce-datacontenttype"), Some("application/json"));
        let read = HYPHEN.read(envelope.subject.clone(), headers, body, String::new);
        assert_eq!(read, envelope);
    }

    #[test]
    fn a_plain_message_gets_an_id() {
        let headers = Headers::new();
        let read = HYPHEN.read("s".into(), headers, Bytes::new(), || "orders/7".into());
        assert_eq!((read.id.as_str(), read.source, read.time), ("orders/7", None, None));
    }
}
