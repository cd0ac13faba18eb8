//! A delivery that is not settled yet.

use super::broker::Broker;
use super::queue::Entry;
use crate::clock;
use crate::transport::Settlement;
use std::sync::Arc;

/// The right to settle one delivery. Dropped unused, as when a handler is cancelled, it makes the
/// event ready again: in one process nobody has to wait for a lease to run out.
pub(super) struct Lease {
    broker: Arc<Broker>,
    group: Arc<str>,
    entry: Option<Entry>,
}

impl Lease {
    pub(super) fn new(broker: Arc<Broker>, group: Arc<str>, entry: Entry) -> Self {
        Self {
            broker,
            group,
            entry: Some(entry),
        }
    }

    pub(super) fn settle(mut self, settlement: Settlement) {
        let Some(mut entry) = self.entry.take() else {
            return;
        };
        self.broker.in_queue(&self.group, |queue| match settlement {
            Settlement::Ack => queue.done(),
            Settlement::Retry { after } => queue.delay(entry, clock::instant_in(after)),
            Settlement::GiveBack => {
                entry.deliveries -= 1;
                queue.give_back(entry);
            }
            Settlement::DeadLetter(letter) => queue.bury(*letter),
        });
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(entry) = self.entry.take() {
            self.broker
                .in_queue(&self.group, |queue| queue.give_back(entry));
        }
    }
}
