//! The server is killed in mid-run, twice, and comes back with its store: nothing is lost.

use crate::server::{Nats, Version};
use crate::support::{bus, raw};
use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::start;
use evenkeel_bus::{Consumer, Context, PublishError, Publisher};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

const EVENTS: usize = 10_000;
const PUBLISHERS: usize = 20;

on_each_version! {
    nothing_is_lost
}

/// How often each order was handled.
type Effects = Arc<Mutex<BTreeMap<String, usize>>>;

async fn nothing_is_lost(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let effects = Effects::default();
    let handled = Arc::clone(&effects);
    let consumer = Consumer::new(&bus, "audit").concurrency(16).on(move |event: OrderCreated, _: Context| {
        *handled.lock().unwrap().entry(event.order_id).or_default() += 1;
        std::future::ready(Ok(()))
    });
    let consumer = start(consumer).await;

    let mut publishing = JoinSet::new();
    for part in 0..PUBLISHERS {
        publishing.spawn(publish_part(bus.publisher("shop"), part));
    }
    // Shorter than a publisher's deadline, and longer.
    for (third, down) in [(1, Duration::from_millis(100)), (2, Duration::from_millis(1500))] {
        wait_until(&effects, EVENTS * third / 3).await;
        server.kill_now();
        tokio::time::sleep(down).await;
        server.start_again();
    }
    let mut sent_again = 0;
    while let Some(part) = publishing.join_next().await {
        sent_again += part.unwrap();
    }
    wait_until(&effects, EVENTS).await;
    consumer.stop().await;

    let effects = effects.lock().unwrap().clone();
    let all: BTreeSet<_> = (0..EVENTS).map(id).collect();
    assert!(effects.keys().eq(&all), "each event has its effect, and nothing else has");
    let mut stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    let stored = stream.info().await.unwrap().state.messages;
    assert_eq!(stored, EVENTS as u64, "each event is stored once, however often it was sent");
    let more = effects.values().sum::<usize>() - EVENTS;
    let text = format!("{version:?}: {EVENTS} events, {sent_again} sent again, {more} handled again");
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Publishes a share of the events, one after the other, each until it is stored. Answers how often
/// one had to be sent again.
async fn publish_part(publisher: Publisher, part: usize) -> usize {
    let publisher = publisher.deadline(Duration::from_millis(500));
    let mut again = 0;
    for n in (part..EVENTS).step_by(PUBLISHERS) {
        let mut event_id = format!("event-{n}");
        loop {
            match publisher.publish_as(event_id, &order(&id(n))).await {
                Ok(_) => break,
                Err(PublishError::Unknown { event_id: same, .. }) => event_id = same,
                Err(PublishError::Refused { reason }) if reason.contains("cannot be reached") => {
                    event_id = format!("event-{n}");
                }
                Err(error) => panic!("{error}"),
            }
            again += 1;
        }
    }
    again
}

fn id(n: usize) -> String {
    format!("{n:05}")
}

async fn wait_until(effects: &Effects, count: usize) {
    let wait = async {
        while effects.lock().unwrap().len() < count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let come = tokio::time::timeout(Duration::from_secs(120), wait).await;
    assert!(come.is_ok(), "{} of {count} came", effects.lock().unwrap().len());
}
