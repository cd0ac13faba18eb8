//! How a consumer ends.

use crate::support::events::{OrderCreated, order};
use crate::support::running::start;
use crate::support::{consumer, inbox};
use evenkeel_bus::{Bus, Ending, Error};
use std::sync::Arc;
use tokio::sync::Semaphore;

pub async fn running_handlers_are_waited_for(bus: &Bus) {
    let (sender, mut started) = inbox();
    let gate = Arc::new(Semaphore::new(0));
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let handler_gate = Arc::clone(&gate);
    let mut running = start(consumer.concurrency(2).on(move |_: OrderCreated| {
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
    started.next().await;
    started.next().await;
    running.ask_to_stop();
    outcomes.nothing_more().await;
    gate.add_permits(5);
    running.ended().await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    started.nothing_more().await;
}

pub async fn the_rest_is_given_back(bus: &Bus) {
    let (sender, mut started) = inbox();
    let gate = Arc::new(Semaphore::new(0));
    let (first, mut outcomes) = consumer(bus, "audit");
    let handler_gate = Arc::clone(&gate);
    let mut first = start(first.on(move |_: OrderCreated| {
        let (sent, gate) = (sender.send(()), Arc::clone(&handler_gate));
        async move {
            sent?;
            gate.acquire().await?.forget();
            Ok(())
        }
    }))
    .await;
    for n in 0..10 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    started.next().await;
    first.ask_to_stop();
    gate.add_permits(10);
    first.ended().await.unwrap();
    outcomes.next().await;
    outcomes.nothing_more().await;

    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    for n in 1..10 {
        let outcome = outcomes.next().await;
        assert_eq!(outcome.context.key(), Some(n.to_string().as_str()));
        assert_eq!(outcome.context.delivery(), 1, "no handler had seen it");
    }
    second.stop().await;
}

pub async fn a_killed_consumer_loses_nothing(bus: &Bus) {
    let (sender, mut started) = inbox();
    let (first, _outcomes) = consumer(bus, "audit");
    let first = start(first.concurrency(3).on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            std::future::pending().await
        }
    }))
    .await;
    for n in 0..5 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    for _ in 0..3 {
        started.next().await;
    }
    first.kill().await;
    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    let mut keys = Vec::new();
    for _ in 0..5 {
        keys.push(outcomes.next().await.context.key().unwrap().to_owned());
    }
    keys.sort();
    assert_eq!(keys, ["0", "1", "2", "3", "4"]);
    outcomes.nothing_more().await;
    second.stop().await;
}

pub async fn a_shutdown_before_the_start_starts_nothing(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let consumer = consumer.on(async |_: OrderCreated| Ok(()));
    consumer.declare().await.unwrap();
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    consumer.run(async {}).await.unwrap();
    outcomes.nothing_more().await;
}

pub async fn closing_ends_a_consumer(bus: &Bus) {
    let (consumer, _outcomes) = consumer(bus, "audit");
    let mut running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    bus.close().await.unwrap();
    assert!(matches!(running.ended().await, Err(Error::Closed { .. })));
}
