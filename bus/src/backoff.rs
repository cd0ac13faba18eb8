//! How long to wait before the next delivery.

use std::time::Duration;

/// The delays between the deliveries of an event whose handler fails.
///
/// They are the same for every event: some brokers need a queue of their own for each delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
}

impl Backoff {
    /// Waits `first` after the first delivery and twice as long after each further one, but
    /// never longer than `longest`. With both the same, the delay is constant.
    pub const fn doubling(first: Duration, longest: Duration) -> Self {
        Self { first, longest }
    }

    /// The delay after a delivery, counted from 1.
    ///
    /// ```
    /// use evenkeel_bus::Backoff;
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::doubling(Duration::from_secs(1), Duration::from_secs(5));
    /// let delays = [1, 2, 3, 4, 5].map(|delivery| backoff.after(delivery).as_secs());
    /// assert_eq!(delays, [1, 2, 4, 5, 5]);
    /// ```
    pub fn after(&self, delivery: u32) -> Duration {
        let factor = 2_u32.saturating_pow(delivery.saturating_sub(1));
        self.first.saturating_mul(factor).min(self.longest)
    }
}

/// From half a second to one minute.
impl Default for Backoff {
    fn default() -> Self {
        Self::doubling(Duration::from_millis(500), Duration::from_secs(60))
    }
}
