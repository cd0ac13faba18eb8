//! The time of day, in the type that contracts use.

use evenkeel::format::{DateTime, Invalid};

/// Now.
pub(crate) fn now() -> Result<DateTime, Invalid> {
    jiff::Timestamp::now().try_into()
}
