//! A row is a text, what it becomes or why it does not, and what comes back.

use evenkeel::format::{Date, DateTime, Duration, Time};
use std::fmt::{Display, Write as _};

/// Text, converted, back.
pub(crate) type Row = (&'static str, &'static str, &'static str);

/// What comes out, or the refusal.
fn told<T, E: Display>(result: Result<T, E>, show: impl Fn(&T) -> String) -> String {
    result.map_or_else(|error| error.to_string(), |value| show(&value))
}

/// Holds a table against two conversions.
pub(crate) fn hold<F, T, E: Display, B: Display>(
    table: &[Row],
    text: impl Fn(&str) -> F,
    there: impl Fn(&F) -> Result<T, E>,
    show: impl Fn(&T) -> String,
    back: impl Fn(T) -> Result<F, B>,
) where
    F: Display,
{
    let mut wrong = String::new();
    for (given, converted, returned) in table {
        let found = there(&text(given));
        let shown = told(there(&text(given)), &show);
        let came_back = found.map_or_else(|_| "-".to_owned(), |value| told(back(value), F::to_string));
        if (shown.as_str(), came_back.as_str()) != (*converted, *returned) {
            writeln!(wrong, "({given:?}, {shown:?}, {came_back:?}),").unwrap();
        }
    }
    assert!(wrong.is_empty(), "found:\n{wrong}");
}

pub(crate) fn date_time(text: &str) -> DateTime {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn time(text: &str) -> Time {
    text.parse().unwrap()
}

pub(crate) fn duration(text: &str) -> Duration {
    text.parse().unwrap()
}
