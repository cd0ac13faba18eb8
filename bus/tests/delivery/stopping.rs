//! The two phases of a consumer's end: settle what runs, give back the rest.

use crate::fake::{Behaviour, Fake, a_delivery};
use evenkeel_bus::testing::events::OrderCreated;
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::transport::{Delivery, Settlement};
use evenkeel_bus::{Bus, Ending, Failure};
use std::future::pending;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const SUBJECT: &str = "events.order.created.v1";
const AGAIN: Settlement = Settlement::Retry { after: Duration::ZERO };

/// A delivery of an event with a key.
fn of(key: &str) -> Delivery {
    let mut delivery = a_delivery(SUBJECT, 1);
    delivery.envelope.key = Some(key.to_owned());
    delivery
}

#[tokio::test(start_paused = true)]
async fn handlers_may_go_on_for_a_while() {
    for (told, drain) in [(None, 25), (Some(3), 3), (Some(0), 0)] {
        let fake = Fake::default();
        fake.deliver(a_delivery(SUBJECT, 1));
        let (sender, mut begun) = inbox();
        let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
        let consumer = match told {
            None => consumer,
            Some(seconds) => consumer.drain(Duration::from_secs(seconds)),
        };
        let mut running = start(consumer.on(move |_: OrderCreated| {
            let sent = sender.send(());
            async move {
                sent?;
                pending().await
            }
        }))
        .await;
        begun.next().await;
        let begin = Instant::now();
        running.ask_to_stop();
        running.ended().await.unwrap();
        assert_eq!(begin.elapsed().as_secs(), drain);
        assert_eq!(outcomes.ending().await, (1, Ending::GivenBack));
        assert_eq!(fake.settlements(), [AGAIN], "a handler saw it");
    }
}

#[tokio::test(start_paused = true)]
async fn those_that_end_in_time_are_settled() {
    let fake = Fake::default();
    for _ in 0..3 {
        fake.deliver(a_delivery(SUBJECT, 1));
    }
    let (sender, mut begun) = inbox();
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let mut running = start(consumer.concurrency(2).on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            sent?;
            sleep(Duration::from_secs(20)).await;
            Ok(())
        }
    }))
    .await;
    begun.next().await;
    begun.next().await;
    running.ask_to_stop();
    running.ended().await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(fake.settlements(), [Settlement::Ack, Settlement::Ack]);
    assert_eq!(fake.calls()[2..], ["subscribe", "stop", "settle", "settle"], "the rest is given back without delay");
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_its_turn_is_given_back_in_order() {
    let fake = Fake::default();
    for key in ["a", "a", "a", "b"] {
        fake.deliver(of(key));
    }
    let (sender, mut begun) = inbox();
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let mut running =
        start(consumer.concurrency(2).ordered_by_key().on(move |_: OrderCreated, context: evenkeel_bus::Context| {
            let sent = sender.send(());
            async move {
                sent?;
                match context.key() {
                    Some("a") => pending().await,
                    _ => Err(Failure::retry_after(Duration::from_secs(1000), "later")),
                }
            }
        }))
        .await;
    begun.next().await;
    begun.next().await;
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { .. })));
    running.ask_to_stop();
    running.ended().await.unwrap();
    let mut given_back = Vec::new();
    for _ in 0..4 {
        let outcome = outcomes.next().await;
        assert_eq!(outcome.ending, Ending::GivenBack);
        given_back.push(outcome.context.key().unwrap().to_owned());
    }
    assert_eq!(given_back, ["b", "a", "a", "a"], "what waits for an attempt does not wait for the drain");
    assert_eq!(fake.settlements(), [AGAIN, AGAIN, Settlement::GiveBack, Settlement::GiveBack]);
    assert_eq!(fake.calls().last(), Some(&"stop"), "what was fetched does not overtake what was in hand");
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_does_not_answer_cannot_keep_a_consumer() {
    for (call, told) in [("settle", None), ("stop", Some("leave group `audit`"))] {
        let fake = Fake::default();
        fake.on(call, Behaviour::Hangs);
        fake.deliver(a_delivery(SUBJECT, 1));
        let (sender, mut begun) = inbox();
        let (consumer, _outcomes) = consumer(&Bus::new(fake), "audit");
        let mut running = start(consumer.on(move |_: OrderCreated| {
            let sent = sender.send(());
            async move { Ok(sent?) }
        }))
        .await;
        begun.next().await;
        let begin = Instant::now();
        running.ask_to_stop();
        match (running.ended().await, told) {
            (Ok(()), None) => {}
            (Err(error), Some(told)) => assert!(error.to_string().contains(told), "{error}"),
            (ended, _) => panic!("{call}: {ended:?}"),
        }
        assert_eq!(begin.elapsed().as_secs(), 30);
    }
}
