//! Hostile messages on a bus: a payload that breaks its contract or is no JSON becomes a dead letter, and
//! the consumer goes on.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use evenkeel_bus::{Consumer, Envelope, Failure, Reason};
use evenkeel_golden::object::order::OrderPlacedV1;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::Instant;

const SUBJECT: &str = "events.order.placed.v1";
const GOOD: &str = r#"{"id": "a", "kind": "order", "note": null, "count": 3, "nothing": null}"#;

fn bodies() -> Vec<Vec<u8>> {
    let deep = "[".repeat(100_000);
    let mistakes = format!("{{{}}}", (0..100_000).map(|n| format!("\"k{n}\":1")).collect::<Vec<_>>().join(","));
    let nested = format!("{{\"id\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    [
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"id\": 1e999}",
        "{\"id\": \"\\ud800\"}",
        "\u{feff}{}",
        "{\"id\": 1, \"id\": 1}",
        "{\"id\": NaN}",
        &deep,
        &mistakes,
        &nested,
    ]
    .iter()
    .map(|body| body.as_bytes().to_vec())
    .chain([b"\xff\xfe".to_vec(), b"{\"id\": \"\xc3\x28\"}".to_vec(), vec![0; 1 << 20]])
    .collect()
}

/// An envelope whose every attribute and header is somebody else's idea.
fn envelope(body: impl Into<Vec<u8>>, text: &str) -> Envelope {
    let mut envelope = Envelope::new(SUBJECT, body.into());
    envelope.event_type = Some(text.to_owned());
    envelope.source = Some(text.to_owned());
    envelope.time = Some(text.to_owned());
    envelope.key = Some(text.to_owned());
    envelope.dataschema = Some(text.to_owned());
    for name in ["traceparent", "tracestate", "ce-id", "ce-specversion", "evenkeel-deliveries", "content-type", ""] {
        envelope.headers.insert(name, text);
    }
    envelope
}

#[tokio::test]
async fn hostile_messages_end_as_dead_letters() {
    let bus = evenkeel_bus::connect("memory:hostile").await.unwrap();
    let handled = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&handled);
    let consumer = Consumer::new(&bus, "inventory").on(move |_: OrderPlacedV1| {
        let count = Arc::clone(&count);
        async move {
            count.fetch_add(1, Ordering::SeqCst);
            Ok::<(), Failure>(())
        }
    });
    consumer.declare().await.unwrap();
    let long = "x".repeat(100_000);
    let texts = [
        "",
        "\r\nInjected: yes",
        "\0",
        "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff",
        "%zz%",
        "\u{202e}\u{1b}[31m",
        &long,
    ];
    let transport = bus.transport();
    let mut sent = 0;
    for (index, body) in bodies().into_iter().enumerate() {
        let deadline = Instant::now() + Duration::from_mins(1);
        transport.publish(envelope(body, texts[index % texts.len()]), deadline).await.unwrap();
        sent += 1;
    }
    for text in texts {
        let deadline = Instant::now() + Duration::from_mins(1);
        transport.publish(envelope(GOOD, text), deadline).await.unwrap();
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(consumer.run(async { _ = stopped.await }));
    let waited = tokio::time::timeout(Duration::from_mins(2), async {
        while bus.dead_letters("inventory", 1_000).await.unwrap().len() < sent
            || handled.load(Ordering::SeqCst) < texts.len()
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.unwrap();
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
    let letters = bus.dead_letters("inventory", 1_000).await.unwrap();
    assert_eq!((letters.len(), handled.load(Ordering::SeqCst)), (sent, texts.len()));
    for letter in letters {
        assert_eq!(letter.deliveries, 1, "what breaks its contract is not tried again");
        let reason = letter.reason.to_string();
        assert!(matches!(letter.reason, Reason::Violates(_) | Reason::Malformed(_)), "{reason}");
        assert!(reason.len() < 4 << 20 && !reason.contains(['\0', '\u{1b}', '\u{202e}']), "{} bytes", reason.len());
    }
}
