//! The numbers in a text that keeps its grammar, and texts of numbers.

/// Why more than nine digits of a fraction cannot be held.
pub(super) const TOO_FINE: &str = "it is finer than a nanosecond";

/// `2026-02-28`
pub(super) struct DateParts {
    pub(super) year: i16,
    pub(super) month: i8,
    pub(super) day: i8,
}

/// `12:00:00.5+01:00`
pub(super) struct TimeParts {
    pub(super) hour: i8,
    pub(super) minute: i8,
    /// 60 in a leap second.
    pub(super) second: i8,
    /// None when there is more to it than nanoseconds.
    pub(super) nanosecond: Option<i32>,
    /// The offset from UTC in seconds.
    pub(super) offset: i32,
}

impl DateParts {
    /// Of a checked `full-date`.
    pub(super) fn of(text: &str) -> Self {
        Self { year: number(text, 0, 4), month: small(text, 5), day: small(text, 8) }
    }
}

impl TimeParts {
    /// Of a checked `full-time`.
    pub(super) fn of(text: &str) -> Self {
        let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
        let offset = match text.as_bytes().get(end) {
            Some(b'+') => offset_at(text, end + 1),
            Some(b'-') => -offset_at(text, end + 1),
            _ => 0,
        };
        Self {
            hour: small(text, 0),
            minute: small(text, 3),
            second: small(text, 6),
            nanosecond: nanosecond(text.get(9..end).unwrap_or_default()),
            offset,
        }
    }

    pub(super) fn is_leap_second(&self) -> bool {
        self.second == 60
    }
}

/// Date and time of a checked `date-time`.
pub(super) fn date_time(text: &str) -> (DateParts, TimeParts) {
    (DateParts::of(text), TimeParts::of(text.get(11..).unwrap_or_default()))
}

/// `+01:00`, `Z` for none; with seconds, which no format of RFC 3339 allows, where there are some.
pub(super) fn offset(seconds: i32) -> String {
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if second == 0 { String::new() } else { format!(":{second:02}") };
    format!("{sign}{hour:02}:{minute:02}{rest}")
}

/// The amounts of a checked `duration`, with their units; after a `T`, months are minutes.
pub(super) fn amounts(text: &str) -> impl Iterator<Item = (&str, Unit)> {
    let mut in_time = false;
    text.split_inclusive(|c: char| c.is_ascii_alphabetic()).filter_map(move |part| {
        let (digits, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
        let unit = match unit {
            "Y" => Unit::Years,
            "M" if !in_time => Unit::Months,
            "W" => Unit::Weeks,
            "D" => Unit::Days,
            "H" => Unit::Hours,
            "M" => Unit::Minutes,
            "S" => Unit::Seconds,
            _ => {
                in_time |= unit == "T";
                return None;
            }
        };
        Some((digits, unit))
    })
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
    Minutes,
    Seconds,
}

fn offset_at(text: &str, start: usize) -> i32 {
    i32::from(small(text, start)) * 3600 + i32::from(small(text, start + 3)) * 60
}

fn nanosecond(digits: &str) -> Option<i32> {
    let (held, rest) = digits.split_at_checked(9).unwrap_or((digits, ""));
    let finer = rest.bytes().any(|digit| digit != b'0');
    (!finer).then(|| held.bytes().chain(std::iter::repeat(b'0')).take(9).fold(0, |n, b| n * 10 + i32::from(b - b'0')))
}

/// Two digits.
fn small(text: &str, start: usize) -> i8 {
    // Two digits are at most 99.
    i8::try_from(number(text, start, start + 2)).unwrap_or(i8::MAX)
}

fn number(text: &str, start: usize, end: usize) -> i16 {
    let digits = text.get(start..end).unwrap_or_default();
    digits.bytes().fold(0, |n, digit| n * 10 + i16::from(digit - b'0'))
}
