//! Where a delivered message stands, as the subject tells that acknowledges it.

/// What the server writes into the reply subject of a delivery (ADR-15 of NATS).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) stream: &'a str,
    /// How often the message was handed to its group, give-backs included.
    pub(super) deliveries: u32,
    /// Its sequence in the stream.
    pub(super) sequence: u64,
}

impl<'a> Place<'a> {
    /// Reads `$JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.…`, or the newer form with a domain and
    /// an account before the stream.
    pub(super) fn read(reply: &'a str) -> Option<Self> {
        let words: Vec<_> = reply.strip_prefix("$JS.ACK.")?.split('.').collect();
        let [stream, _, deliveries, sequence, ..] = (match words.len() {
            7 => words.as_slice(),
            9.. => &words[2..],
            _ => return None,
        }) else {
            return None;
        };
        Some(Self { stream, deliveries: deliveries.parse().ok()?, sequence: sequence.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn both_forms_are_read() {
        let place = Some(Place { stream: "EVENTS", deliveries: 2, sequence: 42 });
        for reply in [
            "$JS.ACK.EVENTS.audit.2.42.7.1700000000000000000.3",
            "$JS.ACK._.hash.EVENTS.audit.2.42.7.1700000000000000000.3",
            "$JS.ACK.hub.hash.EVENTS.audit.2.42.7.1700000000000000000.3.token",
        ] {
            assert_eq!(Place::read(reply), place, "{reply}");
        }
        for reply in ["", "_INBOX.x", "$JS.ACK.EVENTS.audit.2.42", "$JS.ACK.EVENTS.audit.x.42.7.1.3"] {
            assert_eq!(Place::read(reply), None, "{reply}");
        }
    }
}
