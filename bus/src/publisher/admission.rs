//! What an envelope must have so that every broker can carry it.

use crate::Envelope;

/// Ok when it can be sent, else why not and what to do.
pub(super) fn check(envelope: &Envelope) -> Result<(), String> {
    let Envelope { subject, id, source, .. } = envelope;
    if id.is_empty() {
        return Err("the event id is empty: give it one, or let `publish` do it".into());
    }
    if !subject.split('.').all(is_token) {
        return Err(format!(
            "`{}` cannot be a subject: write words of visible ASCII characters with dots between \
             them, without `*` and `>`, as in `events.order.created.v1`",
            subject.escape_debug()
        ));
    }
    for (name, value) in envelope.headers.iter() {
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic() && b != b':') {
            return Err(format!(
                "`{}` cannot be the name of a header: write visible ASCII characters without `:`",
                name.escape_debug()
            ));
        }
        if value.chars().any(char::is_control) {
            return Err(format!("the header `{name}` holds a control character, such as a line break: encode it"));
        }
    }
    match source {
        Some(source) if !is_uri_reference(source) => {
            Err(format!("`{}` cannot be a source: write a URI reference, as in `order-service`", source.escape_debug()))
        }
        _ => Ok(()),
    }
}

/// One word of a subject.
fn is_token(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'*' | b'>'))
}

/// Whether the text has only characters of RFC 3986, section 2, and at least one.
fn is_uri_reference(text: &str) -> bool {
    let allowed =
        |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}');
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::Envelope;

    #[test]
    fn what_can_be_sent() {
        let cases = [
            ("e-1", "events.order.created.v1", "order-service", None),
            ("e-1", "events", "https://shop.example/orders?x#y", None),
            ("", "events", "a", Some("the event id is empty")),
            ("e", "", "a", Some("cannot be a subject")),
            ("e", "a..b", "a", Some("cannot be a subject")),
            ("e", "a.*", "a", Some("cannot be a subject")),
            ("e", "a b", "a", Some("cannot be a subject")),
            ("e", "a", "", Some("cannot be a source")),
            ("e", "a", "order service", Some("cannot be a source")),
            ("e", "a", "a\r\nce-id: 1", Some("cannot be a source")),
        ];
        for (id, subject, source, refusal) in cases {
            let mut envelope = Envelope::new(subject, "{}");
            envelope.id = id.into();
            envelope.source = Some(source.into());
            match (check(&envelope), refusal) {
                (Ok(()), None) => {}
                (Err(reason), Some(part)) => assert!(reason.contains(part), "{reason}"),
                (result, _) => panic!("{id:?} {subject:?} {source:?}: {result:?}"),
            }
        }
    }

    #[test]
    fn headers_that_can_be_sent() {
        for (name, value, refusal) in [
            ("x-tenant", "blue, größer", None),
            ("x-tenant", "", None),
            ("", "blue", Some("cannot be the name of a header")),
            ("x tenant", "blue", Some("cannot be the name of a header")),
            ("x:tenant", "blue", Some("cannot be the name of a header")),
            ("x\r\ny", "blue", Some("cannot be the name of a header")),
            ("x-tenant", "blue\r\nce-id: 1", Some("the header `x-tenant` holds a control character")),
        ] {
            let mut envelope = Envelope::new("a", "{}");
            envelope.headers.insert(name, value);
            match (check(&envelope), refusal) {
                (Ok(()), None) => {}
                (Err(reason), Some(part)) => assert!(reason.contains(part), "{reason}"),
                (result, _) => panic!("{name:?} {value:?}: {result:?}"),
            }
        }
    }
}
