//! Deliveries that the broker takes back when their lease ends.

use evenkeel_bus::transport::Token;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep_until};

/// A delivery in a member's hand. Dropping it settles nothing; the lease has to end first.
pub struct Held {
    /// The bus' own token, which gives the event back when it is dropped.
    inner: Mutex<Option<(Token, OwnedSemaphorePermit)>>,
    until: Mutex<Instant>,
    lease: Duration,
}

impl Held {
    pub fn new(token: Token, slot: OwnedSemaphorePermit, lease: Duration) -> Arc<Self> {
        let until = Mutex::new(Instant::now() + lease);
        let held = Arc::new(Self { inner: Mutex::new(Some((token, slot))), until, lease });
        tokio::spawn(Arc::clone(&held).expire());
        held
    }

    pub fn extend(&self) {
        *self.until.lock().unwrap() = Instant::now() + self.lease;
    }

    /// The bus' own token, unless the lease has ended.
    pub fn take(&self) -> Option<Token> {
        self.inner.lock().unwrap().take().map(|(token, _)| token)
    }

    async fn expire(self: Arc<Self>) {
        loop {
            let until = *self.until.lock().unwrap();
            sleep_until(until).await;
            if *self.until.lock().unwrap() == until {
                self.take();
                return;
            }
        }
    }
}
