//! Dates, times and durations, and `chrono`.

use crate::table::{date, date_time, duration, hold, time};
use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use evenkeel::format::{Date, DateTime, Duration, Time};

#[test]
fn instants_at_an_offset() {
    hold(
        &[
            ("2026-02-28T12:00:00Z", "2026-02-28T12:00:00+00:00", "2026-02-28T12:00:00Z"),
            // Lost: the spelling.
            ("2026-02-28t12:00:00.000z", "2026-02-28T12:00:00+00:00", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00.5+05:45", "2026-02-28T12:00:00.500+05:45", "2026-02-28T12:00:00.500+05:45"),
            ("2026-02-28T12:00:00-00:00", "2026-02-28T12:00:00+00:00", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00-23:59", "2026-02-28T12:00:00-23:59", "2026-02-28T12:00:00-23:59"),
            // A leap second stays one.
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60+00:00", "2016-12-31T23:59:60Z"),
            ("2016-12-31T15:59:60.5-08:00", "2016-12-31T15:59:60.500-08:00", "2016-12-31T15:59:60.500-08:00"),
            // Refused: what would become another instant.
            (
                "2026-02-28T12:00:00.1234567891Z",
                "\"2026-02-28T12:00:00.1234567891Z\" is no chrono::DateTime<FixedOffset>: it is finer than a nanosecond",
                "-",
            ),
            // The ends of the years.
            ("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59"),
            ("9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59"),
        ],
        date_time,
        |text| chrono::DateTime::<FixedOffset>::try_from(text),
        chrono::DateTime::<FixedOffset>::to_rfc3339,
        DateTime::try_from,
    );
}

#[test]
fn instants() {
    hold(
        &[
            ("2026-02-28T12:00:00.000Z", "2026-02-28T12:00:00+00:00", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00+01:30", "2026-02-28T10:30:00+00:00", "2026-02-28T10:30:00Z"),
            ("2016-12-31T15:59:60-08:00", "2016-12-31T23:59:60+00:00", "2016-12-31T23:59:60Z"),
            (
                "0000-01-01T00:00:00+23:59",
                "-0001-12-31T00:01:00+00:00",
                "\"-0001-12-31T00:01:00Z\" is not of the format `date-time`",
            ),
            (
                "9999-12-31T23:59:59-23:59",
                "+10000-01-01T23:58:59+00:00",
                "\"+10000-01-01T23:58:59Z\" is not of the format `date-time`",
            ),
        ],
        date_time,
        |text| chrono::DateTime::<Utc>::try_from(text),
        chrono::DateTime::<Utc>::to_rfc3339,
        DateTime::try_from,
    );
}

#[test]
fn what_rfc_3339_does_not_know_is_refused() {
    let noon = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap().and_hms_opt(12, 0, 0).unwrap();
    let odd = FixedOffset::east_opt(3_208).unwrap().from_local_datetime(&noon).unwrap();
    let error = DateTime::try_from(odd).unwrap_err();
    assert_eq!(error.to_string(), "\"2026-02-28T12:00:00+00:53:28\" is not of the format `date-time`");

    // `chrono` takes any minute for one of 61 seconds.
    let leap = NaiveTime::from_hms_nano_opt(12, 0, 59, 1_000_000_000).unwrap();
    let error = Time::try_from((leap, FixedOffset::east_opt(0).unwrap())).unwrap_err();
    assert_eq!(error.to_string(), "\"12:00:60Z\" is not of the format `time`");
}

#[test]
fn dates() {
    hold(
        &[
            ("2024-02-29", "2024-02-29", "2024-02-29"),
            ("0000-01-01", "0000-01-01", "0000-01-01"),
            ("9999-12-31", "9999-12-31", "9999-12-31"),
        ],
        date,
        |text| Ok::<_, String>(NaiveDate::from(text)),
        NaiveDate::to_string,
        Date::try_from,
    );
    for (year, text) in [(-1, "-0001-01-01"), (10_000, "+10000-01-01")] {
        let error = Date::try_from(NaiveDate::from_ymd_opt(year, 1, 1).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), format!("\"{text}\" is not of the format `date`"));
    }
}

#[test]
fn times() {
    hold(
        &[
            ("12:00:00Z", "12:00:00 +00:00", "12:00:00Z"),
            ("12:00:00.120z", "12:00:00.120 +00:00", "12:00:00.120Z"),
            ("12:00:00-00:00", "12:00:00 +00:00", "12:00:00Z"),
            ("23:59:59.999999999+01:00", "23:59:59.999999999 +01:00", "23:59:59.999999999+01:00"),
            ("00:59:60+01:00", "00:59:60 +01:00", "00:59:60+01:00"),
            (
                "12:00:00.0000000001Z",
                "\"12:00:00.0000000001Z\" is no chrono::NaiveTime: it is finer than a nanosecond",
                "-",
            ),
        ],
        time,
        |text| <(NaiveTime, FixedOffset)>::try_from(text),
        |(time, offset)| format!("{time} {offset}"),
        Time::try_from,
    );
}

#[test]
fn lengths() {
    hold(
        &[
            ("PT1H30M5S", "PT5405S", "PT5405S"),
            ("PT0S", "P0D", "PT0S"),
            // Lost: that a day is a day.
            ("P2DT1S", "PT172801S", "PT172801S"),
            ("P4W", "PT2419200S", "PT2419200S"),
            ("P1M", "\"P1M\" is no chrono::TimeDelta: years and months differ in length", "-"),
            ("P1Y0M1D", "\"P1Y0M1D\" is no chrono::TimeDelta: years and months differ in length", "-"),
            ("PT9223372036854775S", "PT9223372036854775S", "PT9223372036854775S"),
            ("PT9223372036854776S", "\"PT9223372036854776S\" is no chrono::TimeDelta: it is too long", "-"),
            ("P9223372036854775807W", "\"P9223372036854775807W\" is no chrono::TimeDelta: it is too long", "-"),
            ("PT99999999999999999999S", "\"PT99999999999999999999S\" is no chrono::TimeDelta: it is too long", "-"),
        ],
        duration,
        |text| TimeDelta::try_from(text),
        TimeDelta::to_string,
        Duration::try_from,
    );
    for (length, text) in [(TimeDelta::seconds(-90), "-PT90S"), (TimeDelta::milliseconds(1_500), "PT1.5S")] {
        let error = Duration::try_from(length).unwrap_err();
        assert_eq!(error.to_string(), format!("\"{text}\" is not of the format `duration`"));
    }
}
