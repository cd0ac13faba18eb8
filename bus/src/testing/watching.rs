//! What a consumer tells the case.

use crate::{Backoff, Bus, Consumer, Ending, Outcome};
use std::time::Duration;
use tokio::sync::mpsc;

/// How long a case waits for what must come.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A consumer whose delays suit a test, and the outcomes that it sees.
pub fn consumer(bus: &Bus, name: &str) -> (Consumer, Inbox<Outcome>) {
    let (sender, inbox) = inbox();
    let consumer = Consumer::new(bus, name)
        .backoff(Backoff::doubling(Duration::from_millis(20), Duration::from_millis(60)))
        .observe(move |outcome| drop(sender.send(outcome.clone())));
    (consumer, inbox)
}

/// What handlers and observers tell the case.
pub struct Inbox<T>(mpsc::UnboundedReceiver<T>);

/// A way for handlers to tell the case something.
pub fn inbox<T>() -> (mpsc::UnboundedSender<T>, Inbox<T>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (sender, Inbox(receiver))
}

impl<T> Inbox<T> {
    /// The next message; a case that waits in vain fails.
    pub async fn next(&mut self) -> T {
        tokio::time::timeout(PATIENCE, self.0.recv())
            .await
            .expect("nothing came within a minute")
            .expect("the sender is gone")
    }

    /// Fails when a message comes, for as long as one would need.
    pub async fn nothing_more(&mut self) {
        let more = tokio::time::timeout(Duration::from_millis(150), self.0.recv()).await;
        assert!(!matches!(more, Ok(Some(_))), "one more came");
    }
}

impl Inbox<Outcome> {
    /// The next outcome, as words.
    pub async fn ending(&mut self) -> (u32, Ending) {
        let outcome = self.next().await;
        (outcome.context.delivery(), outcome.ending)
    }
}
