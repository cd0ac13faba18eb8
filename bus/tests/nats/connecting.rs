//! Coming in, and staying in.

use crate::secrets;
use crate::server::{Nats, Version};
use crate::support::bus;
use evenkeel_bus::Error;
use evenkeel_bus::testing::events::{OrderCreated, order};
use evenkeel_bus::testing::{consumer, start};
use std::time::Duration;

on_each_version! {
    a_server_that_starts_late_is_waited_for
    a_server_that_never_starts_is_given_up
    logins_let_in_and_are_shown_nowhere
    a_consumer_goes_on_when_the_server_comes_back
    a_closed_bus_stays_closed_when_the_server_comes_back
}

async fn a_server_that_starts_late_is_waited_for(version: Version) {
    let server = Nats::start(version);
    server.kill_now();
    let url = server.url();
    let connecting = tokio::spawn(async move { evenkeel_bus::connect(&url).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!connecting.is_finished());
    server.start_again();
    let bus = connecting.await.unwrap().unwrap();
    bus.publisher("shop").publish(&order("o-1")).await.unwrap();
}

async fn a_server_that_never_starts_is_given_up(version: Version) {
    let server = Nats::start(version);
    server.kill_now();
    let address = server.url().replace("//", "//me:s3cret@");
    let error = evenkeel_bus::connect(&address).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(matches!(error, Error::Transport { .. }));
    assert!(text.contains(&server.url()) && text.contains("efused") && !text.contains("s3cret"), "{text}");
}

async fn logins_let_in_and_are_shown_nowhere(version: Version) {
    secrets::watch();
    for (config, login, wrong) in [
        ("authorization { user: me, password: \"s3cret@1\" }", "me:s3cret%401@", "me:s3cret2@"),
        ("authorization { token: s3cret }", "s3cret@", "s3cret2@"),
    ] {
        let server = Nats::start_with(version, config);
        for login in ["", wrong] {
            let error = evenkeel_bus::connect(&server.url().replace("//", &format!("//{login}"))).await.unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(text.contains("uthorization") && !text.contains("s3cret"), "{text}");
        }
        let bus = evenkeel_bus::connect(&server.url().replace("//", &format!("//{login}"))).await.unwrap();
        assert!(!format!("{bus:?}").contains("s3cret"));
        bus.publisher("shop").publish(&order("o-1")).await.unwrap();
        server.kill_now();
        server.start_again();
        bus.publisher("shop").publish(&order("o-2")).await.unwrap();
        bus.close().await.unwrap();
    }
    assert!(secrets::seen() > 0, "the test sees what is logged");
    assert_eq!(secrets::leaks(), [""; 0]);
}

async fn a_consumer_goes_on_when_the_server_comes_back(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    let (consumer, mut outcomes) = consumer(&bus, "audit");
    let running = start(consumer.on(async |_: OrderCreated| Ok(()))).await;
    for round in 0..3 {
        bus.publisher("shop").publish(&order(&round.to_string())).await.unwrap();
        loop {
            // What was acknowledged shortly before may come again.
            if outcomes.next().await.context.key() == Some(&*round.to_string()) {
                break;
            }
        }
        server.kill_now();
        server.start_again();
    }
    running.stop().await;
}

async fn a_closed_bus_stays_closed_when_the_server_comes_back(version: Version) {
    let server = Nats::start(version);
    let bus = bus(&server).await;
    server.kill_now();
    tokio::time::sleep(Duration::from_millis(100)).await;
    bus.close().await.unwrap();
    server.start_again();
    let error = bus.publisher("shop").publish(&order("o-1")).await.unwrap_err();
    assert!(error.to_string().contains("closed"), "{error}");
}
