//! How long the broker is asked to leave an event to the member that has it.

use crate::fake::{Behaviour, Fake, a_delivery};
use evenkeel_bus::testing::events::OrderCreated;
use evenkeel_bus::testing::{Running, consumer, inbox, start};
use evenkeel_bus::{Bus, Consumer, Ending, Failure};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const LEASE: Duration = Duration::from_secs(3);
const SUBJECT: &str = "events.order.created.v1";

async fn ten_seconds(_: OrderCreated) -> Result<(), Failure> {
    sleep(Duration::from_secs(10)).await;
    Ok(())
}

async fn run(
    fake: &Fake,
    with: impl FnOnce(Consumer) -> Consumer,
) -> (Running, evenkeel_bus::testing::Inbox<evenkeel_bus::Outcome>) {
    let (consumer, outcomes) = consumer(&Bus::new(fake.clone()), "audit");
    (start(with(consumer)).await, outcomes)
}

#[tokio::test(start_paused = true)]
async fn it_is_extended_three_times_a_lease() {
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1).leased(LEASE));
    let (running, mut outcomes) = run(&fake, |consumer| consumer.on(ten_seconds)).await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert!((9..=10).contains(&fake.count("extend")), "{}", fake.count("extend"));
    sleep(LEASE).await;
    assert!(fake.count("extend") <= 10, "not after its end");
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_short_handler_and_a_delivery_without_a_lease_ask_for_nothing() {
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1));
    let (running, mut outcomes) = run(&fake, |consumer| consumer.on(ten_seconds)).await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1).leased(Duration::from_secs(60)));
    let (running, mut outcomes) = run(&fake, |consumer| consumer.on(ten_seconds)).await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(fake.count("extend"), 0);
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_does_not_answer_holds_up_no_handler() {
    for behaviour in [Behaviour::Fails, Behaviour::Hangs] {
        let fake = Fake::default();
        fake.on("extend", behaviour);
        fake.deliver(a_delivery(SUBJECT, 1).leased(LEASE));
        let begin = Instant::now();
        let (running, mut outcomes) = run(&fake, |consumer| consumer.on(ten_seconds)).await;
        assert_eq!(outcomes.ending().await, (1, Ending::Done));
        assert_eq!(begin.elapsed().as_secs(), 10);
        running.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_its_turn_or_its_next_attempt_is_extended_too() {
    let fake = Fake::default();
    let (sender, mut begun) = inbox();
    for _ in 0..2 {
        let mut delivery = a_delivery(SUBJECT, 1).leased(LEASE);
        delivery.envelope.key = Some("o-1".into());
        fake.deliver(delivery);
    }
    let (running, mut outcomes) = run(&fake, |consumer| {
        consumer.ordered_by_key().on(move |_: OrderCreated| {
            let sent = sender.send(());
            async move {
                sent?;
                Err(Failure::retry_after(Duration::from_secs(50), "later"))
            }
        })
    })
    .await;
    begun.next().await;
    begun.next().await;
    outcomes.next().await;
    // Two deliveries for fifty seconds, each every second.
    assert!((96..=102).contains(&fake.count("extend")), "{}", fake.count("extend"));
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn the_shortest_lease_is_no_panic() {
    let fake = Fake::default();
    fake.deliver(a_delivery(SUBJECT, 1).leased(Duration::ZERO));
    let (running, mut outcomes) = run(&fake, |consumer| consumer.on(ten_seconds)).await;
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    running.stop().await;
}
