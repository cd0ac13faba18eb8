//! How fast it goes. Nothing is asserted; run it by name, in release:
//! `cargo test --release -p evenkeel-bus --features nats,testing --test nats -- --ignored rates --nocapture`

use crate::server::{Nats, Version, with};
use crate::support::bus;
use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::start;
use evenkeel_bus::{Bus, Consumer};
use futures_util::StreamExt;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[test]
#[ignore = "it measures, and tests nothing"]
fn rates() {
    with(Version::Newest, async {
        let server = Nats::start(Version::Newest);
        let bus = bus(&server).await;
        let consumer = Consumer::new(&bus, "declared").on(async |_: OrderCreated| Ok(()));
        consumer.declare().await.unwrap();
        publish(&bus, 10_000, 1).await;
        publish(&bus, 100_000, 500).await;
        for concurrency in [1, 16, 256] {
            consume(&bus, &format!("by-{concurrency}"), concurrency).await;
        }
    });
}

async fn publish(bus: &Bus, count: usize, in_flight: usize) {
    let publisher = bus.publisher("shop");
    let start = Instant::now();
    futures_util::stream::iter(0..count)
        .map(|n| {
            let publisher = publisher.clone();
            async move { publisher.publish(&order(&format!("{n:0>200}"))).await.unwrap() }
        })
        .buffer_unordered(in_flight)
        .for_each(async |_| {})
        .await;
    tell(&format!("publish, {in_flight} in flight"), count, start.elapsed());
}

async fn consume(bus: &Bus, group: &str, concurrency: usize) {
    const COUNT: usize = 30_000;
    let handled = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&handled);
    let consumer = Consumer::new(bus, group).concurrency(concurrency).on(move |_: OrderCreated| {
        count.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(()))
    });
    consumer.declare().await.unwrap();
    publish(bus, COUNT, 500).await;
    let begin = Instant::now();
    let running = start(consumer).await;
    while handled.load(Ordering::Relaxed) < COUNT {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tell(&format!("consume and acknowledge each, {concurrency} at a time"), COUNT, begin.elapsed());
    running.stop().await;
}

fn tell(what: &str, count: usize, time: Duration) {
    let rate = count as u128 * 1_000_000 / time.as_micros().max(1);
    let _ = writeln!(std::io::stderr(), "{what}: {rate} a second");
}
