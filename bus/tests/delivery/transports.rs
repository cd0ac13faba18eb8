//! What publisher and consumer make of a transport that misbehaves: one made for the test.

use crate::fake::{Answer, Behaviour, Fake, a_delivery};
use evenkeel_bus::testing::events::{OrderCreated, Quantity, order};
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::transport::{NotConfirmed, Settlement, Stored, Token};
use evenkeel_bus::{Backoff, Bus, Capability, Consumer, Ending, Envelope, Error, Failure, PublishError, Reason};

use std::time::Duration;
use tokio::sync::Notify;

const NEEDED: [Capability; 3] = [Capability::Groups, Capability::DelayedRetry, Capability::DeadLetters];

#[tokio::test]
async fn what_is_not_supported_is_said_before_any_side_effect() {
    for lacking in NEEDED {
        let fake = Fake::lacking(lacking);
        let bus = Bus::new(fake.clone());
        let consumer = || Consumer::new(&bus, "audit").on(async |_: OrderCreated| Ok(()));
        for result in [consumer().declare().await, consumer().run(async {}).await] {
            let Err(Error::Unsupported { transport, capability }) = result else {
                panic!("{lacking:?}: {result:?}");
            };
            assert_eq!((transport, capability), ("fake", lacking));
        }
        assert_eq!(fake.calls(), [""; 0], "nothing was asked of the broker");
        bus.publisher("shop").publish(&order("o-1")).await.unwrap();
        assert_eq!(fake.calls(), ["publish"], "publishing needs no capability");
    }
}

#[tokio::test]
async fn order_by_key_needs_support() {
    let fake = Fake::lacking(Capability::KeyOrder);
    let consumer = || Consumer::new(&Bus::new(fake.clone()), "audit").on(async |_: OrderCreated| Ok(()));
    let error = consumer().ordered_by_key().run(async {}).await.unwrap_err();
    assert_eq!(error.to_string(), "the transport `fake` has no support for order by key");
    assert_eq!(fake.calls(), [""; 0]);
    consumer().run(async {}).await.unwrap();
}

#[tokio::test]
async fn dead_letters_need_support_too() {
    let fake = Fake::lacking(Capability::DeadLetters);
    let error = Bus::new(fake.clone()).dead_letters("audit", 1).await.unwrap_err();
    assert_eq!(error.to_string(), "the transport `fake` has no support for dead letters");
    assert_eq!(fake.calls(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_publish_ends_in_one_of_three_ways() {
    let stored = Answer::Now(Ok(Stored::new(true, None)));
    let refused = Answer::Now(Err(NotConfirmed::Refused("too big".into())));
    let unknown = Answer::Now(Err(NotConfirmed::Unknown("the connection broke".into())));
    for (answer, words) in [
        (stored, "stored e-1"),
        (refused, "the event was refused: too big"),
        (unknown, "event e-1 may or may not be stored: the connection broke"),
        (Answer::Never, "event e-1 may or may not be stored: no confirmation within 3s"),
    ] {
        let bus = Bus::new(Fake::answering(answer));
        let publisher = bus.publisher("shop").deadline(Duration::from_secs(3));
        let said = match publisher.publish_as("e-1", &order("o-1")).await {
            Ok(receipt) => {
                assert!(receipt.duplicate);
                format!("stored {}", receipt.event_id)
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(said, words);
    }
}

#[tokio::test(start_paused = true)]
async fn the_longest_deadline_is_no_panic() {
    let bus = Bus::new(Fake::answering(Answer::Never));
    let publisher = bus.publisher("shop").deadline(Duration::MAX);
    let error = publisher.publish(&order("o-1")).await.unwrap_err();
    assert!(matches!(error, PublishError::Unknown { .. }));
}

#[tokio::test]
async fn an_invalid_event_never_reaches_the_transport() {
    let fake = Fake::default();
    let event = OrderCreated { order_id: "o-1".into(), quantity: Quantity(-1) };
    let result = Bus::new(fake.clone()).publisher("shop").publish(&event).await;
    assert!(matches!(result, Err(PublishError::Invalid(_))), "{result:?}");
    assert_eq!(fake.calls(), [""; 0]);
}

#[tokio::test]
async fn what_no_broker_can_carry_is_refused() {
    let fake = Fake::default();
    let bus = Bus::new(fake.clone());
    let unnamed = bus.publisher("").publish(&order("o-1")).await;
    assert!(matches!(unnamed, Err(PublishError::Refused { .. })));
    let no_id = bus.publisher("shop").publish_as("", &order("o-1")).await;
    assert!(matches!(no_id, Err(PublishError::Refused { .. })));
    let wildcard = bus.publisher("shop").send(Envelope::new("events.>", "{}")).await;
    assert!(matches!(wildcard, Err(PublishError::Refused { .. })));
    assert_eq!(fake.calls(), [""; 0]);
}

#[tokio::test]
async fn problems_are_told_before_the_start() {
    let fake = Fake::default();
    let bus = Bus::new(fake.clone());
    let handler = async |_: OrderCreated| Ok(());
    let good = || Consumer::new(&bus, "audit").on(handler);
    let cases = [
        (good().on(handler), vec!["more than one handler for `events.order.created.v1`"]),
        (good().on(handler).on(handler), vec!["more than one handler"]),
        (Consumer::new(&bus, "audit"), vec!["no handler"]),
        (Consumer::new(&bus, "").on(handler), vec!["its name"]),
        (Consumer::new(&bus, "a.b").on(handler), vec!["its name"]),
        (good().max_deliveries(0), vec!["`max_deliveries` is 0"]),
        (good().concurrency(0), vec!["`concurrency` is 0"]),
        (good().timeout(Duration::ZERO), vec!["`timeout` is 0"]),
        (
            Consumer::new(&bus, "a b").on(handler).on(handler).max_deliveries(0).concurrency(0),
            vec!["its name", "more than one", "`max_deliveries`", "`concurrency`"],
        ),
    ];
    for (consumer, expected) in cases {
        let never = Notify::new();
        let Err(Error::Consumer { problems, .. }) = consumer.run(never.notified()).await else {
            panic!("{expected:?} not told");
        };
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        for (problem, part) in problems.iter().zip(expected) {
            assert!(problem.contains(part), "{problem}");
        }
    }
    assert_eq!(fake.calls(), [""; 0], "nothing was asked of the broker");
}

#[tokio::test]
async fn a_shutdown_before_the_start_starts_nothing() {
    let fake = Fake::default();
    fake.deliver(a_delivery("events.order.created.v1", 1));
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    consumer.on(async |_: OrderCreated| Ok(())).run(async {}).await.unwrap();
    outcomes.nothing_more().await;
    assert_eq!(fake.calls(), [""; 0]);
}

#[tokio::test]
async fn an_event_without_a_handler_is_retried_then_dead() {
    let fake = Fake::default();
    fake.deliver(a_delivery("events.order.cancelled.v1", 1));
    fake.deliver(a_delivery("events.order.cancelled.v1", 2));
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let running = start(consumer.max_deliveries(2).on(async |_: OrderCreated| Ok(()))).await;
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { reason: Reason::Unhandled, .. })));
    let reason = Reason::Unhandled;
    assert_eq!(outcomes.ending().await, (2, Ending::DeadLettered { reason }));
    running.stop().await;
}

#[tokio::test]
async fn a_failed_settlement_is_told() {
    let fake = Fake::default();
    fake.on("settle", Behaviour::Fails);
    fake.deliver(a_delivery("events.order.created.v1", 1));
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let (1, Ending::Unsettled { error }) = outcomes.ending().await else {
        panic!("the broker did not learn of it");
    };
    assert_eq!(error, "the transport `fake` cannot settle: the connection broke");
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_broken_subscription_ends_the_consumer_after_its_handlers() {
    let fake = Fake::default();
    fake.deliver(a_delivery("events.order.created.v1", 1));
    let (sender, mut started) = inbox();
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let mut running = start(consumer.concurrency(2).on(move |_: OrderCreated| {
        let sent = sender.send(());
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(sent?)
        }
    }))
    .await;
    started.next().await;
    fake.break_off();
    assert!(matches!(running.ended().await, Err(Error::Transport { .. })));
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(fake.calls(), ["declare", "declare", "subscribe", "stop", "settle"]);
}

#[tokio::test]
async fn an_observer_that_panics_harms_nobody() {
    let fake = Fake::default();
    fake.deliver(a_delivery("events.order.created.v1", 1));
    fake.deliver(a_delivery("events.order.created.v1", 1));
    let (sender, mut later) = inbox();
    let consumer = Consumer::new(&Bus::new(fake.clone()), "audit")
        .observe(|_| panic!("not my day"))
        .observe(move |outcome| drop(sender.send(outcome.clone())));
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    assert_eq!(later.ending().await, (1, Ending::Done));
    assert_eq!(later.ending().await, (1, Ending::Done));
    running.stop().await;
}

#[tokio::test]
async fn each_ending_has_its_settlement() {
    let handler = async |_: OrderCreated, context: evenkeel_bus::Context| match context.delivery() {
        1 => Ok(()),
        2 => Err(Failure::retry("later")),
        _ => Err(Failure::reject("never")),
    };
    let fake = Fake::default();
    for number in 1..=3 {
        fake.deliver(a_delivery("events.order.created.v1", number));
    }
    let (consumer, mut outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    let delay = Duration::from_secs(7);
    let running = start(consumer.backoff(Backoff::doubling(delay, delay)).on(handler)).await;
    for _ in 0..3 {
        outcomes.next().await;
    }
    running.stop().await;
    let settlements = fake.settlements();
    let [Settlement::Ack, Settlement::Retry { after }, Settlement::DeadLetter(letter)] = settlements.as_slice() else {
        panic!("{settlements:?}");
    };
    assert_eq!(*after, delay);
    assert_eq!((letter.deliveries, letter.event_id().is_empty()), (3, false));
}

#[test]
fn a_token_opens_for_its_own_transport_only() {
    assert_eq!(Token::new(7_i32).open::<i32>(), Some(7));
    assert_eq!(Token::new(7_i32).open::<u32>(), None);
}
