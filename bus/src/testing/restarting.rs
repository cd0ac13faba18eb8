//! A broker that dies and comes back. Each case needs the [server](Setup::server) in its hands.

use super::events::{OrderCreated, order};
use super::{Inbox, Server, Setup, consumer, inbox, start};
use crate::{Bus, Capability, Ending, Failure, Outcome, PublishError};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Publishes until the broker has stored it.
async fn publish(bus: &Bus, id: &str) {
    let publisher = bus.publisher("shop").deadline(Duration::from_secs(2));
    loop {
        match publisher.publish_as(id, &order(id)).await {
            Ok(_) => return,
            Err(PublishError::Invalid(violations)) => panic!("{violations}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn restart(server: &dyn Server) {
    server.kill().await;
    server.start().await;
}

/// The keys of so many events that were done, whatever came in between and came again.
async fn done(count: usize, outcomes: &mut Inbox<Outcome>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    while keys.len() < count {
        let Outcome { context, ending } = outcomes.next().await;
        if ending == Ending::Done {
            keys.insert(context.key().unwrap().to_owned());
        }
    }
    keys
}

/// Waits until this event is done. Another may come again, which was settled so shortly before the kill
/// that the broker has forgotten it.
async fn done_at_last(key: &str, outcomes: &mut Inbox<Outcome>) {
    while !done(1, outcomes).await.contains(key) {}
}

/// Fails when this event comes once more. Another one may, which was settled so shortly before the
/// kill that the broker has forgotten it.
async fn never_again(key: &str, outcomes: &mut Inbox<Outcome>) {
    let look = async {
        loop {
            assert_ne!(outcomes.next().await.context.key(), Some(key), "it came again");
        }
    };
    assert!(tokio::time::timeout(Duration::from_millis(150), look).await.is_err());
}

fn numbers(range: std::ops::Range<u32>) -> BTreeSet<String> {
    range.map(|n| n.to_string()).collect()
}

/// An event that has a receipt is there after the broker was killed, and so is the group.
pub async fn what_is_stored_outlives_the_server(setup: &Setup) {
    let Some(server) = &setup.server else { return };
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let consumer = consumer.on(async |_: OrderCreated| Ok(()));
    consumer.declare().await.unwrap();
    for n in 0..50 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    restart(&**server).await;
    let running = start(consumer).await;
    assert_eq!(done(50, &mut outcomes).await, numbers(0..50));
    running.stop().await;
}

/// A consumer finds its way back by itself, and gets what is published after the restart.
pub async fn a_consumer_goes_on_after_a_restart(setup: &Setup) {
    let Some(server) = &setup.server else { return };
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    publish(bus, "0").await;
    assert_eq!(done(1, &mut outcomes).await, numbers(0..1));
    restart(&**server).await;
    publish(bus, "1").await;
    done_at_last("1", &mut outcomes).await;
    running.stop().await;
}

/// An event that was in a handler when the broker was killed is done in the end: its settlement
/// reaches the broker, or it comes again.
pub async fn what_is_in_hand_is_handled_again_or_done(setup: &Setup) {
    let Some(server) = &setup.server else { return };
    let bus = &setup.bus;
    let (sender, mut started) = inbox();
    let gate = Arc::new(Semaphore::new(0));
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let handler_gate = Arc::clone(&gate);
    let running = start(consumer.max_deliveries(u32::MAX).on(move |_: OrderCreated| {
        let (sent, gate) = (sender.send(()), Arc::clone(&handler_gate));
        async move {
            sent?;
            drop(gate.acquire().await?);
            Ok(())
        }
    }))
    .await;
    publish(bus, "0").await;
    started.next().await;
    restart(&**server).await;
    gate.add_permits(1);
    assert_eq!(done(1, &mut outcomes).await, numbers(0..1));
    // What is done stays done, for the broker too.
    publish(bus, "1").await;
    assert_eq!(done(1, &mut outcomes).await, numbers(1..2));
    running.stop().await;
}

/// A publish while the broker is away ends as refused or unknown, in time. Sent again under its id
/// until it is stored, the event is delivered: once, where the broker knows duplicates.
pub async fn a_publish_is_sent_again_until_it_is_stored(setup: &Setup) {
    let Some(server) = &setup.server else { return };
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    publish(bus, "0").await;
    assert_eq!(done(1, &mut outcomes).await, numbers(0..1));
    server.kill().await;
    let publisher = bus.publisher("shop").deadline(Duration::from_secs(1));
    let away = publisher.publish_as("1", &order("1")).await;
    assert!(matches!(away, Err(PublishError::Refused { .. } | PublishError::Unknown { .. })), "{away:?}");
    server.start().await;
    publish(bus, "1").await;
    publish(bus, "1").await;
    done_at_last("1", &mut outcomes).await;
    if setup.has(Capability::Duplicates) {
        never_again("1", &mut outcomes).await;
    }
    running.stop().await;
}

/// A dead letter is there after the broker was killed.
pub async fn dead_letters_outlive_the_server(setup: &Setup) {
    let Some(server) = &setup.server else { return };
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("no")))).await;
    publish(bus, "0").await;
    assert!(matches!(outcomes.next().await.ending, Ending::DeadLettered { .. }));
    running.stop().await;
    restart(&**server).await;
    let mut tries = 0;
    let letters = loop {
        match bus.dead_letters("audit", 10).await {
            Ok(letters) => break letters,
            Err(error) if tries == 100 => panic!("{error}"),
            // The way back takes a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
        tries += 1;
    };
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].event_id(), "0");
}
