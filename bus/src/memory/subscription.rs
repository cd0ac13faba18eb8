//! One member of a group.

use super::broker::Broker;
use super::closed;
use super::lease::Lease;
use super::queue::NothingUntil;
use crate::Error;
use crate::transport::{BoxFuture, Delivery, Group, Subscription, Token};
use std::sync::Arc;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep_until};

/// One member of a group. It fetches nothing ahead, so there is nothing to give back when it stops.
pub(super) struct Member {
    broker: Arc<Broker>,
    group: Group,
    /// The group's name again, for the leases to share.
    name: Arc<str>,
    changed: Arc<Notify>,
    closed: watch::Receiver<bool>,
}

impl Member {
    pub(super) fn join(broker: Arc<Broker>, group: &Group, closed: watch::Receiver<bool>) -> Result<Self, Error> {
        let changed = broker.changed(&group.name)?;
        let name = group.name.as_str().into();
        Ok(Self { broker, group: group.clone(), name, changed, closed })
    }

    async fn fetch(&mut self) -> Result<Delivery, Error> {
        let mut closed_now = self.closed.clone();
        loop {
            if *self.closed.borrow() {
                return Err(closed());
            }
            // Made before looking: from then on it hears of every change.
            let change = self.changed.notified();
            let until = match self.broker.lease(&self.group) {
                Ok(entry) => {
                    let (envelope, number) = (self.broker.envelope(&entry.message), entry.deliveries);
                    let lease = Lease::new(Arc::clone(&self.broker), Arc::clone(&self.name), entry);
                    return Ok(Delivery::new(envelope, number, Token::new(lease)));
                }
                Err(NothingUntil(until)) => until,
            };
            tokio::select! {
                () = change => {}
                () = wait(until) => {}
                // An error means that the connection was dropped, which closes it too.
                _ = closed_now.wait_for(|closed| *closed) => return Err(closed()),
            }
        }
    }
}

impl Subscription for Member {
    fn next(&mut self) -> BoxFuture<'_, Result<Delivery, Error>> {
        Box::pin(self.fetch())
    }

    fn stop(self: Box<Self>) -> BoxFuture<'static, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }
}

async fn wait(until: Option<Instant>) {
    match until {
        Some(instant) => sleep_until(instant).await,
        None => std::future::pending().await,
    }
}
