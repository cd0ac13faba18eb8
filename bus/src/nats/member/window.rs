//! How much to fetch ahead.

use std::time::Duration;
use tokio::time::Instant;

/// The most that is fetched ahead.
const WIDEST: usize = 512;
/// Consumed faster than this, a window was too narrow: the way to the server takes its time.
const QUICK: Duration = Duration::from_millis(100);
/// Consumed slower than this, it was too wide: others could have had the events.
const SLOW: Duration = Duration::from_secs(1);

/// A window that follows the pace of its consumer: what is fetched should be worked on within about
/// a second, so that a slow member keeps nothing from the others.
pub(super) struct Window {
    size: usize,
    narrowest: usize,
    asked: Option<Instant>,
}

impl Window {
    /// A window that is at least so wide: what a consumer works on at a time.
    pub(super) fn new(narrowest: usize) -> Self {
        let narrowest = narrowest.clamp(1, WIDEST);
        Self { size: narrowest, narrowest, asked: None }
    }

    /// How much to ask for, when so much is there: half a window or more, or nothing yet.
    pub(super) fn demand(&self, there: usize) -> usize {
        if there > self.size / 2 { 0 } else { self.size - there }
    }

    /// Told whenever something is asked for, and whether all came that was asked for last.
    pub(super) fn asks(&mut self, now: Instant, all_came: bool) {
        let pace = self.asked.replace(now).map(|asked| now - asked);
        match pace {
            Some(pace) if all_came && pace < QUICK => self.size = (self.size * 2).min(WIDEST),
            Some(pace) if pace > SLOW => self.size = (self.size / 2).max(self.narrowest),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, Window};
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn the_window_follows_the_pace() {
        let mut window = Window::new(1);
        let mut now = Instant::now();
        let mut ask = |millis, all_came| {
            now += Duration::from_millis(millis);
            window.asks(now, all_came);
            window.demand(0)
        };
        assert_eq!(ask(0, true), 1, "nothing is known yet");
        assert_eq!([ask(1, true), ask(1, true), ask(1, true)], [2, 4, 8]);
        assert_eq!(ask(1, false), 8, "there was no more to fetch");
        assert_eq!(ask(500, true), 8, "about right");
        assert_eq!([ask(1500, true), ask(1500, false)], [4, 2]);
        for _ in 0..20 {
            ask(1, true);
        }
        assert_eq!(ask(1, true), WIDEST);
        for _ in 0..20 {
            ask(5000, false);
        }
        assert_eq!(ask(1, false), 1);
    }

    #[test]
    fn half_a_window_is_asked_for_at_a_time() {
        let window = Window::new(10);
        assert_eq!([0, 5, 6, 10, 20].map(|there| window.demand(there)), [10, 5, 0, 0, 0]);
        assert_eq!(Window::new(0).demand(0), 1);
        assert_eq!(Window::new(usize::MAX).demand(0), WIDEST);
    }
}
