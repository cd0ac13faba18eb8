//! The permissions in `docs/nats.md` are enough.

use crate::server::{Nats, Version};
use evenkeel_bus::testing::events::{OrderCreated, StockReserved, order, reserved};
use evenkeel_bus::testing::{consumer, start};
use evenkeel_bus::{Bus, Ending, Failure, PublishError};
use std::time::Duration;

on_each_version! {
    what_the_page_grants_is_enough
}

async fn come_in(server: &Nats, login: &str) -> Bus {
    evenkeel_bus::connect(&server.url().replace("//", &format!("//{login}@"))).await.unwrap()
}

async fn what_the_page_grants_is_enough(version: Version) {
    let page = include_str!("../../../docs/nats.md");
    let config = page.split("```conf\n").nth(1).unwrap().split("```").next().unwrap();
    let server = Nats::start_with(version, config);

    let operator = come_in(&server, "operator:change-me-1").await;
    let inventory = come_in(&server, "inventory:change-me-3").await;
    let handlers = |bus: &Bus| {
        let (consumer, outcomes) = consumer(bus, "inventory");
        let consumer = consumer
            .on(async |_: StockReserved| Ok(()))
            .on(async |event: OrderCreated| if event.order_id == "bad" { Err(Failure::reject("bad")) } else { Ok(()) });
        (consumer, outcomes)
    };
    handlers(&operator).0.declare().await.unwrap();
    let (consumer, mut outcomes) = handlers(&inventory);
    let running = start(consumer).await;

    let orders = come_in(&server, "order-service:change-me-2").await.publisher("order-service");
    orders.publish(&order("good")).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    orders.publish(&order("bad")).await.unwrap();
    assert!(matches!(outcomes.ending().await, (1, Ending::DeadLettered { .. })));
    running.stop().await;
    assert_eq!(operator.dead_letters("inventory", 10).await.unwrap().len(), 1);

    // What is not granted fails, and says so in time.
    let denied = orders.deadline(Duration::from_millis(500)).publish(&reserved("o-1")).await.unwrap_err();
    assert!(matches!(denied, PublishError::Unknown { .. }), "{denied}");
}
