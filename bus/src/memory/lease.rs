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
        Self { broker, group, entry: Some(entry) }
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
            self.broker.in_queue(&self.group, |queue| queue.give_back(entry));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Broker, Lease};
    use crate::clock::instant_in;
    use crate::memory::queue::NothingUntil;
    use crate::transport::{Group, Settlement};
    use crate::{Context, DeadLetter, Envelope, Reason};
    use std::sync::Arc;
    use std::time::Duration;

    /// What the next member gets once a delivery has ended: its number, or when to look again.
    fn after(end: impl FnOnce(Lease, Envelope)) -> Result<u32, NothingUntil> {
        let broker = Arc::new(Broker::new("orders".into()));
        let group = Group::new("audit", vec!["a".into()]);
        broker.declare(&group);
        broker.publish(Envelope::new("a", "{}")).unwrap();
        let entry = broker.lease(&group).unwrap();
        let envelope = broker.envelope(&entry.message);
        end(Lease::new(Arc::clone(&broker), "audit".into(), entry), envelope);
        broker.lease(&group).map(|entry| entry.deliveries)
    }

    #[tokio::test(start_paused = true)]
    async fn a_delivery_ends_in_one_way() {
        let delay = Duration::from_secs(3);
        assert_eq!(after(|lease, _| drop(lease)).unwrap(), 2);
        assert_eq!(after(|lease, _| lease.settle(Settlement::GiveBack)).unwrap(), 1);
        let retried = after(|lease, _| lease.settle(Settlement::Retry { after: delay }));
        assert_eq!(retried.unwrap_err(), NothingUntil(Some(instant_in(delay))));
        let never = after(|lease, _| {
            lease.settle(Settlement::Retry { after: Duration::MAX });
        });
        assert!(matches!(never, Err(NothingUntil(Some(_)))));
        let done = after(|lease, _| lease.settle(Settlement::Ack));
        assert_eq!(done.unwrap_err(), NothingUntil(None));
        let dead = after(|lease, envelope| {
            let context = Context::new("audit".into(), envelope, 1);
            let letter = DeadLetter::new(&context, Reason::Unhandled);
            lease.settle(Settlement::DeadLetter(Box::new(letter)));
        });
        assert_eq!(dead.unwrap_err(), NothingUntil(None));
    }
}
