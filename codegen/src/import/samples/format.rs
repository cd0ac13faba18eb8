//! Formats that strings seem to have: strict, since one guessed wrongly refuses what is right.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The formats that every string seen so far has, the first of them the one to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Formats(u8);

/// A format's name, and whether a text has it.
type Rule = (&'static str, fn(&str) -> bool);

const ALL: [Rule; 7] = [
    ("date-time", is_date_time),
    ("date", is_date),
    ("uuid", is_uuid),
    ("ipv4", |text| text.parse::<Ipv4Addr>().is_ok()),
    ("ipv6", |text| text.contains(':') && text.parse::<Ipv6Addr>().is_ok()),
    ("email", is_email),
    ("uri", is_web_address),
];

impl Formats {
    pub(super) fn of(text: &str) -> Self {
        Self(ALL.iter().enumerate().fold(0, |found, (bit, (_, is))| found | (u8::from(is(text)) << bit)))
    }

    pub(super) fn see(&mut self, text: &str) {
        if self.0 != 0 {
            self.0 &= Self::of(text).0;
        }
    }

    pub(super) fn name(self) -> Option<&'static str> {
        let bit = self.0.trailing_zeros() as usize;
        ALL.get(bit).map(|(name, _)| *name)
    }
}

/// RFC 3339, section 5.6, without leap seconds.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let (clock, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return false,
    };
    let (seconds, fraction) = clock.split_once('.').map_or((clock, None), |(seconds, rest)| (seconds, Some(rest)));
    let offset = offset == "Z" || (offset.len() == 6 && numbers(&offset[1..], &[(0, 23), (0, 59)]));
    is_date(date)
        && numbers(seconds, &[(0, 23), (0, 59), (0, 59)])
        && fraction.is_none_or(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        && offset
}

/// `12:30:00`: pairs of digits, each in its range.
fn numbers(text: &str, ranges: &[(u8, u8)]) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    parts.len() == ranges.len()
        && parts.iter().zip(ranges).all(|(part, (low, high))| {
            part.len() == 2
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.parse::<u8>().is_ok_and(|number| (low..=high).contains(&&number))
        })
}

fn is_date(text: &str) -> bool {
    crate::contract::is_date(text)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    !local.is_empty()
        && local.len() <= 64
        && local.split('.').all(|part| !part.is_empty())
        && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
        && domain.contains('.')
        && domain.len() <= 253
        && domain.split('.').all(label)
}

/// `https://…`: other schemes are as often not meant as one.
fn is_web_address(text: &str) -> bool {
    let web = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    web.is_some_and(|rest| !rest.is_empty()) && text.is_ascii() && crate::resolve::uri::is_absolute(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told() {
        for (text, format) in [
            ("2026-11-01T12:30:00Z", Some("date-time")),
            ("2026-11-01T12:30:00.000+01:00", Some("date-time")),
            ("2026-11-01T12:30:00", None),
            ("2026-11-31T12:30:00Z", None),
            ("2026-11-01 12:30:00Z", None),
            ("2026-11-01T24:00:00Z", None),
            ("2026-11-01T12:30:00.Z", None),
            ("2026-11-01T12:30:00+é0:0", None),
            ("2026-11-01", Some("date")),
            ("6f1c2a34-9a2b-4c1d-8e2f-0123456789ab", Some("uuid")),
            ("127.0.0.1", Some("ipv4")),
            ("::1", Some("ipv6")),
            ("a@example.com", Some("email")),
            ("a@b", None),
            ("https://example.com/a?b#c", Some("uri")),
            ("https://", None),
            ("urn:a:b", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(Formats::of(text).name(), format, "{text}");
        }
    }

    #[test]
    fn one_that_differs_ends_it() {
        let mut formats = Formats::of("2026-11-01");
        formats.see("2026-11-02");
        assert_eq!(formats.name(), Some("date"));
        formats.see("soon");
        assert_eq!(formats.name(), None);
    }
}
