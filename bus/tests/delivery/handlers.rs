//! What a handler can do to its consumer, on any transport.

use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::{consumer, start};
use evenkeel_bus::{Ending, Failure, Reason};

#[tokio::test(start_paused = true)]
async fn a_panic_before_the_future_is_a_failure() {
    fn handler(_: OrderCreated) -> std::future::Ready<Result<(), Failure>> {
        panic!("at once")
    }
    let bus = evenkeel_bus::connect("memory:a_panic_before_the_future_is_a_failure").await.unwrap();
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.max_deliveries(1).on(handler)).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let reason = Reason::Panicked { message: "at once".into() };
    assert_eq!(outcomes.ending().await, (1, Ending::DeadLettered { reason }));
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_panic_that_panics_again_is_a_failure() {
    struct Again;
    impl Drop for Again {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "again");
        }
    }
    let bus = evenkeel_bus::connect("memory:a_panic_that_panics_again_is_a_failure").await.unwrap();
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.max_deliveries(2).on(async |_: OrderCreated| std::panic::panic_any(Again))).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert!(matches!(outcomes.ending().await, (1, Ending::Retried { reason: Reason::Panicked { .. }, .. })));
    assert!(matches!(outcomes.ending().await, (2, Ending::DeadLettered { reason: Reason::Panicked { .. } })));
    running.stop().await;
}
