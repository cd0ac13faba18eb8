//! What a publish answers.

use super::events::{OrderCreated, Quantity, order};
use super::{Setup, consumer, inbox, start};
use crate::{Capability, PublishError};

/// The transport can do what the [`Setup`] states, and nothing else.
pub async fn capabilities_are_as_stated(setup: &Setup) {
    for capability in Capability::ALL {
        assert_eq!(setup.bus.supports(*capability), setup.has(*capability), "{capability}");
    }
}

/// A receipt carries the id under which consumers get the event; ids of one publisher sort by time.
pub async fn a_receipt_names_the_event(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut ids) = inbox();
    let (consumer, _outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(move |_: OrderCreated, context: crate::Context| {
        let sent = sender.send(context.event_id().to_owned());
        async move { Ok(sent?) }
    }))
    .await;
    let publisher = bus.publisher("shop");
    let first = publisher.publish(&order("o-1")).await.unwrap();
    let second = publisher.publish(&order("o-1")).await.unwrap();
    assert!(!first.duplicate && !second.duplicate);
    assert!(first.event_id < second.event_id, "ids sort by time");
    if first.position.is_some() {
        assert_ne!(first.position, second.position);
    }
    assert_eq!(ids.next().await, first.event_id);
    assert_eq!(ids.next().await, second.event_id);
    running.stop().await;
}

/// An event that is sent again under its id is a duplicate, and is delivered once.
///
/// Needs [`Capability::Duplicates`].
pub async fn a_resend_is_known_and_delivered_once(setup: &Setup) {
    if !setup.has(Capability::Duplicates) {
        return;
    }
    let bus = &setup.bus;
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

/// Source and id together name an event (CloudEvents 1.0, `id`): one id of two sources is two events.
pub async fn one_id_of_two_sources_is_two_events(setup: &Setup) {
    let bus = &setup.bus;
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

/// An event that breaks its contract is refused with its violations, and no consumer ever sees it.
pub async fn an_invalid_event_is_not_sent(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut outcomes) = consumer(bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let event = OrderCreated { order_id: "o-1".into(), quantity: Quantity(0) };
    let error = bus.publisher("shop").publish(&event).await.unwrap_err();
    let PublishError::Invalid(violations) = error else { panic!("{error}") };
    assert_eq!(violations.iter().next().unwrap().instance_path, "/quantity");
    outcomes.nothing_more().await;
    running.stop().await;
}

/// After the bus was closed, a publish is refused, and its reason says so.
pub async fn a_closed_bus_refuses(setup: &Setup) {
    let bus = &setup.bus;
    let publisher = bus.publisher("shop");
    bus.close().await.unwrap();
    let error = publisher.publish(&order("o-1")).await.unwrap_err();
    assert!(matches!(&error, PublishError::Refused { reason } if reason.contains("closed")));
}
