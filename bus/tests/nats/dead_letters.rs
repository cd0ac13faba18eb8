//! Dead letters as messages.

use crate::server::{Nats, Version};
use crate::support::{BODY, SUBJECT, bus, raw};
use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::{consumer, start};
use evenkeel_bus::{Ending, Envelope, Failure, Reason};

on_each_version! {
    two_groups_put_one_event_aside
    a_letter_is_the_event_and_what_befell_it
    an_event_that_fills_a_message_is_put_aside_too
    violations_survive
}

async fn two_groups_put_one_event_aside(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let mut running = Vec::new();
    for name in ["audit", "points"] {
        let (consumer, outcomes) = consumer(&bus, name);
        let consumer = consumer.on(move |_: OrderCreated| async move { Err(Failure::reject(name)) });
        running.push((start(consumer).await, outcomes));
    }
    let receipt = bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    for (_, outcomes) in &mut running {
        outcomes.next().await;
    }
    for name in ["audit", "points"] {
        let letters = bus.dead_letters(name, 10).await.unwrap();
        assert_eq!(letters.len(), 1, "{name}");
        assert_eq!(letters[0].event_id(), receipt.event_id);
        assert_eq!(letters[0].reason, Reason::Rejected { error: name.into() });
    }
    for (running, _) in running {
        running.stop().await;
    }
}

async fn a_letter_is_the_event_and_what_befell_it(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("größer\nals")))).await;
    bus.publisher("shop").publish_as("e-1", &order("o-1")).await.unwrap();
    outcomes.next().await;
    let message = raw(&server).await.get_stream("DEAD_LETTERS").await.unwrap().get_raw_message(1).await.unwrap();
    assert_eq!(message.subject.as_str(), format!("dead_letters.audit.{SUBJECT}"));
    assert_eq!(message.payload, BODY);
    for (name, value) in [
        ("ce-id", "e-1"),
        ("ce-source", "shop"),
        ("evenkeel-consumer", "audit"),
        ("evenkeel-deliveries", "1"),
        ("evenkeel-reason", r#"{"error":"gr\u00f6\u00dfer\nals","kind":"rejected"}"#),
        ("Nats-Msg-Id", "audit EVENTS/1 shop e-1"),
    ] {
        assert_eq!(message.headers.get(name).map(async_nats::HeaderValue::as_str), Some(value), "{name}");
    }
    running.stop().await;
}

async fn an_event_that_fills_a_message_is_put_aside_too(version: Version) {
    const LIMIT: usize = 4096;
    let server = Nats::start_with(version, &format!("max_payload: {LIMIT}"));
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("x".repeat(10_000))))).await;
    let raw = raw(&server).await;
    // With room for a short reason, and without any: another program leaves no byte.
    let filled = |length: usize| format!(r#"{{"order_id":"{}","quantity":1}}"#, "o".repeat(length - 28));
    for length in [LIMIT - 2000, LIMIT] {
        let body = filled(length);
        assert_eq!(body.len(), length);
        raw.publish(SUBJECT, body.into()).await.unwrap().await.unwrap();
        assert!(matches!(outcomes.next().await.ending, Ending::DeadLettered { .. }));
    }
    let letters = bus.dead_letters("audit", 10).await.unwrap();
    for (letter, length) in letters.iter().zip([LIMIT - 2000, LIMIT]) {
        assert_eq!(letter.envelope.body, filled(length));
        assert_eq!(letter.subject(), SUBJECT);
        assert!(letter.event_id().starts_with("EVENTS/"), "{}", letter.event_id());
        assert!(matches!(&letter.reason, Reason::Rejected { error } if error.ends_with('…')));
    }
    assert_eq!(letters.len(), 2);
    running.stop().await;
    // Without the stream, what the letter holds itself is left.
    raw.delete_stream("EVENTS").await.unwrap();
    let letters = bus.dead_letters("audit", 10).await.unwrap();
    assert_eq!(letters.iter().map(|letter| letter.envelope.body.len()).collect::<Vec<_>>(), [LIMIT - 2000, 0]);
}

async fn violations_survive(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    bus.publisher("shop").send(Envelope::new(SUBJECT, r#"{"order_id":7,"quantity":0}"#)).await.unwrap();
    let Ending::DeadLettered { reason } = outcomes.next().await.ending else { panic!("it breaks its contract") };
    assert!(matches!(&reason, Reason::Violates(violations) if violations.len() == 2), "{reason}");
    assert_eq!(bus.dead_letters("audit", 1).await.unwrap()[0].reason, reason);
    running.stop().await;
}
