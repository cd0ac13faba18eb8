//! Dates, times and durations, and `jiff`.

use crate::table::{date, date_time, duration, hold, time};
use evenkeel::format::{Date, DateTime, Duration, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, ToSpan, Zoned, civil};

#[test]
fn instants() {
    hold(
        &[
            ("2026-02-28T12:00:00Z", "2026-02-28T12:00:00Z", "2026-02-28T12:00:00Z"),
            // Lost: the offset and the spelling.
            ("2026-02-28t12:00:00.000z", "2026-02-28T12:00:00Z", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00.500+01:30", "2026-02-28T10:30:00.5Z", "2026-02-28T10:30:00.5Z"),
            ("2026-02-28T12:00:00-00:00", "2026-02-28T12:00:00Z", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00-23:59", "2026-03-01T11:59:00Z", "2026-03-01T11:59:00Z"),
            // Refused: what would become another instant.
            ("2026-02-28T12:00:00.1234567890Z", "2026-02-28T12:00:00.123456789Z", "2026-02-28T12:00:00.123456789Z"),
            (
                "2026-02-28T12:00:00.1234567891Z",
                "\"2026-02-28T12:00:00.1234567891Z\" is no jiff::Timestamp: it is finer than a nanosecond",
                "-",
            ),
            ("2016-12-31T23:59:60Z", "\"2016-12-31T23:59:60Z\" is no jiff::Timestamp: it is a leap second", "-"),
            (
                "2017-01-01T00:59:60+01:00",
                "\"2017-01-01T00:59:60+01:00\" is no jiff::Timestamp: it is a leap second",
                "-",
            ),
            // The ends of the years.
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            (
                "0000-01-01T00:00:00+00:01",
                "-000001-12-31T23:59:00Z",
                "\"-000001-12-31T23:59:00Z\" is not of the format `date-time`",
            ),
            ("9999-12-30T22:00:00Z", "9999-12-30T22:00:00Z", "9999-12-30T22:00:00Z"),
        ],
        date_time,
        |text| Timestamp::try_from(text),
        Timestamp::to_string,
        DateTime::try_from,
    );
    let refused = Timestamp::try_from(&date_time("9999-12-31T23:59:59Z")).unwrap_err();
    assert_eq!((refused.text(), refused.target()), ("9999-12-31T23:59:59Z", "jiff::Timestamp"));
}

#[test]
fn instants_at_an_offset() {
    hold(
        &[
            ("2026-02-28T12:00:00Z", "2026-02-28T12:00:00+00:00[UTC]", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00.000+05:45", "2026-02-28T12:00:00+05:45[+05:45]", "2026-02-28T12:00:00+05:45"),
            ("2026-02-28T12:00:00-00:00", "2026-02-28T12:00:00+00:00[UTC]", "2026-02-28T12:00:00Z"),
            ("2026-02-28T12:00:00-23:59", "2026-02-28T12:00:00-23:59[-23:59]", "2026-02-28T12:00:00-23:59"),
            ("2016-12-31T23:59:60Z", "\"2016-12-31T23:59:60Z\" is no jiff::Zoned: it is a leap second", "-"),
        ],
        date_time,
        |text| Zoned::try_from(text),
        Zoned::to_string,
        |zoned| DateTime::try_from(&zoned),
    );
}

#[test]
fn a_zone_is_left_behind_and_its_seconds_are_refused() {
    let at = |seconds| {
        let zone = TimeZone::fixed(Offset::from_seconds(seconds).unwrap());
        let zoned = "2026-02-28T12:00:00Z".parse::<Timestamp>().unwrap().to_zoned(zone);
        DateTime::try_from(&zoned).map_err(|error| error.to_string())
    };
    assert_eq!(at(3_600).unwrap(), "2026-02-28T13:00:00+01:00");
    assert_eq!(at(-5_400).unwrap(), "2026-02-28T10:30:00-01:30");
    assert_eq!(at(3_208).unwrap_err(), "\"2026-02-28T12:53:28+00:53:28\" is not of the format `date-time`");
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
        |text| Ok::<_, String>(civil::Date::from(text)),
        civil::Date::to_string,
        Date::try_from,
    );
    let error = Date::try_from(civil::date(-1, 1, 1)).unwrap_err();
    assert_eq!(error.to_string(), "\"-000001-01-01\" is not of the format `date`");
}

#[test]
fn times() {
    hold(
        &[
            ("12:00:00Z", "12:00:00 UTC", "12:00:00Z"),
            ("12:00:00.120z", "12:00:00.12 UTC", "12:00:00.12Z"),
            ("12:00:00-00:00", "12:00:00 UTC", "12:00:00Z"),
            ("23:59:59.999999999+01:00", "23:59:59.999999999 +01", "23:59:59.999999999+01:00"),
            ("23:59:60Z", "\"23:59:60Z\" is no jiff::civil::Time: it is a leap second", "-"),
            (
                "12:00:00.0000000001Z",
                "\"12:00:00.0000000001Z\" is no jiff::civil::Time: it is finer than a nanosecond",
                "-",
            ),
        ],
        time,
        |text| <(civil::Time, Offset)>::try_from(text),
        |(time, offset)| {
            format!("{time} {}", if *offset == Offset::UTC { "UTC".to_owned() } else { offset.to_string() })
        },
        Time::try_from,
    );
    let noon = civil::time(12, 0, 0, 0);
    let error = Time::try_from((noon, Offset::from_seconds(61).unwrap())).unwrap_err();
    assert_eq!(error.to_string(), "\"12:00:00+00:01:01\" is not of the format `time`");
    let error = Time::try_from((noon, Offset::constant(25))).unwrap_err();
    assert_eq!(error.to_string(), "\"12:00:00+25:00\" is not of the format `time`");
}

#[test]
fn spans() {
    hold(
        &[
            ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"),
            ("P4W", "P4W", "P4W"),
            ("PT0S", "PT0S", "PT0S"),
            ("P0D", "PT0S", "PT0S"),
            ("PT90M", "PT90M", "PT90M"),
            ("P30D", "P30D", "P30D"),
            ("P1M", "P1M", "P1M"),
            ("PT1M", "PT1M", "PT1M"),
            // Lost: zeros before the first amount and after the last one.
            ("P0Y1M0D", "P1M", "P1M"),
            ("P1Y0M5D", "P1Y5D", "P1Y0M5D"),
            ("PT1H0M5S", "PT1H5S", "PT1H0M5S"),
            ("P19998Y", "P19998Y", "P19998Y"),
        ],
        duration,
        |text| Span::try_from(text),
        Span::to_string,
        Duration::try_from,
    );
    for text in ["P19999Y", "PT99999999999999999999S"] {
        let refused = Span::try_from(&duration(text)).unwrap_err();
        assert_eq!((refused.text(), refused.target()), (text, "jiff::Span"));
    }
    for (span, text) in [
        (1.week().days(2), "P9D"),
        (1.week().hours(2), "P7DT2H"),
        (1.year().days(2), "P1Y0M2D"),
        (90_000.milliseconds(), "PT90S"),
        (1.second().milliseconds(999).microseconds(1_000), "PT2S"),
        (1.hour().seconds(1), "PT1H0M1S"),
        (1.day().seconds(1), "P1DT1S"),
    ] {
        assert_eq!(Duration::try_from(span).unwrap(), text);
    }
    for (span, text) in [(-1.day(), "-P1D"), (1500.milliseconds(), "PT1.5S"), (1.nanosecond(), "PT0.000000001S")] {
        let error = Duration::try_from(span).unwrap_err();
        assert_eq!(error.to_string(), format!("\"{text}\" is not of the format `duration`"));
    }
}
