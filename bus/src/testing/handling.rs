//! Events and their handlers.

use super::events::{OrderCreated, Quantity, StockReserved, order, reserved};
use super::{Setup, consumer, inbox, start};
use crate::{Context, Ending, Failure};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What a handler succeeded at never comes again, even when the consumer is killed right after.
pub async fn an_event_is_acknowledged_after_its_handler(setup: &Setup) {
    let bus = &setup.bus;
    let (first, mut outcomes) = consumer(bus, "audit");
    let first = start(first.on(async |_: OrderCreated| Ok(()))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    first.kill().await;
    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    tokio::time::sleep(setup.lease.unwrap_or_default()).await;
    outcomes.nothing_more().await;
    second.stop().await;
}

/// An event whose handler was killed comes again, as a further delivery.
pub async fn an_event_is_not_acknowledged_before_its_handler_ends(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut started) = inbox();
    let (first, _outcomes) = consumer(bus, "audit");
    let first = start(first.on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            std::future::pending().await
        }
    }))
    .await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    started.next().await;
    first.kill().await;
    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    assert_eq!(outcomes.ending().await, (2, Ending::Done));
    second.stop().await;
}

/// A consumer with several handlers gets each event at the handler of its subject.
pub async fn one_consumer_handles_several_events(setup: &Setup) {
    async fn on_order(event: OrderCreated) -> Result<(), Failure> {
        if event.order_id == "o-1" { Ok(()) } else { Err("another order")? }
    }
    async fn on_stock(event: StockReserved, context: Context) -> Result<(), Failure> {
        if context.delivery() == 1 && event.order_id == "o-1" { Ok(()) } else { Err("no")? }
    }
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(on_order).on(on_stock)).await;
    let publisher = bus.publisher("shop");
    publisher.publish(&order("o-1")).await.unwrap();
    publisher.publish(&reserved("o-1")).await.unwrap();
    for subject in ["events.order.created.v1", "events.stock.reserved.v1"] {
        let outcome = outcomes.next().await;
        assert_eq!((outcome.context.subject(), outcome.ending), (subject, Ending::Done));
    }
    running.stop().await;
}

/// One at a time, a lone consumer handles the events of one key in the order of publishing.
pub async fn events_are_handled_in_order(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut handled) = inbox();
    let (consumer, _outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |event: OrderCreated| {
        let sender = sender.clone();
        async move {
            tokio::task::yield_now().await;
            Ok(sender.send(event.quantity)?)
        }
    }))
    .await;
    let publisher = bus.publisher("shop");
    for n in 1..=50 {
        publisher.publish(&OrderCreated { order_id: "o-1".into(), quantity: Quantity(n) }).await.unwrap();
    }
    for n in 1..=50 {
        assert_eq!(handled.next().await, Quantity(n));
    }
    running.stop().await;
}

/// An event that is published while the consumer is on its way to sleep wakes it.
pub async fn a_waiting_consumer_misses_nothing(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    // One at a time, so that each finds the consumer on its way to sleep.
    for n in 0..200 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
        outcomes.next().await;
    }
    running.stop().await;
}

/// As many handlers run at a time as `concurrency` says: no fewer while there is work, and no more.
pub async fn as_many_at_a_time_as_asked_for(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut started) = inbox();
    let gate = Arc::new(Semaphore::new(0));
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let handler_gate = Arc::clone(&gate);
    let running = start(consumer.concurrency(3).on(move |_: OrderCreated| {
        let (sent, gate) = (sender.send(()), Arc::clone(&handler_gate));
        async move {
            sent?;
            gate.acquire().await?.forget();
            Ok(())
        }
    }))
    .await;
    for n in 0..5 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    for _ in 0..3 {
        started.next().await;
    }
    started.nothing_more().await;
    gate.add_permits(1);
    outcomes.next().await;
    started.next().await;
    started.nothing_more().await;
    gate.add_permits(4);
    running.stop().await;
}
