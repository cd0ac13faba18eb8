//! What a member holds, gives back, and cannot go on without.

use crate::server::{Nats, Version};
use crate::support::{BODY, SUBJECT, bus, quick, raw};
use async_nats::jetstream::consumer::PullConsumer;
use evenkeel_bus::testing::events::{OrderCreated, StockReserved, order};
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::{Context, Ending, Error, Reason};
use std::time::Duration;

on_each_version! {
    what_was_fetched_is_given_back
    what_waits_in_line_keeps_its_lease
    a_group_that_is_deleted_ends_its_consumers
    a_delivery_that_is_taken_again_is_settled_once
    what_a_member_passes_on_counts_as_delivered
}

async fn what_was_fetched_is_given_back(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (sender, mut started) = inbox();
    let consumer = quick(&bus, "audit").concurrency(8).on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            tokio::time::sleep(Duration::from_millis(5)).await;
            Ok(())
        }
    });
    consumer.declare().await.unwrap();
    let publisher = bus.publisher("shop");
    for n in 0..500 {
        publisher.publish(&order(&n.to_string())).await.unwrap();
    }
    let running = start(consumer).await;
    for _ in 0..50 {
        started.next().await;
    }
    running.stop().await;
    let stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    let mut group: PullConsumer = stream.get_consumer("audit").await.unwrap();
    let info = group.info().await.unwrap();
    // What was given back counts as pending acknowledgement until another member takes it.
    let left = 500 - usize::try_from(info.ack_floor.stream_sequence).unwrap();
    let (second, mut outcomes) = evenkeel_bus::testing::consumer(&bus, "audit");
    let second = start(second.concurrency(50).on(async |_: OrderCreated| Ok(()))).await;
    for _ in 0..left {
        assert_eq!(outcomes.next().await.ending, Ending::Done);
    }
    outcomes.nothing_more().await;
    second.stop().await;
    let info = group.info().await.unwrap();
    assert_eq!((info.num_ack_pending, info.num_pending), (0, 0));
}

async fn what_waits_in_line_keeps_its_lease(version: Version) {
    let server = Nats::start(version);
    let bus = evenkeel_bus::connect(&format!("{}?lease=1s", server.url())).await.unwrap();
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let consumer = consumer.on(async |_: OrderCreated| {
        tokio::time::sleep(Duration::from_millis(1500)).await;
        Ok(())
    });
    consumer.declare().await.unwrap();
    for n in 0..4 {
        bus.publisher("shop").publish(&order(&n.to_string())).await.unwrap();
    }
    let running = start(consumer).await;
    for n in 0..4 {
        let outcome = outcomes.next().await;
        assert_eq!((outcome.context.key(), outcome.context.delivery()), (Some(&*n.to_string()), 1));
        assert_eq!(outcome.ending, Ending::Done);
    }
    running.stop().await;
}

async fn a_group_that_is_deleted_ends_its_consumers(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let mut running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    // A consumer declares its group when it starts: deleted before that, the group is made again.
    assert_eq!(outcomes.next().await.ending, Ending::Done);
    let stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    stream.delete_consumer("audit").await.unwrap();
    let error = running.ended().await.unwrap_err();
    assert!(matches!(&error, Error::Transport { task, .. } if task.contains("`audit`")), "{error}");
}

async fn a_delivery_that_is_taken_again_is_settled_once(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(
        async |_: OrderCreated, context: Context| {
            if context.delivery() < 3 { Err("not yet")? } else { Ok(()) }
        },
    ))
    .await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    for delivery in 1..=3 {
        assert_eq!(outcomes.next().await.context.delivery(), delivery);
    }
    outcomes.nothing_more().await;
    running.stop().await;
}

async fn what_a_member_passes_on_counts_as_delivered(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (both, mut outcomes) = consumer(&bus, "audit");
    let both = both.max_deliveries(1).on(async |_: OrderCreated| Ok(())).on(async |_: StockReserved| Ok(()));
    both.declare().await.unwrap();
    let old = start(quick(&bus, "audit").on(async |_: StockReserved| Ok(()))).await;
    let raw = raw(&server).await;
    raw.publish(SUBJECT, BODY.into()).await.unwrap().await.unwrap();
    let stream = raw.get_stream("EVENTS").await.unwrap();
    let mut group: PullConsumer = stream.get_consumer("audit").await.unwrap();
    while group.info().await.unwrap().delivered.consumer_sequence < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    old.stop().await;
    let new = start(both).await;
    let (delivery, ending) = outcomes.ending().await;
    assert!(delivery > 2, "{delivery}");
    assert_eq!(ending, Ending::DeadLettered { reason: Reason::Unfinished });
    new.stop().await;
}
