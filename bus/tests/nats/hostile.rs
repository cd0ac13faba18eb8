//! What other programs may have put into a stream, and what the client of NATS makes of it.

use crate::server::{Nats, Version};
use crate::support::{BODY, SUBJECT, bus, quick, raw};
use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::{consumer, start};
use evenkeel_bus::{Ending, Error, Failure, Outcome};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

on_each_version! {
    events_of_one_id_are_put_aside_each
    a_letter_shows_no_other_message
    a_delay_without_end_is_a_long_one
    a_header_that_cannot_be_read_holds_up_no_other_event
    a_client_that_died_ends_its_consumers
}

/// Two messages under one id break CloudEvents, and both are worth a dead letter.
async fn events_of_one_id_are_put_aside_each(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let raw = raw(&server).await;
    for body in ["{", "["] {
        let mut headers = async_nats::HeaderMap::new();
        headers.insert("ce-id", "1");
        raw.publish_with_headers(SUBJECT, headers, body.into()).await.unwrap().await.unwrap();
        assert!(matches!(outcomes.next().await.ending, Ending::DeadLettered { .. }));
    }
    let letters = bus.dead_letters("audit", 10).await.unwrap();
    assert_eq!(letters.iter().map(|letter| &*letter.envelope.body).collect::<Vec<_>>(), [b"{", b"["]);
    running.stop().await;
}

/// The headers of letters are read in letters alone: an event cannot have the reader look elsewhere.
async fn a_letter_shows_no_other_message(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Err(Failure::reject("no")))).await;
    let raw = raw(&server).await;
    raw.publish("events.secret", "s3cret".into()).await.unwrap().await.unwrap();
    for place in ["EVENTS/1", "NOWHERE/1"] {
        let mut headers = async_nats::HeaderMap::new();
        headers.insert("evenkeel-event", place);
        raw.publish_with_headers(SUBJECT, headers, BODY.into()).await.unwrap().await.unwrap();
        assert!(matches!(outcomes.next().await.ending, Ending::DeadLettered { .. }));
    }
    let letters = bus.dead_letters("audit", 10).await.unwrap();
    assert!(letters.len() == 2 && letters.iter().all(|letter| letter.envelope.body == BODY), "{letters:?}");
    running.stop().await;
}

async fn a_delay_without_end_is_a_long_one(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let handler = async |_: OrderCreated| Err(Failure::retry_after(Duration::MAX, "never"));
    let running = start(consumer.on(handler)).await;
    raw(&server).await.publish(SUBJECT, BODY.into()).await.unwrap().await.unwrap();
    let (delivery, ending) = outcomes.ending().await;
    assert!(matches!((delivery, &ending), (1, Ending::Retried { .. })), "{ending:?}");
    outcomes.nothing_more().await;
    running.stop().await;
}

/// Puts an event with these bytes as its header into the stream, as no client would.
fn publish_bytes(server: &Nats, header: &str) {
    let mut socket = TcpStream::connect(server.url().trim_start_matches("nats://")).unwrap();
    let head = format!("NATS/1.0\r\n{header}\r\n\r\n");
    let (length, total) = (head.len(), head.len() + BODY.len());
    let publish = format!("HPUB {SUBJECT} {length} {total}\r\n{head}{BODY}\r\n");
    write!(socket, "CONNECT {{\"verbose\":false,\"headers\":true}}\r\n{publish}PING\r\n").unwrap();
    // The answer to the ping says that all before it was heard.
    let mut heard = Vec::new();
    while !heard.windows(4).any(|part| part == b"PONG") {
        let mut buffer = [0; 1024];
        let count = socket.read(&mut buffer).unwrap();
        assert_ne!(count, 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&buffer[..count]);
    }
}

/// The client breaks off over a header that it cannot read, and connects again.
async fn a_header_that_cannot_be_read_holds_up_no_other_event(version: Version) {
    let server = Nats::start(version);
    // What was on its way with it comes again when its lease ends.
    let bus = evenkeel_bus::connect(&format!("{}?lease=1s", server.url())).await.unwrap();
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    let publisher = bus.publisher("shop");
    for header in ["a b: c", "no colon"] {
        publish_bytes(&server, header);
        publisher.publish(&order(header)).await.unwrap();
        // Some word about it may be lost with the connection.
        let is_done = |outcome: &Outcome| outcome.ending == Ending::Done && outcome.context.key() == Some(header);
        while !is_done(&outcomes.next().await) {}
    }
    running.stop().await;
}

/// The client panics over this one, and is dead. That must not look like a stream without events.
async fn a_client_that_died_ends_its_consumers(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let mut running = start(quick(&bus, "audit").on(async |_: OrderCreated| Ok(()))).await;
    publish_bytes(&server, "a: b\rc");
    let error = running.ended().await.unwrap_err();
    assert!(matches!(&error, Error::Transport { task, .. } if task == "fetch"), "{error}");
}
