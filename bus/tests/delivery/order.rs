//! Order by key, beyond what every transport must agree on.

use crate::fake::{Behaviour, Fake, a_delivery};
use evenkeel_bus::testing::events::{OrderCreated, Quantity};
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::transport::Settlement;
use evenkeel_bus::{Backoff, Bus, Context, Ending, Failure, Reason};
use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

const SUBJECT: &str = "events.order.created.v1";

fn deliver(fake: &Fake, key: Option<&str>, subject: &str) {
    let mut delivery = a_delivery(subject, 1);
    delivery.envelope.key = key.map(str::to_owned);
    fake.deliver(delivery);
}

#[tokio::test(start_paused = true)]
async fn events_without_a_key_wait_for_none() {
    let fake = Fake::default();
    for _ in 0..4 {
        deliver(&fake, None, SUBJECT);
    }
    let (sender, mut begun) = inbox();
    let (consumer, _outcomes) = consumer(&Bus::new(fake), "audit");
    let _running = start(consumer.concurrency(4).ordered_by_key().on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            pending().await
        }
    }))
    .await;
    for _ in 0..4 {
        begun.next().await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_begins_once_the_broker_knows_of_the_last() {
    let fake = Fake::default();
    fake.on("settle", Behaviour::Hangs);
    for key in ["a", "a", "b"] {
        deliver(&fake, Some(key), SUBJECT);
    }
    let (sender, mut begun) = inbox();
    let (consumer, _outcomes) = consumer(&Bus::new(fake), "audit");
    let _running = start(consumer.concurrency(3).ordered_by_key().on(move |_: OrderCreated, context: Context| {
        let sent = sender.send(context.key().map(str::to_owned));
        async move { Ok(sent?) }
    }))
    .await;
    let mut keys = [begun.next().await, begun.next().await];
    keys.sort();
    assert_eq!(keys, [Some("a".to_owned()), Some("b".to_owned())]);
    begun.nothing_more().await;
}

#[tokio::test(start_paused = true)]
async fn a_busy_key_does_not_fill_the_memory() {
    let fake = Fake::default();
    for _ in 0..1000 {
        deliver(&fake, Some("busy"), SUBJECT);
    }
    let gate = Arc::new(Semaphore::new(0));
    let handler_gate = Arc::clone(&gate);
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let running = start(consumer.concurrency(4).ordered_by_key().on(move |_: OrderCreated| {
        let gate = Arc::clone(&handler_gate);
        async move {
            gate.acquire().await?.forget();
            Ok(())
        }
    }))
    .await;
    outcomes.nothing_more().await;
    assert_eq!(fake.handed_out(), 4 + 256);
    gate.add_permits(1000);
    for _ in 0..1000 {
        assert_eq!(outcomes.ending().await, (1, Ending::Done));
    }
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn an_event_that_waits_for_its_next_attempt_takes_no_slot() {
    let fake = Fake::default();
    deliver(&fake, Some("bad"), SUBJECT);
    deliver(&fake, Some("good"), SUBJECT);
    let (consumer, mut outcomes) = consumer(&Bus::new(fake), "audit");
    let running = start(consumer.ordered_by_key().on(async |_: OrderCreated, context: Context| {
        match (context.key(), context.delivery()) {
            (Some("bad"), 1) => Err(Failure::retry_after(Duration::from_secs(30), "later")),
            _ => Ok(()),
        }
    }))
    .await;
    let mut keys = Vec::new();
    for _ in 0..3 {
        keys.push(outcomes.next().await.context.key().unwrap().to_owned());
    }
    assert_eq!(keys, ["bad", "good", "bad"]);
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_nobody_handles_here_goes_back_to_the_broker() {
    let fake = Fake::default();
    deliver(&fake, Some("o-1"), "events.order.cancelled.v1");
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let running = start(consumer.ordered_by_key().on(async |_: OrderCreated| Ok(()))).await;
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { reason: Reason::Unhandled, .. })));
    assert!(matches!(fake.settlements().as_slice(), [Settlement::Retry { after }] if !after.is_zero()));
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn any_concurrency_is_no_panic() {
    for ordered in [false, true] {
        let fake = Fake::default();
        deliver(&fake, Some("o-1"), SUBJECT);
        let (consumer, mut outcomes) = consumer(&Bus::new(fake), "audit");
        let consumer = consumer.concurrency(usize::MAX).on(async |_: OrderCreated| Ok(()));
        let running = start(if ordered { consumer.ordered_by_key() } else { consumer }).await;
        assert_eq!(outcomes.ending().await, (1, Ending::Done));
        running.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_fetched_while_every_handler_is_busy() {
    let fake = Fake::default();
    for key in ["a", "b", "c", "d"] {
        deliver(&fake, Some(key), SUBJECT);
    }
    let (sender, mut begun) = inbox();
    let (consumer, _outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let _running = start(consumer.concurrency(2).ordered_by_key().on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            pending().await
        }
    }))
    .await;
    begun.next().await;
    begun.next().await;
    begun.nothing_more().await;
    assert_eq!(fake.handed_out(), 2, "another member can have the rest");
}

/// Many keys, many handlers in several threads, failures, and consumers that come and go in good order.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn order_holds_in_a_crowd() {
    const KEYS: i64 = 20;
    const EACH: i64 = 100;
    let bus = evenkeel_bus::connect("memory:order_holds_in_a_crowd").await.unwrap();
    let (sender, mut done) = inbox();
    let member = || {
        let sender = sender.clone();
        let (consumer, _) = consumer(&bus, "audit");
        let millisecond = Duration::from_millis(1);
        consumer.concurrency(16).backoff(Backoff::doubling(millisecond, millisecond)).ordered_by_key().on(
            move |event: OrderCreated, context: Context| {
                let sender = sender.clone();
                async move {
                    let n = event.quantity.0;
                    tokio::time::sleep(Duration::from_micros(u64::try_from(n % 7)? * 100)).await;
                    if n % 5 == 0 && context.delivery() < 3 {
                        return Err(Failure::retry("not yet"));
                    }
                    Ok(sender.send((event.order_id, n))?)
                }
            },
        )
    };
    let mut running = start(member()).await;
    let mut lines: HashMap<String, Vec<i64>> = HashMap::new();
    for n in 1..=EACH {
        for key in 0..KEYS {
            let event = OrderCreated { order_id: key.to_string(), quantity: Quantity(n) };
            bus.publisher("shop").publish(&event).await.unwrap();
        }
        if n % 25 == 0 {
            running.stop().await;
            running = start(member()).await;
        }
    }
    for _ in 0..KEYS * EACH {
        let (key, n) = done.next().await;
        lines.entry(key).or_default().push(n);
    }
    done.nothing_more().await;
    let whole: Vec<_> = (1..=EACH).collect();
    assert!(lines.values().all(|line| *line == whole), "{lines:?}");
    running.stop().await;
}
