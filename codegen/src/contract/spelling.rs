//! How the texts of an `x-event` block are spelled.

/// `[a-z][a-z0-9_]*`
pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What somebody who wrote `OrderItem` or `order-item` meant: `order_item`.
pub(super) fn identifier_like(text: &str) -> Option<String> {
    let mut near = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_uppercase() => {
                if !near.is_empty() && !near.ends_with('_') {
                    near.push('_');
                }
                near.push(c.to_ascii_lowercase());
            }
            '-' | ' ' | '.' => near.push('_'),
            c => near.push(c),
        }
    }
    is_identifier(&near).then_some(near)
}

/// `order.created.v1`
pub(super) fn is_event_type(text: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(domain), Some(name), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    is_identifier(domain)
        && is_identifier(name)
        && version.strip_prefix('v').is_some_and(|digits| version_of(digits).is_some())
}

/// The version that digits are: from 1, without a zero in front.
pub(super) fn version_of(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok())?
}

/// A JSON pointer (RFC 6901) that leads somewhere below the payload.
pub(super) fn is_pointer(text: &str) -> bool {
    let escaped = |part: &str| part.starts_with(['0', '1']);
    text.starts_with('/') && text.split('~').skip(1).all(escaped)
}

/// A date of the calendar: `2026-11-01` (RFC 3339, `full-date`).
pub(crate) fn is_date(text: &str) -> bool {
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?;
    let part = |from: usize, to: usize| text.get(from..to).and_then(number);
    let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (true, Some(year), Some(month), Some(day)) = (dashes, part(0, 4), part(5, 7), part(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// An ISO 8601 duration of whole units (RFC 3339, appendix A): `P90D`, `P2W`, `PT12H`.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('P') else { return false };
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let dated = date.is_empty() || is_units(date, "YMD") || is_units(date, "W") && time.is_none();
    let timed = time.is_none_or(|time| is_units(time, "HMS"));
    dated && timed && !(date.is_empty() && time.is_none())
}

/// Numbers, each with a unit, the units in order.
fn is_units(text: &str, units: &str) -> bool {
    let mut units = units.chars();
    let mut digits = 0;
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits += 1;
        } else if digits > 0 && units.any(|unit| unit == c) {
            digits = 0;
        } else {
            return false;
        }
    }
    !text.is_empty() && digits == 0
}

/// Names as they stand in a sentence: `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        type Rule = fn(&str) -> bool;
        let table: [(&str, Rule, &[&str], &[&str]); 5] = [
            ("identifier", is_identifier, &["a", "order_2"], &["", "Order", "2a", "_a", "a-b", "ä"]),
            (
                "event type",
                is_event_type,
                &["order.created.v1", "a.b.v10"],
                &[
                    "order.created",
                    "order.created.1",
                    "order.created.v0",
                    "order.created.v01",
                    "a.b.c.v1",
                    "a.b.v99999999999",
                ],
            ),
            ("pointer", is_pointer, &["/a", "/a/b~0~1", "/"], &["", "a", "#/a", "/a~", "/a~2"]),
            (
                "date",
                is_date,
                &["2026-11-01", "2024-02-29", "2000-02-29"],
                &["2026-11-31", "2026-1-1", "1900-02-29", "2026-13-01", "+026-11-01", "2026-11-01Z"],
            ),
            (
                "duration",
                is_duration,
                &["P90D", "PT12H", "P1Y2M3DT4H5M6S", "P2W", "PT0S"],
                &["", "P", "PT", "P1DT", "90D", "P1H", "P1D2Y", "P1.5D", "P1W2D", "-P1D"],
            ),
        ];
        for (what, rule, good, bad) in table {
            for text in good {
                assert!(rule(text), "{text:?} is a {what}");
            }
            for text in bad {
                assert!(!rule(text), "{text:?} is no {what}");
            }
        }
    }

    #[test]
    fn identifiers_are_guessed() {
        assert_eq!(identifier_like("OrderItem").as_deref(), Some("order_item"));
        assert_eq!(identifier_like("order-item").as_deref(), Some("order_item"));
        assert_eq!(identifier_like("1st"), None);
    }
}
