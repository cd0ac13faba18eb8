//! What becomes of events that break their contracts, on both sides and in each mode.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use contracts::parcel::{ParcelDeliveredV1, ParcelRegisteredV1};
use evenkeel_bus::testing::{consumer, inbox, start};
use evenkeel_bus::{Breach, Bus, Ending, Envelope, Failure, PublishError, Reason, Side, Validation};
use std::sync::{Arc, Mutex};

const MODES: [Validation; 3] = [Validation::Enforce, Validation::Report, Validation::Off];

const FINE: &str = r#"{"parcel_id":"6f1c2a34-9a2b-4c1d-8e2f-000000000001","weight_g":1200,"version":"v1",
    "to":{"name":"Ada","lines":["Hafenstr. 3"],"postcode":"20457","country":"DE"}}"#;

fn registered(payload: &str) -> ParcelRegisteredV1 {
    let checked = evenkeel::decode_with(payload.as_bytes(), Validation::Off);
    checked.unwrap().value
}

/// An event that breaks two rules.
fn broken() -> ParcelRegisteredV1 {
    registered(&FINE.replace("1200", "0").replace("Ada", ""))
}

fn delivered() -> ParcelDeliveredV1 {
    let payload = r#"{"parcel_id":"6f1c2a34-9a2b-4c1d-8e2f-000000000001","at":"2026-11-20T10:00:00Z",
        "handed_to":"locker","version":"v1"}"#;
    evenkeel::decode(payload.as_bytes()).unwrap()
}

async fn bus(case: &str, mode: Validation) -> Bus {
    evenkeel_bus::connect(&format!("memory:validation.{case}.{mode:?}")).await.unwrap()
}

/// Something that notes breaches, and the notes.
fn notes() -> (impl Fn(&Breach) + Send + Sync + 'static, Arc<Mutex<Vec<String>>>) {
    let notes = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&notes);
    let hook = move |breach: &Breach| {
        let places: Vec<&str> = breach.violations.iter().map(|violation| violation.instance_path.as_str()).collect();
        let side = match breach.side {
            Side::Published => "published by",
            Side::Consumed => "consumed by",
        };
        let Breach { by, event_type, event_id, .. } = breach;
        let note = format!("{event_type} {event_id} {side} {by}: {}", places.join(" "));
        kept.lock().unwrap().push(note);
    };
    (hook, notes)
}

#[tokio::test(start_paused = true)]
async fn publishing() {
    for (mode, is_sent, told) in [
        (Validation::Enforce, false, vec![]),
        (
            Validation::Report,
            true,
            vec!["parcel.registered.v1 two published by counter: /to/name /weight_g".to_owned()],
        ),
        (Validation::Off, true, vec![]),
    ] {
        let (hook, notes) = notes();
        let publisher = bus("publishing", mode).await.publisher("counter").validation(mode).on_breach(hook);

        publisher.publish_as("one", &registered(FINE)).await.unwrap();
        assert_eq!(publisher.breaches().total().events, 0, "{mode:?}");

        match publisher.publish_as("two", &broken()).await {
            Ok(receipt) => assert!(is_sent && receipt.event_id == "two", "{mode:?}"),
            Err(PublishError::Invalid(violations)) => assert!(!is_sent && violations.len() == 2, "{mode:?}"),
            Err(other) => panic!("{mode:?}: {other}"),
        }
        assert_eq!(*notes.lock().unwrap(), told, "{mode:?}");
        let tally = publisher.clone().breaches().of::<ParcelRegisteredV1>();
        assert_eq!((tally.events, tally.violations), if told.is_empty() { (0, 0) } else { (1, 2) }, "{mode:?}");
        assert_eq!(publisher.breaches().of::<ParcelDeliveredV1>().events, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn consuming() {
    // The payload, how it ends in each mode, and what `Report` tells.
    let table = [
        ("fine", FINE.to_owned(), ["done"; 3], None),
        ("rules", FINE.replace("1200", "0"), ["violates", "done", "done"], Some("/weight_g")),
        ("constant", FINE.replace("v1", "v0"), ["violates", "done", "done"], Some("/version")),
        ("absent", FINE.replace(r#","version":"v1""#, ""), ["violates", "done", "done"], Some("")),
        ("enum", FINE.replace("DE", "FR"), ["violates"; 3], None),
        ("format", FINE.replace("6f1c2a34-", ""), ["violates"; 3], None),
        ("required", FINE.replace("weight_g", "weight"), ["violates"; 3], None),
        ("type", FINE.replace("1200", "\"1200\""), ["violates"; 3], None),
        ("malformed", FINE.replace("}}", "}"), ["malformed"; 3], None),
    ];
    for (index, mode) in MODES.into_iter().enumerate() {
        let bus = bus("consuming", mode).await;
        let (hook, notes) = notes();
        let (consumer, mut outcomes) = consumer(&bus, "courier");
        let (seen, mut handled) = inbox();
        let consumer = consumer.validation(mode).on_breach(hook).on(move |parcel: ParcelRegisteredV1| {
            let seen = seen.clone();
            async move { Ok::<_, Failure>(seen.send(parcel.weight_g)?) }
        });
        let breaches = consumer.breaches();
        let running = start(consumer).await;

        for (id, payload, endings, told) in &table {
            let mut envelope = Envelope::new(ParcelRegisteredV1::SUBJECT, payload.clone());
            (*id).clone_into(&mut envelope.id);
            bus.publisher("counter").send(envelope).await.unwrap();
            let ending = match outcomes.ending().await.1 {
                Ending::Done => "done",
                Ending::DeadLettered { reason: Reason::Violates(_) } => "violates",
                Ending::DeadLettered { reason: Reason::Malformed(_) } => "malformed",
                other => panic!("{other:?}"),
            };
            assert_eq!(ending, endings[index], "{id} under {mode:?}");
            if ending == "done" {
                handled.next().await;
            }
            let expected = told.filter(|_| mode == Validation::Report);
            let expected = expected.map(|place| format!("parcel.registered.v1 {id} consumed by courier: {place}"));
            assert_eq!(notes.lock().unwrap().pop(), expected, "{id} under {mode:?}");
        }
        assert_eq!(breaches.total().events, if mode == Validation::Report { 3 } else { 0 });
        assert_eq!(breaches.by_type().len(), usize::from(mode == Validation::Report));
        running.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_contract_after_the_other() {
    let bus = bus("each", Validation::Report).await;
    let publisher =
        bus.publisher("counter").validation(Validation::Off).validation_of::<ParcelRegisteredV1>(Validation::Enforce);
    let refused = publisher.publish(&broken()).await.unwrap_err();
    assert!(matches!(refused, PublishError::Invalid(_)));
    publisher.publish(&delivered()).await.unwrap();

    // Whatever is said first: what is said of one event goes before what is said of all.
    let publisher = bus
        .publisher("counter")
        .validation_of::<ParcelRegisteredV1>(Validation::Report)
        .validation(Validation::Enforce);
    publisher.publish(&broken()).await.unwrap();
    assert_eq!(publisher.breaches().total().events, 1);
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_harms_nobody() {
    let bus = bus("panic", Validation::Report).await;
    let (hook, notes) = notes();
    let (consumer, mut outcomes) = consumer(&bus, "courier");
    let consumer = consumer
        .validation(Validation::Report)
        .on_breach(|_| panic!("of the hook"))
        .on_breach(hook)
        .on(|_: ParcelRegisteredV1| async { Ok(()) });
    let running = start(consumer).await;
    let publisher = bus.publisher("counter").validation(Validation::Report).on_breach(|_| panic!("of the hook"));
    publisher.publish(&broken()).await.unwrap();
    assert_eq!(outcomes.ending().await, (1, Ending::Done));
    assert_eq!(notes.lock().unwrap().len(), 1);
    running.stop().await;
}

#[tokio::test(start_paused = true)]
async fn a_setting_without_a_handler_is_a_mistake() {
    let bus = bus("mistake", Validation::Report).await;
    let (consumer, _outcomes) = consumer(&bus, "courier");
    let consumer =
        consumer.on(|_: ParcelRegisteredV1| async { Ok(()) }).validation_of::<ParcelDeliveredV1>(Validation::Report);
    let error = consumer.declare().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "consumer `courier` cannot start: `validation_of` is told about `parcel.delivered.v1`, which has no handler here"
    );
}
