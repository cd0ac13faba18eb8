//! Dates, times and durations, and the crate `jiff`.

use super::parts::{self, DateParts, TOO_FINE, TimeParts, Unit};
use crate::format::{Date, DateTime, Duration, Inexact, Invalid, Time};
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Span, Timestamp, Zoned, civil};
use std::fmt::Write as _;

/// The same instant. Lost: the offset, and how the text spelled it (`.000Z`, `+00:00`, `-00:00`).
///
/// # Errors
/// A leap second, a fraction that is finer than nanoseconds, an instant after
/// [`Timestamp::MAX`] (the last day of the year 9999).
impl TryFrom<&DateTime> for Timestamp {
    type Error = Inexact;

    fn try_from(text: &DateTime) -> Result<Self, Inexact> {
        instant(text, "jiff::Timestamp").map(|(timestamp, _)| timestamp)
    }
}

/// The same instant at the same offset, as a time zone that has this offset always. Lost: how the text
/// spelled it; `-00:00`, by which RFC 3339 says that the offset is unknown, becomes `+00:00`.
///
/// # Errors
/// As to [`Timestamp`].
impl TryFrom<&DateTime> for Zoned {
    type Error = Inexact;

    fn try_from(text: &DateTime) -> Result<Self, Inexact> {
        instant(text, "jiff::Zoned").map(|(timestamp, offset)| timestamp.to_zoned(TimeZone::fixed(offset)))
    }
}

/// In UTC: `2026-02-28T12:00:00.5Z`.
///
/// # Errors
/// An instant before the year 0000.
impl TryFrom<Timestamp> for DateTime {
    type Error = Invalid;

    fn try_from(timestamp: Timestamp) -> Result<Self, Invalid> {
        Self::new(timestamp.to_string())
    }
}

/// With its offset: `2026-02-28T12:00:00.5+01:00`. Lost: the name of the time zone.
///
/// # Errors
/// A year before 0000, an offset with seconds.
impl TryFrom<&Zoned> for DateTime {
    type Error = Invalid;

    fn try_from(zoned: &Zoned) -> Result<Self, Invalid> {
        Self::new(format!("{}{}", zoned.datetime(), parts::offset(zoned.offset().seconds())))
    }
}

/// The same date.
impl From<&Date> for civil::Date {
    fn from(text: &Date) -> Self {
        date(&DateParts::of(text.as_str()))
    }
}

/// # Errors
/// A year before 0000.
impl TryFrom<civil::Date> for Date {
    type Error = Invalid;

    fn try_from(date: civil::Date) -> Result<Self, Invalid> {
        Self::new(date.to_string())
    }
}

/// The same time and its offset. Lost: how the text spelled them.
///
/// # Errors
/// A leap second, a fraction that is finer than nanoseconds.
impl TryFrom<&Time> for (civil::Time, Offset) {
    type Error = Inexact;

    fn try_from(text: &Time) -> Result<Self, Inexact> {
        time(&TimeParts::of(text.as_str())).map_err(|reason| Inexact::new(text.as_str(), "jiff::civil::Time", reason))
    }
}

/// # Errors
/// An offset with seconds, or of a day and more.
impl TryFrom<(civil::Time, Offset)> for Time {
    type Error = Invalid;

    fn try_from((time, offset): (civil::Time, Offset)) -> Result<Self, Invalid> {
        Self::new(format!("{time}{}", parts::offset(offset.seconds())))
    }
}

/// The same amounts, unit by unit.
///
/// # Errors
/// An amount beyond what a [`Span`] holds: 19,998 years, and as long in the other units.
impl TryFrom<&Duration> for Span {
    type Error = Inexact;

    fn try_from(text: &Duration) -> Result<Self, Inexact> {
        let refuse = |reason: &dyn std::fmt::Display| Inexact::new(text.as_str(), "jiff::Span", reason);
        let mut span = Self::new();
        for (digits, unit) in parts::amounts(text.as_str()) {
            let amount: i64 = digits.parse().map_err(|_| refuse(&"an amount is too large"))?;
            span = match unit {
                Unit::Years => span.try_years(amount),
                Unit::Months => span.try_months(amount),
                Unit::Weeks => span.try_weeks(amount),
                Unit::Days => span.try_days(amount),
                Unit::Hours => span.try_hours(amount),
                Unit::Minutes => span.try_minutes(amount),
                Unit::Seconds => span.try_seconds(amount),
            }
            .map_err(|error| refuse(&error))?;
        }
        Ok(span)
    }
}

/// The same amounts, with weeks alone or as seven days each: beside other units RFC 3339 has none.
///
/// # Errors
/// A negative span, and one that is not in whole seconds.
impl TryFrom<Span> for Duration {
    type Error = Invalid;

    fn try_from(span: Span) -> Result<Self, Invalid> {
        let nanoseconds = i128::from(span.get_milliseconds()) * 1_000_000
            + i128::from(span.get_microseconds()) * 1_000
            + i128::from(span.get_nanoseconds());
        if span.is_negative() || nanoseconds % 1_000_000_000 != 0 {
            // What ISO 8601 calls it has no place in RFC 3339.
            return Self::new(span.to_string());
        }
        let date = [
            (i128::from(span.get_years()), 'Y'),
            (i128::from(span.get_months()), 'M'),
            (i128::from(span.get_weeks()) * 7 + i128::from(span.get_days()), 'D'),
        ];
        let time = [
            (i128::from(span.get_hours()), 'H'),
            (i128::from(span.get_minutes()), 'M'),
            (i128::from(span.get_seconds()) + nanoseconds / 1_000_000_000, 'S'),
        ];
        let (date, time) = (amounts(&date), amounts(&time));
        let others = [span.get_years().into(), span.get_months(), span.get_days()];
        let weeks_alone = span.get_weeks() != 0 && others == [0; 3] && time.is_empty();
        Self::new(match (date.as_str(), time.as_str()) {
            _ if weeks_alone => format!("P{}W", span.get_weeks()),
            ("", "") => "PT0S".to_owned(),
            (date, "") => format!("P{date}"),
            (date, time) => format!("P{date}T{time}"),
        })
    }
}

/// From the first amount to the last one: between them, RFC 3339 wants those of zero too.
fn amounts(units: &[(i128, char)]) -> String {
    let there = |(amount, _): &(i128, char)| *amount != 0;
    let Some((first, last)) = units.iter().position(there).zip(units.iter().rposition(there)) else {
        return String::new();
    };
    let mut text = String::new();
    for (amount, unit) in &units[first..=last] {
        _ = write!(text, "{amount}{unit}");
    }
    text
}

fn instant(text: &DateTime, target: &'static str) -> Result<(Timestamp, Offset), Inexact> {
    let refuse = |reason: &dyn std::fmt::Display| Inexact::new(text.as_str(), target, reason);
    let (day, parts) = parts::date_time(text.as_str());
    let (time, offset) = time(&parts).map_err(|reason| refuse(&reason))?;
    let timestamp = offset.to_timestamp(date(&day).to_datetime(time)).map_err(|error| refuse(&error))?;
    Ok((timestamp, offset))
}

fn date(parts: &DateParts) -> civil::Date {
    // The grammar lets through the days that there are, of years that jiff has.
    civil::Date::new(parts.year, parts.month, parts.day).unwrap_or_default()
}

fn time(parts: &TimeParts) -> Result<(civil::Time, Offset), String> {
    if parts.is_leap_second() {
        return Err("it is a leap second".to_owned());
    }
    let nanosecond = parts.nanosecond.ok_or(TOO_FINE)?;
    let time =
        civil::Time::new(parts.hour, parts.minute, parts.second, nanosecond).map_err(|error| error.to_string())?;
    let offset = Offset::from_seconds(parts.offset).map_err(|error| error.to_string())?;
    Ok((time, offset))
}
