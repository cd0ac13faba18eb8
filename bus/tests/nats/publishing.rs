//! What the server makes of events, and what it refuses.

use crate::server::{Nats, Version};
use crate::support::{BODY, SUBJECT, bus, raw};
use async_nats::jetstream::stream::{Config, DiscardPolicy};
use evenkeel_bus::testing::events::order;
use evenkeel_bus::{Envelope, PublishError};
use futures_util::StreamExt;
use std::time::Duration;

on_each_version! {
    an_event_is_a_plain_message
    an_event_that_is_sent_again_is_stored_once
    a_message_fits_or_is_refused_before_it_is_sent
    a_full_stream_refuses
    a_subject_without_a_stream_is_refused
    headers_for_the_server_are_refused
    who_listens_does_not_hide_that_there_is_no_stream
    an_answer_of_somebody_else_is_no_refusal
    a_dead_server_leaves_the_outcome_open_and_a_live_one_settles_it
}

async fn an_event_is_a_plain_message(version: Version) {
    let server = Nats::start(version);
    let receipt = bus(&server).await.publisher("shop").publish_as("e 1", &order("o-1")).await.unwrap();
    assert_eq!(receipt.position.as_deref(), Some("EVENTS/1"));
    let stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    let message = stream.get_raw_message(1).await.unwrap();
    assert_eq!(message.subject.as_str(), SUBJECT);
    assert_eq!(message.payload, BODY);
    for (name, value) in [
        ("ce-specversion", "1.0"),
        ("ce-id", "e%201"),
        ("ce-source", "shop"),
        ("ce-type", "order.created.v1"),
        ("ce-subject", "o-1"),
        ("ce-datacontenttype", "application/json"),
        ("Nats-Msg-Id", "shop e%201"),
    ] {
        assert_eq!(message.headers.get(name).map(async_nats::HeaderValue::as_str), Some(value), "{name}");
    }
}

async fn an_event_that_is_sent_again_is_stored_once(version: Version) {
    let server = Nats::start(version);
    let publisher = bus(&server).await.publisher("shop");
    let first = publisher.publish_as("e-1", &order("o-1")).await.unwrap();
    let again = publisher.publish_as("e-1", &order("o-1")).await.unwrap();
    assert_eq!((first.duplicate, again.duplicate), (false, true));
    assert_eq!(first.position, again.position);
    let mut stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    assert_eq!(stream.info().await.unwrap().state.messages, 1);
}

async fn a_message_fits_or_is_refused_before_it_is_sent(version: Version) {
    const LIMIT: usize = 4096;
    let server = Nats::start_with(version, &format!("max_payload: {LIMIT}"));
    let bus = bus(&server).await;
    let publisher = bus.publisher("shop").deadline(Duration::from_secs(5));
    let (mut stored, mut refused) = (Vec::new(), Vec::new());
    for length in LIMIT - 300..=LIMIT + 1 {
        let mut envelope = Envelope::new(SUBJECT, "x".repeat(length));
        (envelope.id, envelope.time) = (format!("{length}"), None);
        match publisher.send(envelope).await {
            Ok(_) => stored.push(length),
            Err(PublishError::Refused { reason }) => {
                assert!(reason.contains("max_payload") && reason.contains("4096"), "{reason}");
                refused.push(length);
            }
            Err(unknown) => panic!("{length}: {unknown}"),
        }
    }
    assert!(!stored.is_empty() && stored.last().unwrap() + 1 == refused[0], "{stored:?} {refused:?}");
    let raw = raw(&server).await;
    let message = raw.get_stream("EVENTS").await.unwrap().get_raw_message(stored.len() as u64).await.unwrap();
    let headers = message.headers.iter().map(|(name, values)| name.to_string().len() + values[0].as_str().len() + 4);
    let size = message.payload.len() + headers.sum::<usize>() + "NATS/1.0\r\n\r\n".len();
    assert_eq!(size, LIMIT, "the longest that was stored leaves no byte");
}

async fn a_full_stream_refuses(version: Version) {
    let server = Nats::start(version);
    let subjects = vec!["events.>".to_owned()];
    let config =
        Config { name: "ORDERS".into(), subjects, max_messages: 3, discard: DiscardPolicy::New, ..Config::default() };
    raw(&server).await.create_stream(config).await.unwrap();
    let publisher = bus(&server).await.publisher("shop");
    for n in 0..3 {
        publisher.publish(&order(&n.to_string())).await.unwrap();
    }
    let error = publisher.publish(&order("4")).await.unwrap_err();
    assert!(matches!(&error, PublishError::Refused { reason } if reason.contains("maximum messages")), "{error}");
}

async fn a_subject_without_a_stream_is_refused(version: Version) {
    let server = Nats::start(version);
    let error = bus(&server).await.publisher("shop").send(Envelope::new("shop.orders", "{}")).await.unwrap_err();
    let PublishError::Refused { reason } = error else { panic!("{error}") };
    assert_eq!(
        reason,
        "the transport `nats` cannot find the stream of `shop.orders`: no stream takes it, and only for `events.>` \
         one is made: create a stream with this subject"
    );
}

async fn headers_for_the_server_are_refused(version: Version) {
    let server = Nats::start(version);
    let mut envelope = Envelope::new(SUBJECT, "{}");
    envelope.headers.insert("Nats-Rollup", "all");
    let error = bus(&server).await.publisher("shop").send(envelope).await.unwrap_err();
    assert!(matches!(error, PublishError::Refused { .. }), "{error}");
}

async fn a_dead_server_leaves_the_outcome_open_and_a_live_one_settles_it(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let publisher = bus.publisher("shop");
    publisher.publish(&order("o-1")).await.unwrap();
    server.kill_now();
    let hasty = publisher.clone().deadline(Duration::from_millis(300));
    let error = hasty.publish_as("e-2", &order("o-2")).await.unwrap_err();
    let PublishError::Unknown { event_id, .. } = error else { panic!("{error}") };
    let patient = tokio::spawn({
        let publisher = publisher.deadline(Duration::from_secs(60));
        async move { publisher.publish_as(event_id, &order("o-2")).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.start_again();
    patient.await.unwrap().unwrap();
    let mut stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    assert_eq!(stream.info().await.unwrap().state.messages, 2, "once, however often it was sent");
}

/// The server tells that nobody takes a subject only where nobody listens to it.
async fn who_listens_does_not_hide_that_there_is_no_stream(version: Version) {
    let server = Nats::start(version);
    let _listener = async_nats::connect(server.url()).await.unwrap().subscribe("events.>").await.unwrap();
    let receipt = bus(&server).await.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert!(receipt.position.unwrap().starts_with("EVENTS/"));
}

async fn an_answer_of_somebody_else_is_no_refusal(version: Version) {
    let server = Nats::start(version);
    let client = async_nats::connect(server.url()).await.unwrap();
    let mut requests = client.subscribe("events.>").await.unwrap();
    client.flush().await.unwrap();
    let answering = tokio::spawn(async move {
        let reply = requests.next().await.unwrap().reply.unwrap();
        client.publish(reply, "at your service".into()).await.unwrap();
        client.flush().await.unwrap();
    });
    let error = bus(&server).await.publisher("shop").publish(&order("o-1")).await.unwrap_err();
    assert!(matches!(error, PublishError::Unknown { .. }), "{error}");
    answering.await.unwrap();
}
