//! Whose turn it is: events of one key, one after another.

use std::collections::HashMap;
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// How many keys are remembered before those whose events are all done are looked for.
const FEW: usize = 64;

/// The last event of each key.
#[derive(Default)]
pub(super) struct Turns {
    /// Each resolves once the last event of its key is done.
    last: HashMap<String, oneshot::Receiver<()>>,
    /// How many were in use when it was last tidied.
    used: usize,
}

/// An event's place in the line of its key. Dropping it lets the next one go on.
pub(super) struct Turn {
    before: Option<oneshot::Receiver<()>>,
    _done: Option<oneshot::Sender<()>>,
}

impl Turns {
    /// The next place in a key's line.
    pub(super) fn take(&mut self, key: &str) -> Turn {
        self.tidy();
        let (done, last) = oneshot::channel();
        let mut before = self.last.insert(key.to_owned(), last);
        if !before.as_mut().is_some_and(in_use) {
            before = None;
        }
        Turn { before, _done: Some(done) }
    }

    fn tidy(&mut self) {
        if self.last.len() > 2 * self.used + FEW {
            self.last.retain(|_, last| in_use(last));
            self.used = self.last.len();
        }
    }
}

impl Turn {
    /// The place of an event that waits for none.
    pub(super) fn free() -> Self {
        Self { before: None, _done: None }
    }

    /// Whether an earlier event of the key is not done.
    pub(super) fn waits(&self) -> bool {
        self.before.is_some()
    }

    /// Resolves once the earlier events of the key are done.
    pub(super) async fn comes(&mut self) {
        if let Some(before) = self.before.take() {
            // It says nothing: its sender is dropped.
            drop(before.await);
        }
    }
}

/// Whether the event is not done yet.
fn in_use(last: &mut oneshot::Receiver<()>) -> bool {
    matches!(last.try_recv(), Err(TryRecvError::Empty))
}

#[cfg(test)]
mod tests {
    use super::Turns;
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

    /// Whether the future has nothing to wait for.
    async fn ready(future: impl Future<Output = ()>) -> bool {
        let mut future = pin!(future);
        poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_ready())).await
    }

    #[tokio::test]
    async fn a_key_is_a_line() {
        let mut turns = Turns::default();
        let (first, mut second, mut third) = (turns.take("a"), turns.take("a"), turns.take("a"));
        assert!(!first.waits() && !turns.take("b").waits());
        assert!(second.waits() && !ready(second.comes()).await);
        drop(first);
        assert!(ready(second.comes()).await && !ready(third.comes()).await);
        drop(second);
        assert!(ready(third.comes()).await);
        drop(third);
        assert!(!turns.take("a").waits());
    }

    #[test]
    fn keys_that_are_done_are_forgotten() {
        let mut turns = Turns::default();
        let held = turns.take("held");
        for n in 0..10_000 {
            turns.take(&n.to_string());
        }
        assert!(turns.last.len() < 200, "{}", turns.last.len());
        assert!(turns.take("held").waits());
        drop(held);
    }
}
