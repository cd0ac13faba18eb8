//! Handlers that take too long.

use crate::fake::{Fake, a_delivery};
use evenkeel_bus::testing::events::OrderCreated;
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::transport::Settlement;
use evenkeel_bus::{Backoff, Bus, Ending, Reason};
use std::future::pending;
use std::time::Duration;
use tokio::time::Instant;

const SUBJECT: &str = "events.order.created.v1";

#[tokio::test(start_paused = true)]
async fn a_handler_has_a_minute_unless_told() {
    for (told, limit) in [(None, 60), (Some(5), 5), (Some(3600), 3600)] {
        let fake = Fake::default();
        fake.deliver(a_delivery(SUBJECT, 1));
        let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
        let consumer = match told {
            None => consumer,
            Some(seconds) => consumer.timeout(Duration::from_secs(seconds)),
        };
        let delay = Duration::from_secs(7);
        let begin = Instant::now();
        let handler = async |_: OrderCreated| pending().await;
        let running = start(consumer.backoff(Backoff::doubling(delay, delay)).on(handler)).await;
        tokio::time::sleep(Duration::from_secs(limit)).await;
        let limit = Duration::from_secs(limit);
        let reason = Reason::TimedOut { limit };
        assert_eq!(outcomes.ending().await, (1, Ending::Retried { reason, after: delay }));
        assert_eq!(begin.elapsed().as_secs(), limit.as_secs());
        assert_eq!(fake.settlements(), [Settlement::Retry { after: delay }]);
        running.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn each_delivery_has_the_whole_time() {
    let bus = evenkeel_bus::connect("memory:each_delivery_has_the_whole_time").await.unwrap();
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let limit = Duration::from_secs(10);
    let running = start(consumer.timeout(limit).on(async |_: OrderCreated, context: evenkeel_bus::Context| {
        let time = if context.delivery() == 3 { 9 } else { 11 };
        tokio::time::sleep(Duration::from_secs(time)).await;
        Ok(())
    }))
    .await;
    bus.publisher("shop").publish(&evenkeel_bus::testing::events::order("o-1")).await.unwrap();
    for delivery in [1, 2] {
        let (number, Ending::Retried { reason, .. }) = outcomes.ending().await else { panic!("it took too long") };
        assert_eq!((number, reason), (delivery, Reason::TimedOut { limit }));
    }
    assert_eq!(outcomes.ending().await, (3, Ending::Done));
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_is_cancelled_is_dropped_even_when_that_panics() {
    struct Loud(tokio::sync::mpsc::UnboundedSender<()>);
    impl Drop for Loud {
        fn drop(&mut self) {
            self.0.send(()).ok();
            panic!("not so fast");
        }
    }
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1));
    fake.deliver(a_delivery(SUBJECT, 1));
    let (sender, mut dropped) = inbox();
    let (consumer, mut outcomes) = consumer(&Bus::new(fake), "audit");
    let running = start(consumer.max_deliveries(1).on(move |_: OrderCreated| {
        let loud = Loud(sender.clone());
        async move {
            pending::<()>().await;
            drop(loud);
            Ok(())
        }
    }))
    .await;
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_secs(60)).await;
        dropped.next().await;
        let (1, Ending::DeadLettered { reason: Reason::TimedOut { .. } }) = outcomes.ending().await else {
            panic!("it took too long");
        };
    }
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn the_longest_time_is_no_panic() {
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1));
    let (consumer, mut outcomes) = consumer(&Bus::new(fake), "audit");
    let running = start(consumer.timeout(Duration::MAX).drain(Duration::MAX).on(async |_: OrderCreated| {
        tokio::time::sleep(Duration::from_secs(30)).await;
        Ok(())
    }))
    .await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}
