//! What is made on the server, and what is found there.

use crate::server::{Nats, Version, with};
use crate::support::{SUBJECT, bus, raw};
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull, push};
use async_nats::jetstream::stream::{Config, DiscardPolicy, StorageType};
use evenkeel_bus::testing::events::{OrderCreated, StockReserved, order, reserved};
use evenkeel_bus::testing::{consumer, start};
use evenkeel_bus::{Bus, Consumer, Error};
use std::time::Duration;

on_each_version! {
    what_is_made
    settings_that_drifted_are_mended
    what_cannot_be_mended_is_told
    a_stream_that_confirms_nothing_is_refused
    a_server_without_jetstream_is_told
    streams_of_the_operator_are_used
    subjects_of_two_streams_make_one_group
}

fn orders(bus: &Bus, name: &str) -> Consumer {
    Consumer::new(bus, name).on(async |_: OrderCreated| Ok(()))
}

async fn what_is_made(version: Version) {
    let server = Nats::start(version);
    orders(&bus(&server).await, "audit").on(async |_: StockReserved| Ok(())).declare().await.unwrap();
    let raw = raw(&server).await;
    for (name, subjects) in [("EVENTS", "events.>"), ("DEAD_LETTERS", "dead_letters.>")] {
        let stream = raw.get_stream(name).await.unwrap();
        let config = &stream.cached_info().config;
        assert_eq!(config.subjects, [subjects]);
        assert_eq!(config.storage, StorageType::File);
        assert_eq!(config.discard, DiscardPolicy::New);
        assert_eq!(config.duplicate_window, Duration::from_secs(120));
    }
    let group: PullConsumer = raw.get_stream("EVENTS").await.unwrap().get_consumer("audit").await.unwrap();
    let config = &group.cached_info().config;
    assert_eq!(config.filter_subjects, [SUBJECT, "events.stock.reserved.v1"]);
    assert_eq!(config.ack_policy, AckPolicy::Explicit);
    assert_eq!((config.max_deliver, config.backoff.len()), (-1, 0));
    assert_eq!(config.ack_wait, Duration::from_secs(30));
}

async fn settings_that_drifted_are_mended(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    orders(&bus, "audit").declare().await.unwrap();
    let stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    let group: PullConsumer = stream.get_consumer("audit").await.unwrap();
    let mut drifted: pull::Config = config_of(&group);
    drifted.max_deliver = 5;
    drifted.backoff = vec![Duration::from_secs(1), Duration::from_secs(2)];
    drifted.max_ack_pending = 77;
    stream.update_consumer(drifted).await.unwrap();

    orders(&bus, "audit").on(async |_: StockReserved| Ok(())).declare().await.unwrap();
    let group: PullConsumer = stream.get_consumer("audit").await.unwrap();
    let config = &group.cached_info().config;
    assert_eq!((config.max_deliver, config.backoff.len()), (-1, 0));
    assert_eq!(config.max_ack_pending, 77, "that is for the operator to say");
    assert_eq!(config.filter_subjects.len(), 2);
}

fn config_of(group: &PullConsumer) -> pull::Config {
    use async_nats::jetstream::consumer::FromConsumer;
    pull::Config::try_from_consumer_config(group.cached_info().config.clone()).unwrap()
}

async fn what_cannot_be_mended_is_told(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    let stream = raw(&server).await.get_stream("EVENTS").await.unwrap();
    let all = pull::Config { durable_name: Some("all".into()), ack_policy: AckPolicy::All, ..pull::Config::default() };
    stream.create_consumer(all).await.unwrap();
    let pushed =
        push::Config { durable_name: Some("pushed".into()), deliver_subject: "x".into(), ..push::Config::default() };
    stream.create_consumer(pushed).await.unwrap();
    for (group, part) in [("all", "cannot be changed"), ("pushed", "push consumer")] {
        let error = orders(&bus, group).declare().await.unwrap_err().to_string();
        assert!(error.contains(&format!("group `{group}`")) && error.contains(part), "{error}");
    }
}

async fn a_stream_that_confirms_nothing_is_refused(version: Version) {
    let server = Nats::start(version);
    let config = Config { name: "LOOSE".into(), subjects: vec!["events.>".into()], no_ack: true, ..Config::default() };
    raw(&server).await.create_stream(config).await.unwrap();
    let error = orders(&bus(&server).await, "audit").declare().await.unwrap_err().to_string();
    assert!(error.contains("`LOOSE`") && error.contains("no_ack"), "{error}");
}

async fn a_server_without_jetstream_is_told(version: Version) {
    let server = Nats::without_jetstream(version);
    let bus = bus(&server).await;
    let declared = orders(&bus, "audit").declare().await.unwrap_err().to_string();
    let published = bus.publisher("shop").publish(&order("o-1")).await.unwrap_err();
    assert!(matches!(published, evenkeel_bus::PublishError::Refused { .. }), "{published}");
    for error in [declared, published.to_string()] {
        assert!(error.contains("is JetStream switched on"), "{error}");
    }
}

async fn streams_of_the_operator_are_used(version: Version) {
    let server = Nats::start(version);
    let raw = raw(&server).await;
    for (name, subject) in [("ORDERS", "events.order.*.v1"), ("LETTERS", "dead_letters.>")] {
        let config = Config { name: name.into(), subjects: vec![subject.into()], ..Config::default() };
        raw.create_stream(config).await.unwrap();
    }
    let bus = bus(&server).await;
    orders(&bus, "audit").declare().await.unwrap();
    let receipt = bus.publisher("shop").publish(&order("o-1")).await.unwrap();
    assert_eq!(receipt.position.as_deref(), Some("ORDERS/1"));
    assert!(raw.get_stream("EVENTS").await.is_err() && raw.get_stream("DEAD_LETTERS").await.is_err());
}

async fn subjects_of_two_streams_make_one_group(version: Version) {
    let server = Nats::start(version);
    let raw = raw(&server).await;
    for (name, subject) in [("ORDERS", "events.order.>"), ("STOCK", "events.stock.>")] {
        let config = Config { name: name.into(), subjects: vec![subject.into()], ..Config::default() };
        raw.create_stream(config).await.unwrap();
    }
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(())).on(async |_: StockReserved| Ok(()))).await;
    let publisher = bus.publisher("shop");
    let mut subjects = Vec::new();
    for n in 0..5 {
        publisher.publish(&order(&n.to_string())).await.unwrap();
        publisher.publish(&reserved(&n.to_string())).await.unwrap();
        for _ in 0..2 {
            subjects.push(outcomes.next().await.context.subject().to_owned());
        }
    }
    assert_eq!(subjects.iter().filter(|subject| *subject == SUBJECT).count(), 5);
    running.stop().await;
}

/// Debian 12 has NATS 2.9, which ignores several subjects in silence.
#[test]
fn an_old_server_serves_groups_of_one_subject() {
    with(Version::Debian, async {
        let server = Nats::start(Version::Debian);
        let bus = bus(&server).await;
        let (consumer, mut outcomes) = consumer(&bus, "audit");
        let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
        bus.publisher("shop").publish(&reserved("o-1")).await.unwrap();
        bus.publisher("shop").publish(&order("o-1")).await.unwrap();
        assert_eq!(outcomes.next().await.context.subject(), SUBJECT);
        outcomes.nothing_more().await;
        running.stop().await;

        for group in ["audit", "fresh"] {
            let both = orders(&bus, group).on(async |_: StockReserved| Ok(()));
            let error = both.declare().await.unwrap_err();
            assert!(matches!(error, Error::Transport { .. }) && error.to_string().contains("2.10 or later"), "{error}");
        }
    });
}
