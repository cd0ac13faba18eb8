//! Handlers that fail, and events that cannot be taken.

use crate::support::events::{OrderCreated, StockReserved, order, reserved};
use crate::support::running::start;
use crate::support::{consumer, inbox};
use evenkeel::Event;
use evenkeel_bus::{Bus, Context, Ending, Envelope, Failure, Reason};
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

pub async fn a_failed_event_comes_again_after_growing_delays(bus: &Bus) {
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

pub async fn the_last_failure_makes_a_dead_letter(bus: &Bus) {
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

pub async fn one_failure_holds_up_nobody_else(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(|event: OrderCreated, context: Context| async move {
        if event.order_id == "slow" { fail_until(&context, 2) } else { Ok(()) }
    }))
    .await;
    for id in ["slow", "quick"] {
        bus.publisher("shop").publish(&order(id)).await.unwrap();
    }
    let mut keys = Vec::new();
    for _ in 0..3 {
        let outcome = outcomes.next().await;
        keys.push(outcome.context.key().unwrap().to_owned());
    }
    assert_eq!(keys, ["slow", "quick", "slow"]);
    running.stop().await;
}

pub async fn a_rejected_event_is_dead_at_once(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("no such article")))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let reason = Reason::Rejected { error: "no such article".into() };
    assert_eq!(outcomes.ending().await, (1, Ending::DeadLettered { reason }));
    outcomes.nothing_more().await;
    running.stop().await;
}

pub async fn a_panic_is_a_failure(bus: &Bus) {
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

pub async fn a_panic_before_the_future_is_a_failure(bus: &Bus) {
    fn handler(_: OrderCreated) -> std::future::Ready<Result<(), Failure>> {
        panic!("at once")
    }
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.max_deliveries(1).on(handler)).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let reason = Reason::Panicked { message: "at once".into() };
    assert_eq!(outcomes.ending().await, (1, Ending::DeadLettered { reason }));
    running.stop().await;
}

pub async fn a_broken_contract_is_a_dead_letter(bus: &Bus) {
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

pub async fn no_json_is_a_dead_letter(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    for body in [&b""[..], b"{", b"\xff\xfe", b"{\"order_id\": \"o-1\", \"quantity\": 1} x"] {
        let envelope = Envelope::new(OrderCreated::SUBJECT, body);
        bus.publisher("elsewhere").send(envelope).await.unwrap();
        let (delivery, ending) = outcomes.ending().await;
        assert_eq!(delivery, 1);
        assert!(matches!(ending, Ending::DeadLettered { reason: Reason::Malformed(_) }), "{body:?}: {ending:?}");
    }
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}

pub async fn dead_letters_belong_to_their_consumer(bus: &Bus) {
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

pub async fn the_oldest_dead_letters_come_first(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(
        consumer
            .on(async |_: OrderCreated| Err(Failure::reject("no")))
            .on(async |_: StockReserved| Err(Failure::reject("no"))),
    )
    .await;
    bus.publisher("shop").publish(&order("1")).await.unwrap();
    bus.publisher("shop").publish(&reserved("2")).await.unwrap();
    bus.publisher("shop").publish(&order("3")).await.unwrap();
    for _ in 0..3 {
        outcomes.next().await;
    }
    for (limit, subjects) in [
        (0, vec![]),
        (2, vec![OrderCreated::SUBJECT, StockReserved::SUBJECT]),
        (9, vec![OrderCreated::SUBJECT, StockReserved::SUBJECT, OrderCreated::SUBJECT]),
    ] {
        let letters = bus.dead_letters("audit", limit).await.unwrap();
        let found: Vec<_> = letters.iter().map(evenkeel_bus::DeadLetter::subject).collect();
        assert_eq!(found, subjects);
    }
    running.stop().await;
}

pub async fn dead_letters_of_nobody_are_an_error(bus: &Bus) {
    let error = bus.dead_letters("nobody", 10).await.unwrap_err();
    assert!(error.to_string().contains("`nobody`"), "{error}");
}

pub async fn a_panic_that_panics_again_is_a_failure(bus: &Bus) {
    struct Again;
    impl Drop for Again {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "again");
        }
    }
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.max_deliveries(2).on(async |_: OrderCreated| std::panic::panic_any(Again))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { reason: Reason::Panicked { .. }, .. })));
    assert!(matches!(outcomes.ending().await, (2, Ending::DeadLettered { reason: Reason::Panicked { .. } })));
    running.stop().await;
}
