//! What travels beside the body.

use super::events::{OrderCreated, StockReserved, order, reserved};
use super::{Inbox, Setup, consumer, inbox, start};
use crate::{Consumer, Context, Envelope};
use evenkeel::Event;

/// Hands the context of each order to the test.
fn contexts(bus: &crate::Bus) -> (Consumer, Inbox<Context>) {
    let (sender, contexts) = inbox();
    let (consumer, _) = consumer(bus, "audit");
    let consumer = consumer.on(move |_: OrderCreated, context: Context| {
        let sent = sender.send(context);
        async move { Ok(sent.map_err(|_| "the test is over")?) }
    });
    (consumer, contexts)
}

/// Every CloudEvents attribute arrives as it was sent, with the body byte for byte.
pub async fn attributes_travel(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut contexts) = contexts(bus);
    let running = start(consumer).await;
    let receipt = bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let context = contexts.next().await;
    assert_eq!(context.consumer(), "audit");
    assert_eq!(context.event_id(), receipt.event_id);
    assert_eq!(context.subject(), "events.order.created.v1");
    assert_eq!(context.delivery(), 1);
    assert_eq!(context.key(), Some("o-1"));
    assert_eq!(context.source(), Some("shop"));
    let time = context.time().unwrap();
    assert!(time.len() == "2026-11-20T20:30:00.000Z".len() && time.ends_with('Z'), "{time}");
    let envelope = context.envelope();
    assert_eq!(envelope.event_type.as_deref(), Some("order.created.v1"));
    assert_eq!(envelope.dataschema.as_deref(), Some("https://schemas.example/order/created.v1.json"),);
    assert_eq!(envelope.body, r#"{"order_id":"o-1","quantity":1}"#);
    assert_eq!(context.headers().iter().count(), 0);
    running.stop().await;
}

/// A key may be any text: empty, with spaces, line breaks, signs, or outside of ASCII.
pub async fn any_text_can_be_a_key(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut contexts) = contexts(bus);
    let running = start(consumer).await;
    for key in ["", " ", "100%", "%41", "Straße 1", "a\r\nb: c", "\"\u{202e}😀"] {
        bus.publisher("shop").publish(&order(key)).await.unwrap();
        assert_eq!(contexts.next().await.key(), Some(key));
    }
    running.stop().await;
}

/// A message without CloudEvents attributes is routed by its subject, and has an id.
pub async fn a_plain_message_is_handled(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut contexts) = contexts(bus);
    let running = start(consumer).await;
    let mut envelope = Envelope::new(OrderCreated::SUBJECT, r#"{"quantity":1,"order_id":"o-1"}"#);
    envelope.time = None;
    bus.publisher("elsewhere").send(envelope).await.unwrap();
    let context = contexts.next().await;
    assert_eq!((context.key(), context.time()), (None, None));
    assert!(!context.event_id().is_empty());
    running.stop().await;
}

/// `traceparent` goes from the event that is handled to those that its handler publishes.
pub async fn the_trace_is_passed_on(setup: &Setup) {
    let bus = &setup.bus;
    let (sender, mut traces) = inbox();
    let publisher = bus.publisher("inventory");
    let (inventory, _outcomes) = consumer(bus, "inventory");
    let inventory = start(
        inventory
            .on(move |event: OrderCreated| {
                let publisher = publisher.clone();
                async move {
                    publisher.publish(&reserved(&event.order_id)).await?;
                    Ok(())
                }
            })
            .on(move |_: StockReserved, context: Context| {
                let sent = sender.send(context.headers().get("traceparent").map(str::to_owned));
                async move { Ok(sent?) }
            }),
    )
    .await;
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let mut envelope = Envelope::new(OrderCreated::SUBJECT, r#"{"order_id":"o","quantity":1}"#);
    bus.publisher("shop").send(envelope.clone()).await.unwrap();
    assert_eq!(traces.next().await, None);
    envelope.id = "strangely traced".into();
    envelope.headers.insert("traceparent", "00-ä");
    bus.publisher("shop").send(envelope.clone()).await.unwrap();
    assert_eq!(traces.next().await, None, "no trace of that kind is passed on");
    envelope.id = "traced".into();
    envelope.headers.insert("traceparent", trace);
    bus.publisher("shop").send(envelope).await.unwrap();
    assert_eq!(traces.next().await.as_deref(), Some(trace));
    inventory.stop().await;
}

/// Headers that are no attribute arrive unchanged, one value for each name, and no other is added.
pub async fn other_headers_travel(setup: &Setup) {
    let bus = &setup.bus;
    let (consumer, mut contexts) = contexts(bus);
    let running = start(consumer).await;
    let mut envelope = Envelope::new(OrderCreated::SUBJECT, r#"{"order_id":"o","quantity":1}"#);
    envelope.headers.insert("tenant", "a");
    envelope.headers.insert("tenant", "b");
    bus.publisher("shop").send(envelope).await.unwrap();
    let context = contexts.next().await;
    assert_eq!(context.headers().iter().collect::<Vec<_>>(), [("tenant", "b")]);
    running.stop().await;
}
