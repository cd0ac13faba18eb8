//! Handlers that fail, and events that cannot be taken.

use super::events::{OrderCreated, StockReserved, order, reserved};
use super::{Setup, consumer, inbox, start};
use crate::{Context, Ending, Envelope, Failure, Reason};
use evenkeel::Event;
use std::time::Duration;
use tokio::time::Instant;

fn failed(error: &str) -> Reason {
    Reason::Failed { error: error.to_owned() }
}

/// Fails until the last of so many deliveries.
fn fail_until(context: &Context, last: u32) -> Result<(), Failure> {
    if context.delivery() < last {
        return Err(Failure::retry(format!("failure {}", context.delivery())));
    }
    Ok(())
}

/// A failed event comes again after its back-off, never sooner, as the next delivery.
pub async fn a_failed_event_comes_again_after_growing_delays(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut times) = inbox();
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |_: OrderCreated, context: Context| {
        let sent = sender.send(Instant::now());
        async move {
            sent?;
            fail_until(&context, 5)
        }
    }))
    .await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let mut last = times.next().await;
    for (delivery, delay) in [(1, 20), (2, 40), (3, 60), (4, 60)] {
        let after = Duration::from_millis(delay);
        let reason = failed(&format!("failure {delivery}"));
        assert_eq!(outcomes.ending().await, (delivery, Ending::Retried { reason, after }));
        let now = times.next().await;
        assert!(now - last >= after, "delivery {delivery} came again after {:?}", now - last);
        last = now;
    }
    assert_eq!(outcomes.ending().await, (5, Ending::Done));
    assert_eq!(bus.dead_letters("audit", 10).await.unwrap(), []);
    running.stop().await;
}

/// A failure may say when the event comes again, whatever the back-off.
pub async fn a_failure_may_say_when(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut times) = inbox();
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let after = Duration::from_millis(200);
    let running = start(consumer.on(move |_: OrderCreated, context: Context| {
        let sent = sender.send(Instant::now());
        async move {
            sent?;
            match context.delivery() {
                1 => Err(Failure::retry_after(after, "closed until then")),
                _ => Ok(()),
            }
        }
    }))
    .await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let reason = failed("closed until then");
    assert_eq!(outcomes.ending().await, (1, Ending::Retried { reason, after }));
    assert_eq!(outcomes.ending().await, (2, Ending::Done));
    let first = times.next().await;
    let waited = times.next().await - first;
    assert!(waited >= after, "it came again after {waited:?}");
    running.stop().await;
}

/// A handler that takes too long is cancelled and has failed: the event comes again, and is dead
/// after its last delivery; other events are handled.
pub async fn a_handler_that_hangs_has_failed(setup: &Setup) {
    let bus = &setup.bus;
    let limit = Duration::from_millis(50);
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running =
        start(consumer.timeout(limit).max_deliveries(2).on(async |event: OrderCreated| {
            if event.order_id == "hangs" { std::future::pending().await } else { Ok(()) }
        }))
        .await;
    let reason = Reason::TimedOut { limit };
    bus.publisher("shop").publish(&order("hangs")).await.unwrap();
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { reason: r, .. }) if r == reason));
    assert_eq!(outcomes.ending().await, (2, Ending::DeadLettered { reason: reason.clone() }));
    assert_eq!(bus.dead_letters("audit", 10).await.unwrap()[0].reason, reason);
    bus.publisher("shop").publish(&order("goes on")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}

/// An event that kills its consumer each time never fails, and is dead all the same: after twice as
/// many deliveries as are allowed, no handler sees it again.
pub async fn an_event_that_kills_its_consumers_is_dead_in_the_end(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut started) = inbox();
    let deadly = || {
        let (consumer, outcomes) = consumer(bus, "audit");
        let sender = sender.clone();
        let consumer = consumer.max_deliveries(1).on(move |_: OrderCreated| {
            let sent = sender.send(());
            async move {
                sent?;
                std::future::pending().await
            }
        });
        (consumer, outcomes)
    };
    let first = start(deadly().0).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    started.next().await;
    first.kill().await;
    let second = start(deadly().0).await;
    started.next().await;
    second.kill().await;
    let (third, mut outcomes) = deadly();
    let third = start(third).await;
    assert_eq!(outcomes.ending().await, (3, Ending::DeadLettered { reason: Reason::Unfinished }));
    started.nothing_more().await;
    assert_eq!(bus.dead_letters("audit", 10).await.unwrap().len(), 1);
    third.stop().await;
}

/// After the last delivery the event is a dead letter, stored as it came, with the last reason.
pub async fn the_last_failure_makes_a_dead_letter(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running =
        start(consumer.max_deliveries(3).on(async |_: OrderCreated, context: Context| fail_until(&context, u32::MAX)))
            .await;
    let receipt = bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    outcomes.next().await;
    outcomes.next().await;
    let reason = failed("failure 3");
    assert_eq!(outcomes.ending().await, (3, Ending::DeadLettered { reason: reason.clone() }));
    outcomes.nothing_more().await;

    let letters = bus.dead_letters("audit", 10).await.unwrap();
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!(letter.event_id(), receipt.event_id);
    assert_eq!(letter.subject(), OrderCreated::SUBJECT);
    assert_eq!(letter.consumer, "audit");
    assert_eq!(letter.deliveries, 3);
    assert_eq!(letter.reason, reason);
    assert!(letter.time.ends_with('Z'));
    assert_eq!(letter.envelope.source.as_deref(), Some("shop"));
    assert_eq!(letter.envelope.body, r#"{"order_id":"o-1","quantity":1}"#);
    running.stop().await;
}

/// While a failed event waits for its next delivery, others are handled.
pub async fn one_failure_holds_up_nobody_else(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let consumer = consumer.on(|event: OrderCreated, context: Context| async move {
        if event.order_id == "slow" { fail_until(&context, 2) } else { Ok(()) }
    });
    consumer.declare().await.unwrap();
    for id in ["slow", "quick"] {
        bus.publisher("shop").publish(&order(id)).await.unwrap();
    }
    let running = start(consumer).await;
    let mut keys = Vec::new();
    for _ in 0..3 {
        let outcome = outcomes.next().await;
        keys.push(outcome.context.key().unwrap().to_owned());
    }
    assert_eq!(keys, ["slow", "quick", "slow"]);
    running.stop().await;
}

/// A rejected event is dead after its first delivery, and does not come again.
pub async fn a_rejected_event_is_dead_at_once(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("no such article")))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let reason = Reason::Rejected { error: "no such article".into() };
    assert_eq!(outcomes.ending().await, (1, Ending::DeadLettered { reason }));
    outcomes.nothing_more().await;
    running.stop().await;
}

/// A handler's panic is a failure: retried, then dead; other events are handled in between.
pub async fn a_panic_is_a_failure(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.max_deliveries(2).on(async |event: OrderCreated| {
        assert_ne!(event.order_id, "bad", "cannot go on");
        Ok(())
    }))
    .await;
    for id in ["bad", "good"] {
        bus.publisher("shop").publish(&order(id)).await.unwrap();
    }
    let (1, Ending::Retried { reason: Reason::Panicked { message }, .. }) = outcomes.ending().await else {
        panic!("a panic is retried");
    };
    assert!(message.contains("cannot go on"), "{message}");
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    let (2, Ending::DeadLettered { reason: Reason::Panicked { .. } }) = outcomes.ending().await else {
        panic!("the last panic makes a dead letter");
    };
    running.stop().await;
}

/// A payload that breaks its contract is dead at once, with each violation; no handler sees it.
pub async fn a_broken_contract_is_a_dead_letter(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut handled) = inbox();
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |event: OrderCreated| {
        let sent = sender.send(event);
        async move { Ok(sent?) }
    }))
    .await;
    let body = r#"{"quantity": 0}"#;
    let envelope = Envelope::new(OrderCreated::SUBJECT, body);
    bus.publisher("elsewhere").send(envelope).await.unwrap();
    let (1, Ending::DeadLettered { reason: Reason::Violates(violations) }) = outcomes.ending().await else {
        panic!("it violates its contract");
    };
    let mut broken: Vec<_> = violations.iter().map(|v| (v.instance_path.as_str(), v.keyword.as_str())).collect();
    broken.sort_unstable();
    assert_eq!(broken, [("", "required"), ("/quantity", "minimum")]);
    handled.nothing_more().await;
    let letters = bus.dead_letters("audit", 10).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].envelope.body, body);
    running.stop().await;
}

/// A body that is no JSON, nests without end, or is nothing at all, is dead at once; the next event is handled.
pub async fn no_json_is_a_dead_letter(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let deep = "[".repeat(100_000);
    for body in [&b""[..], b"{", b"\xff\xfe", b"{\"order_id\": \"o-1\", \"quantity\": 1} x", deep.as_bytes()] {
        let envelope = Envelope::new(OrderCreated::SUBJECT, body.to_vec());
        bus.publisher("elsewhere").send(envelope).await.unwrap();
        let (delivery, ending) = outcomes.ending().await;
        assert_eq!(delivery, 1);
        assert!(matches!(ending, Ending::DeadLettered { reason: Reason::Malformed(_) }), "{ending:?}");
    }
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}

/// What is dead for one consumer is not for another.
pub async fn dead_letters_belong_to_their_consumer(setup: &Setup) {
    let bus = &setup.bus;
    let (strict, mut strict_outcomes) = consumer(bus, "strict");
    let strict = start(strict.on(async |_: OrderCreated| Err(Failure::reject("not for me")))).await;
    let (easy, mut easy_outcomes) = consumer(bus, "easy");
    let easy = start(easy.on(async |_: OrderCreated| Ok(()))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    strict_outcomes.next().await;
    assert_eq!(easy_outcomes.ending().await, (1, Ending::Done));
    assert_eq!(bus.dead_letters("strict", 10).await.unwrap().len(), 1);
    assert_eq!(bus.dead_letters("easy", 10).await.unwrap().len(), 0);
    strict.stop().await;
    easy.stop().await;
}

/// Dead letters are read from the oldest on, as many as asked for, and stay.
pub async fn the_oldest_dead_letters_come_first(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(
        consumer
            .on(async |_: OrderCreated| Err(Failure::reject("no")))
            .on(async |_: StockReserved| Err(Failure::reject("no"))),
    )
    .await;
    bus.publisher("shop").publish(&order("1")).await.unwrap();
    bus.publisher("shop").publish(&reserved("2")).await.unwrap();
    bus.publisher("shop").publish(&reserved("3")).await.unwrap();
    for _ in 0..3 {
        outcomes.next().await;
    }
    for (limit, subjects) in [
        (0, vec![]),
        (2, vec![OrderCreated::SUBJECT, StockReserved::SUBJECT]),
        (9, vec![OrderCreated::SUBJECT, StockReserved::SUBJECT, StockReserved::SUBJECT]),
    ] {
        let letters = bus.dead_letters("audit", limit).await.unwrap();
        let found: Vec<_> = letters.iter().map(crate::DeadLetter::subject).collect();
        assert_eq!(found, subjects);
    }
    running.stop().await;
}

/// Asking for the dead letters of a consumer that was never declared is an error that names it.
pub async fn dead_letters_of_nobody_are_an_error(setup: &Setup) {
    let bus = &setup.bus;
    let error = bus.dead_letters("nobody", 10).await.unwrap_err();
    assert!(error.to_string().contains("`nobody`"), "{error}");
}
