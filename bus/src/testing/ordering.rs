//! Order by key. Each case needs [`Capability::KeyOrder`].

use super::events::{OrderCreated, Quantity};
use super::{Inbox, Setup, consumer, inbox, start};
use crate::{Bus, Capability, Ending, Failure, Outcome};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// Event `n` of a key.
fn event(key: &str, n: i64) -> OrderCreated {
    OrderCreated { order_id: key.to_owned(), quantity: Quantity(n) }
}

async fn publish(bus: &Bus, events: &[(&str, i64)]) {
    for (key, n) in events {
        bus.publisher("shop").publish(&event(key, *n)).await.unwrap();
    }
}

/// The next outcomes of a key, each with the number of its event.
async fn outcomes_of(key: &str, count: usize, outcomes: &mut Inbox<Outcome>) -> Vec<(i64, Ending)> {
    let mut of_key = Vec::new();
    while of_key.len() < count {
        let Outcome { context, ending } = outcomes.next().await;
        if context.key() == Some(key) {
            let event: OrderCreated = evenkeel::decode(&context.envelope().body).unwrap();
            of_key.push((event.quantity.0, ending));
        }
    }
    of_key
}

/// Events of one key are handled one after another, in the order of publishing, however many
/// handlers may run.
pub async fn events_of_one_key_keep_their_order(setup: &Setup) {
    if !setup.has(Capability::KeyOrder) {
        return;
    }
    let bus = &setup.bus;
    let (sender, mut steps) = inbox();
    let (consumer, _outcomes) = consumer(bus, "audit");
    let consumer = consumer.concurrency(8).ordered_by_key().on(move |event: OrderCreated| {
        let sender = sender.clone();
        async move {
            let (key, n) = (event.order_id, event.quantity.0);
            sender.send((key.clone(), n, "begin"))?;
            // The later, the sooner done.
            tokio::time::sleep(Duration::from_millis(u64::try_from(4 - n % 4)?)).await;
            Ok(sender.send((key, n, "end"))?)
        }
    });
    consumer.declare().await.unwrap();
    for n in 1..=20 {
        publish(bus, &[("a", n), ("b", n), ("c", n)]).await;
    }
    let running = start(consumer).await;
    let mut lines: HashMap<String, Vec<(i64, &str)>> = HashMap::new();
    for _ in 0..120 {
        let (key, n, step) = steps.next().await;
        lines.entry(key).or_default().push((n, step));
    }
    let expected: Vec<_> = (1..=20).flat_map(|n| [(n, "begin"), (n, "end")]).collect();
    for key in ["a", "b", "c"] {
        assert_eq!(lines[key], expected, "key {key}");
    }
    running.stop().await;
}

/// Events of different keys are handled side by side: a slow one holds up its own key alone.
pub async fn keys_run_side_by_side(setup: &Setup) {
    if !setup.has(Capability::KeyOrder) {
        return;
    }
    let bus = &setup.bus;
    let gate = Arc::new(Notify::new());
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let handler_gate = Arc::clone(&gate);
    let running = start(consumer.concurrency(2).ordered_by_key().on(move |event: OrderCreated| {
        let gate = Arc::clone(&handler_gate);
        async move {
            if (event.order_id.as_str(), event.quantity.0) == ("slow", 1) {
                gate.notified().await;
            }
            Ok(())
        }
    }))
    .await;
    publish(bus, &[("slow", 1), ("slow", 2), ("slow", 3), ("quick", 1), ("quick", 2)]).await;
    for _ in 0..2 {
        assert_eq!(outcomes.next().await.context.key(), Some("quick"));
    }
    outcomes.nothing_more().await;
    gate.notify_one();
    let done = (1..=3).map(|n| (n, Ending::Done)).collect::<Vec<_>>();
    assert_eq!(outcomes_of("slow", 3, &mut outcomes).await, done);
    running.stop().await;
}

/// While a failed event waits for its next delivery, later ones of its key wait too, and other keys
/// go on.
pub async fn a_failed_event_holds_back_its_key(setup: &Setup) {
    if !setup.has(Capability::KeyOrder) {
        return;
    }
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let mended = Arc::new(AtomicBool::new(false));
    let handler_mended = Arc::clone(&mended);
    let running =
        start(consumer.concurrency(2).max_deliveries(u32::MAX).ordered_by_key().on(move |event: OrderCreated| {
            let mended = handler_mended.load(Ordering::SeqCst);
            async move {
                match (event.order_id.as_str(), event.quantity.0) {
                    ("bad", 1) if !mended => Err(Failure::retry("not yet")),
                    _ => Ok(()),
                }
            }
        }))
        .await;
    publish(bus, &[("bad", 1), ("bad", 2), ("good", 1), ("bad", 3), ("good", 2)]).await;
    let (mut good, mut retried) = (0, 0);
    while good < 2 || retried < 2 {
        let Outcome { context, ending } = outcomes.next().await;
        match (context.key(), ending) {
            (Some("good"), Ending::Done) => good += 1,
            (Some("bad"), Ending::Retried { .. }) => {
                retried += 1;
                assert_eq!(context.delivery(), retried);
            }
            (key, ending) => panic!("{key:?}: {ending:?}"),
        }
    }
    mended.store(true, Ordering::SeqCst);
    let mut done = Vec::new();
    while done.len() < 3 {
        let (n, ending) = outcomes_of("bad", 1, &mut outcomes).await.remove(0);
        if ending == Ending::Done {
            done.push(n);
        }
    }
    assert_eq!(done, [1, 2, 3]);
    running.stop().await;
}

/// An event that becomes a dead letter lets the next one of its key go on.
pub async fn a_dead_event_frees_its_key(setup: &Setup) {
    if !setup.has(Capability::KeyOrder) {
        return;
    }
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running =
        start(consumer.max_deliveries(2).ordered_by_key().on(async |event: OrderCreated| match event.quantity.0 {
            1 => Err(Failure::retry("never")),
            _ => Ok(()),
        }))
        .await;
    publish(bus, &[("a", 1), ("a", 2)]).await;
    let ended = outcomes_of("a", 3, &mut outcomes).await;
    assert!(
        matches!(ended.as_slice(), [(1, Ending::Retried { .. }), (1, Ending::DeadLettered { .. }), (2, Ending::Done)]),
        "{ended:?}"
    );
    assert_eq!(bus.dead_letters("audit", 10).await.unwrap().len(), 1);
    running.stop().await;
}

/// What a consumer that stops holds of a key goes to the next one in order, the failed event first.
pub async fn order_outlives_a_stop(setup: &Setup) {
    if !setup.has(Capability::KeyOrder) {
        return;
    }
    let bus = &setup.bus;
    let (first, mut outcomes) = consumer(bus, "audit");
    let first = start(first.concurrency(2).ordered_by_key().on(async |_: OrderCreated| {
        // So long that it is held when the shutdown comes.
        Err(Failure::retry_after(Duration::from_secs(3600), "not here"))
    }))
    .await;
    for n in 1..=5 {
        publish(bus, &[("a", n)]).await;
    }
    assert!(matches!(outcomes.next().await.ending, Ending::Retried { .. }));
    first.stop().await;

    publish(bus, &[("a", 6)]).await;
    let (second, mut outcomes) = consumer(bus, "audit");
    let second = start(second.concurrency(2).ordered_by_key().on(async |_: OrderCreated| Ok(()))).await;
    let done = (1..=6).map(|n| (n, Ending::Done)).collect::<Vec<_>>();
    assert_eq!(outcomes_of("a", 6, &mut outcomes).await, done);
    outcomes.nothing_more().await;
    second.stop().await;
}
