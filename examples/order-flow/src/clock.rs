//! The time of day, in the type that contracts use.

use evenkeel::format::DateTime;
use std::str::FromStr;

/// Now. A contract's time keeps its text, so whatever writes RFC 3339 will do.
pub(crate) fn now() -> Result<DateTime, <DateTime as FromStr>::Err> {
    jiff::Timestamp::now().to_string().parse()
}
