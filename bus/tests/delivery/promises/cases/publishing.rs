//! What a publish answers.

use crate::support::events::{OrderCreated, Quantity, order};
use crate::support::running::start;
use crate::support::{consumer, inbox};
use evenkeel_bus::{Bus, Envelope, PublishError};

pub async fn a_receipt_names_the_event(bus: &Bus) {
    let (sender, mut ids) = inbox();
    let (consumer, _outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |_: OrderCreated, context: evenkeel_bus::Context| {
        let sent = sender.send(context.event_id().to_owned());
        async move { Ok(sent?) }
    }))
    .await;
    let publisher = bus.publisher("shop");
    let first = publisher.publish(&order("o-1")).await.unwrap();
    let second = publisher.publish(&order("o-1")).await.unwrap();
    assert!(!first.duplicate && !second.duplicate);
    assert!(first.event_id < second.event_id, "ids sort by time");
    assert_ne!(first.position, second.position);
    assert_eq!(ids.next().await, first.event_id);
    assert_eq!(ids.next().await, second.event_id);
    running.stop().await;
}

pub async fn a_resend_is_known_and_delivered_once(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let publisher = bus.publisher("shop");
    let first = publisher.publish(&order("o-1")).await.unwrap();
    let again = publisher.publish_as(&first.event_id, &order("o-1")).await.unwrap();
    assert!(again.duplicate);
    assert_eq!(again.event_id, first.event_id);
    outcomes.next().await;
    outcomes.nothing_more().await;
    running.stop().await;
}

pub async fn one_id_of_two_sources_is_two_events(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    for source in ["shop", "market"] {
        let receipt = bus.publisher(source).publish_as("e-1", &order("o-1")).await.unwrap();
        assert!(!receipt.duplicate);
    }
    outcomes.next().await;
    outcomes.next().await;
    running.stop().await;
}

pub async fn an_invalid_event_is_not_sent(bus: &Bus) {
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let event = OrderCreated { order_id: "o-1".into(), quantity: Quantity(0) };
    let error = bus.publisher("shop").publish(&event).await.unwrap_err();
    let PublishError::Invalid(violations) = error else { panic!("{error}") };
    assert_eq!(violations.iter().next().unwrap().instance_path, "/quantity");
    outcomes.nothing_more().await;
    running.stop().await;
}

pub async fn what_no_broker_can_carry_is_refused(bus: &Bus) {
    let unnamed = bus.publisher("").publish(&order("o-1")).await;
    assert!(matches!(unnamed, Err(PublishError::Refused { .. })));
    let no_id = bus.publisher("shop").publish_as("", &order("o-1")).await;
    assert!(matches!(no_id, Err(PublishError::Refused { .. })));
    let wildcard = bus.publisher("shop").send(Envelope::new("events.>", "{}")).await;
    assert!(matches!(wildcard, Err(PublishError::Refused { .. })));
}

pub async fn a_closed_bus_refuses(bus: &Bus) {
    let publisher = bus.publisher("shop");
    bus.close().await.unwrap();
    let error = publisher.publish(&order("o-1")).await.unwrap_err();
    assert!(matches!(&error, PublishError::Refused { reason } if reason.contains("closed")));
}
