//! How long to wait before the next delivery.

use std::time::Duration;

/// The delays between the deliveries of an event whose handler fails.
///
/// The delay after delivery *n* (1, 2, …) is
///
/// ```text
/// base  = min(longest, first · 2ⁿ⁻¹)
/// delay = base − base · jitter/100 · u,   0 ≤ u < 1
/// ```
///
/// Jitter spreads events that failed together, as when a database is away, so that they do not come
/// again together. It only ever shortens, so `longest` holds. There is no chance in it: *u* follows
/// from the event's id and *n*, so it is the same in every process and in every test.
///
/// A broker that keeps a queue for each delay may round up to the next `base`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    jitter: u8,
}

impl Backoff {
    /// Waits `first` after the first delivery and twice as long after each further one, but
    /// never longer than `longest`. With both the same, the delay is constant. Without jitter.
    pub const fn doubling(first: Duration, longest: Duration) -> Self {
        Self { first, longest, jitter: 0 }
    }

    /// Shortens each delay by up to so many percent; 100 at most.
    pub const fn jitter(mut self, percent: u8) -> Self {
        self.jitter = if percent > 100 { 100 } else { percent };
        self
    }

    /// The delay after a delivery of an event, counted from 1.
    ///
    /// ```
    /// use evenkeel_bus::Backoff;
    /// use std::time::Duration;
    ///
    /// let backoff = Backoff::doubling(Duration::from_secs(1), Duration::from_secs(5));
    /// let delays = [1, 2, 3, 4, 5].map(|delivery| backoff.after(delivery, "e-1").as_secs());
    /// assert_eq!(delays, [1, 2, 4, 5, 5]);
    ///
    /// let spread = backoff.jitter(50);
    /// let delays = ["e-1", "e-2", "e-3"].map(|event_id| spread.after(1, event_id).as_millis());
    /// assert_eq!(delays, [910, 680, 641]);
    /// ```
    pub fn after(&self, delivery: u32, event_id: &str) -> Duration {
        let factor = 2_u32.saturating_pow(delivery.saturating_sub(1));
        let base = self.first.saturating_mul(factor).min(self.longest);
        // Less than 2⁹⁴ · 2³².
        let cut = (base.as_nanos() / 100 * u128::from(self.jitter) * u128::from(fraction(delivery, event_id))) >> 32;
        base.saturating_sub(Duration::from_nanos(u64::try_from(cut).unwrap_or(u64::MAX)))
    }
}

/// From half a second to one minute, with a jitter of 25 percent.
impl Default for Backoff {
    fn default() -> Self {
        Self::doubling(Duration::from_millis(500), Duration::from_secs(60)).jitter(25)
    }
}

/// A number that looks like chance, of 2³²: FNV-1a, then the finalizer of `SplitMix64`, since the
/// last byte alone hardly moves the upper bits of the former.
fn fraction(delivery: u32, event_id: &str) -> u32 {
    let bytes = event_id.bytes().chain(delivery.to_le_bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from(hash >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Backoff;
    use std::time::Duration;

    #[test]
    fn delays_are_spread_evenly_and_never_too_long() {
        let (first, longest) = (Duration::from_secs(1), Duration::from_secs(4));
        let backoff = Backoff::doubling(first, longest).jitter(40);
        for (delivery, base) in [(1, 1000), (2, 2000), (3, 4000), (9, 4000), (u32::MAX, 4000)] {
            let mut tenths = [0; 10];
            for event in 0..10_000 {
                let delay = backoff.after(delivery, &format!("event-{event}")).as_millis();
                let (least, most) = (base * 6 / 10, base);
                assert!((least..=most).contains(&delay), "{delay}");
                tenths[usize::try_from((delay - least) * 10 / (most - least + 1)).unwrap()] += 1;
            }
            assert!(tenths.iter().all(|count| (850..1150).contains(count)), "{tenths:?}");
        }
    }

    #[test]
    fn the_longest_delay_is_no_panic() {
        for jitter in [0, 1, 100, 255] {
            let backoff = Backoff::doubling(Duration::MAX, Duration::MAX).jitter(jitter);
            assert!(backoff.after(u32::MAX, "") > Duration::ZERO);
        }
        assert_eq!(Backoff::doubling(Duration::ZERO, Duration::MAX).jitter(9).after(9, "e"), Duration::ZERO);
    }
}
