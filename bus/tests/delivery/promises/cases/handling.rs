//! Events and their handlers.

use crate::support::events::{OrderCreated, StockReserved, order, reserved};
use crate::support::running::start;
use crate::support::{consumer, inbox};
use evenkeel_bus::{Bus, Consumer, Context, Ending, Error, Failure};
use std::sync::Arc;
use tokio::sync::{Notify, Semaphore};

pub async fn an_event_is_acknowledged_after_its_handler(bus: &Bus) {
    let (first, mut outcomes) = consumer(bus, "audit");
    let first = start(first.on(async |_: OrderCreated| Ok(()))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    first.kill().await;
    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    outcomes.nothing_more().await;
    second.stop().await;
}

pub async fn an_event_is_not_acknowledged_before_its_handler_ends(bus: &Bus) {
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

pub async fn one_consumer_handles_several_events(bus: &Bus) {
    async fn on_order(event: OrderCreated) -> Result<(), Failure> {
        if event.order_id == "o-1" { Ok(()) } else { Err("another order")? }
    }
    async fn on_stock(event: StockReserved, context: Context) -> Result<(), Failure> {
        if context.delivery() == 1 && event.order_id == "o-1" { Ok(()) } else { Err("no")? }
    }
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

pub async fn events_are_handled_in_order(bus: &Bus) {
    let (sender, mut handled) = inbox();
    let (consumer, _outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |event: OrderCreated| {
        let sender = sender.clone();
        async move {
            tokio::task::yield_now().await;
            Ok(sender.send(event.order_id)?)
        }
    }))
    .await;
    let publisher = bus.publisher("shop");
    for n in 0..50 {
        publisher.publish(&order(&n.to_string())).await.unwrap();
    }
    for n in 0..50 {
        assert_eq!(handled.next().await, n.to_string());
    }
    running.stop().await;
}

pub async fn a_waiting_consumer_misses_nothing(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    // One at a time, so that each finds the consumer on its way to sleep.
    for n in 0..1000 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
        outcomes.next().await;
    }
    running.stop().await;
}

pub async fn as_many_at_a_time_as_asked_for(bus: &Bus) {
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

pub async fn problems_are_told_before_the_start(bus: &Bus) {
    let handler = async |_: OrderCreated| Ok(());
    let good = || Consumer::new(bus, "audit").on(handler);
    let cases = [
        (good().on(handler), vec!["more than one handler for `events.order.created.v1`"]),
        (good().on(handler).on(handler), vec!["more than one handler"]),
        (Consumer::new(bus, "audit"), vec!["no handler"]),
        (Consumer::new(bus, "").on(handler), vec!["its name"]),
        (Consumer::new(bus, "a.b").on(handler), vec!["its name"]),
        (good().max_deliveries(0), vec!["`max_deliveries` is 0"]),
        (good().concurrency(0), vec!["`concurrency` is 0"]),
        (
            Consumer::new(bus, "a b").on(handler).on(handler).max_deliveries(0).concurrency(0),
            vec!["its name", "more than one", "`max_deliveries`", "`concurrency`"],
        ),
    ];
    for (consumer, expected) in cases {
        let never = Notify::new();
        let Err(Error::Consumer { problems, .. }) = consumer.run(never.notified()).await else {
            panic!("{expected:?} not told");
        };
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        for (problem, part) in problems.iter().zip(expected) {
            assert!(problem.contains(part), "{problem}");
        }
    }
    let nobody = bus.dead_letters("audit", 1).await;
    assert!(nobody.is_err(), "no group was declared");
}
