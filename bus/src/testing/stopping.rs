//! How a consumer ends.

use super::events::{OrderCreated, order};
use super::{Setup, consumer, inbox, start};
use crate::{Ending, Error};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// After the shutdown no handler starts, and those that run are waited for and settled.
pub async fn running_handlers_are_waited_for(setup: &Setup) {
    let bus = &setup.bus;
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

/// After the shutdown, what was fetched and not handled goes to the next member.
pub async fn the_rest_is_given_back(setup: &Setup) {
    let bus = &setup.bus;
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
    let mut keys = BTreeSet::new();
    for _ in 1..10 {
        let outcome = outcomes.next().await;
        assert_eq!(outcome.ending, Ending::Done);
        keys.insert(outcome.context.key().unwrap().to_owned());
    }
    assert_eq!(keys, (1..10).map(|n| n.to_string()).collect());
    second.stop().await;
}

/// A handler that still runs when the time to drain is over is cancelled, and its event goes to the
/// next member at once.
pub async fn a_handler_that_runs_on_is_cancelled(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut started) = inbox();
    let (first, mut outcomes) = consumer(bus, "audit");
    let mut first = start(first.drain(Duration::from_millis(50)).on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            std::future::pending().await
        }
    }))
    .await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    started.next().await;
    first.ask_to_stop();
    assert_eq!(outcomes.ending().await, (1, Ending::GivenBack));
    first.ended().await.unwrap();

    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.on(async |_: OrderCreated| Ok(()))).await;
    assert_eq!(outcomes.ending().await, (2, Ending::Done));
    second.stop().await;
}

/// What a killed consumer had in hand, and what it had not, goes to the next member.
pub async fn a_killed_consumer_loses_nothing(setup: &Setup) {
    let bus = &setup.bus;
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

/// Closing the bus ends a running consumer with `Error::Closed`.
pub async fn closing_ends_a_consumer(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, _outcomes) = consumer(bus, "audit");
    let mut running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    bus.close().await.unwrap();
    assert!(matches!(running.ended().await, Err(Error::Closed { .. })));
}
