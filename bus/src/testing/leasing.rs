//! Deliveries that are worked on for long. Each case needs a [lease](Setup::lease).

use super::events::{OrderCreated, order};
use super::{Setup, consumer, inbox, start};
use crate::{Capability, Ending};

/// A handler that takes longer than the broker's lease keeps its event: nobody else gets it, also
/// where another member is idle.
pub async fn a_long_handler_keeps_its_event(setup: &Setup) {
    let Some(lease) = setup.lease else { return };
    let bus = &setup.bus;
    let (sender, mut handled) = inbox();
    let mut members = Vec::new();
    for _ in 0..2 {
        let (consumer, outcomes) = consumer(bus, "audit");
        let sender = sender.clone();
        let consumer = consumer.on(move |_: OrderCreated| {
            let sent = sender.send(());
            async move {
                tokio::time::sleep(lease * 5 / 2).await;
                Ok(sent?)
            }
        });
        members.push((start(consumer).await, outcomes));
    }
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    handled.next().await;
    tokio::time::sleep(lease * 5 / 2).await;
    handled.nothing_more().await;
    for (member, _) in members {
        member.stop().await;
    }
}

/// So does an event that waits for longer than that, for an earlier one of its key.
///
/// Needs [`Capability::KeyOrder`].
pub async fn a_waiting_event_is_kept(setup: &Setup) {
    let Some(lease) = setup.lease.filter(|_| setup.has(Capability::KeyOrder)) else { return };
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.concurrency(2).ordered_by_key().on(move |_: OrderCreated| async move {
        tokio::time::sleep(lease * 3 / 4).await;
        Ok(())
    }))
    .await;
    for _ in 0..4 {
        bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    }
    for _ in 0..4 {
        assert_eq!(outcomes.ending().await, (1, Ending::Done));
    }
    tokio::time::sleep(lease).await;
    outcomes.nothing_more().await;
    running.stop().await;
}
