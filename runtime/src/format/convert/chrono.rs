//! Dates, times and durations, and the crate `chrono`.

use super::parts::{self, DateParts, TOO_FINE, TimeParts, Unit};
use crate::format::{Date, DateTime, Duration, Inexact, Invalid, Time};
use ::chrono::{FixedOffset, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone, Utc};

/// The same instant at the same offset; a leap second stays one. Lost: how the text spelled it
/// (`.000Z`); `-00:00`, by which RFC 3339 says that the offset is unknown, becomes `+00:00`.
///
/// # Errors
/// A fraction that is finer than nanoseconds.
impl TryFrom<&DateTime> for ::chrono::DateTime<FixedOffset> {
    type Error = Inexact;

    fn try_from(text: &DateTime) -> Result<Self, Inexact> {
        instant(text, "chrono::DateTime<FixedOffset>")
    }
}

/// The same instant; a leap second stays one. Lost: the offset, and how the text spelled it.
///
/// # Errors
/// A fraction that is finer than nanoseconds.
impl TryFrom<&DateTime> for ::chrono::DateTime<Utc> {
    type Error = Inexact;

    fn try_from(text: &DateTime) -> Result<Self, Inexact> {
        instant(text, "chrono::DateTime<Utc>").map(|instant| instant.to_utc())
    }
}

/// With its offset, `Z` for none: `2026-02-28T12:00:00.500+01:00`. Lost: the name of the time zone.
///
/// # Errors
/// A year that has not four digits, an offset with seconds, a leap second that is not the last second
/// of a day in UTC.
impl<Tz: TimeZone> TryFrom<::chrono::DateTime<Tz>> for DateTime {
    type Error = Invalid;

    fn try_from(instant: ::chrono::DateTime<Tz>) -> Result<Self, Invalid> {
        let offset = parts::offset(instant.offset().fix().local_minus_utc());
        Self::new(format!("{}{offset}", instant.naive_local().format("%Y-%m-%dT%H:%M:%S%.f")))
    }
}

/// The same date.
impl From<&Date> for NaiveDate {
    fn from(text: &Date) -> Self {
        date(&DateParts::of(text.as_str()))
    }
}

/// # Errors
/// A year that has not four digits.
impl TryFrom<NaiveDate> for Date {
    type Error = Invalid;

    fn try_from(date: NaiveDate) -> Result<Self, Invalid> {
        Self::new(date.format("%Y-%m-%d").to_string())
    }
}

/// The same time and its offset; a leap second stays one. Lost: how the text spelled them.
///
/// # Errors
/// A fraction that is finer than nanoseconds.
impl TryFrom<&Time> for (NaiveTime, FixedOffset) {
    type Error = Inexact;

    fn try_from(text: &Time) -> Result<Self, Inexact> {
        time(&TimeParts::of(text.as_str())).map_err(|reason| Inexact::new(text.as_str(), "chrono::NaiveTime", reason))
    }
}

/// # Errors
/// An offset with seconds, a leap second that is not the last second of a day in UTC.
impl TryFrom<(NaiveTime, FixedOffset)> for Time {
    type Error = Invalid;

    fn try_from((time, offset): (NaiveTime, FixedOffset)) -> Result<Self, Invalid> {
        Self::new(format!("{}{}", time.format("%H:%M:%S%.f"), parts::offset(offset.local_minus_utc())))
    }
}

/// The same length. A day has 24 hours and a week seven such days, as always in [`TimeDelta`]: that a
/// day is shorter or longer where clocks change is lost, and so is what the length was counted in.
///
/// # Errors
/// Years and months, which have no length of their own; more than [`TimeDelta::MAX`].
impl TryFrom<&Duration> for TimeDelta {
    type Error = Inexact;

    fn try_from(text: &Duration) -> Result<Self, Inexact> {
        let refuse = |reason| Inexact::new(text.as_str(), "chrono::TimeDelta", reason);
        let mut seconds = 0_i64;
        for (digits, unit) in parts::amounts(text.as_str()) {
            let length = match unit {
                Unit::Years | Unit::Months => return Err(refuse("years and months differ in length")),
                Unit::Weeks => 7 * 86_400,
                Unit::Days => 86_400,
                Unit::Hours => 3_600,
                Unit::Minutes => 60,
                Unit::Seconds => 1,
            };
            let amount: Option<i64> = digits.parse().ok();
            let sum = amount.and_then(|amount| amount.checked_mul(length)).and_then(|it| it.checked_add(seconds));
            seconds = sum.ok_or_else(|| refuse("it is too long"))?;
        }
        Self::try_seconds(seconds).ok_or_else(|| refuse("it is too long"))
    }
}

/// In seconds: `PT90S`.
///
/// # Errors
/// A negative length, and one that is not in whole seconds.
impl TryFrom<TimeDelta> for Duration {
    type Error = Invalid;

    fn try_from(length: TimeDelta) -> Result<Self, Invalid> {
        if length < TimeDelta::zero() || length.subsec_nanos() != 0 {
            // What ISO 8601 calls it has no place in RFC 3339.
            return Self::new(length.to_string());
        }
        Self::new(format!("PT{}S", length.num_seconds()))
    }
}

fn instant(text: &DateTime, target: &'static str) -> Result<::chrono::DateTime<FixedOffset>, Inexact> {
    let refuse = |reason| Inexact::new(text.as_str(), target, reason);
    let (day, parts) = parts::date_time(text.as_str());
    let (time, offset) = time(&parts).map_err(refuse)?;
    let instant = offset.from_local_datetime(&date(&day).and_time(time));
    instant.single().ok_or_else(|| refuse("it is out of range"))
}

fn date(parts: &DateParts) -> NaiveDate {
    // The grammar lets through the days that there are, of years that chrono has.
    NaiveDate::from_ymd_opt(parts.year.into(), parts.month.unsigned_abs().into(), parts.day.unsigned_abs().into())
        .unwrap_or_default()
}

fn time(parts: &TimeParts) -> Result<(NaiveTime, FixedOffset), &'static str> {
    let mut nanosecond = parts.nanosecond.ok_or(TOO_FINE)?.unsigned_abs();
    let mut second = parts.second.unsigned_abs();
    if parts.is_leap_second() {
        // As chrono has it: beyond the last nanosecond of the second before.
        second -= 1;
        nanosecond += 1_000_000_000;
    }
    let (hour, minute) = (parts.hour.unsigned_abs(), parts.minute.unsigned_abs());
    let time = NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond);
    time.zip(FixedOffset::east_opt(parts.offset)).ok_or("it is out of range")
}
