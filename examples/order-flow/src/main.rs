//! Services of a shop on one bus. Each subscribes to what it needs and knows no other.

#![expect(
    clippy::unused_async,
    reason = "a handler is an async fn, whether it waits or not"
)]

mod args;
mod clock;
mod inventory;
mod logistics;
mod notification;
mod order;
mod points;
mod risk;
mod service;
mod story;
mod timeline;

evenkeel::include_events!();

use args::Request;
use evenkeel_bus::Backoff;
use order::Orders;
use service::Service;
use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;
use timeline::Timeline;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Short, so that the story ends soon. The default begins at half a second.
const BACKOFF: Backoff = Backoff::doubling(Duration::from_millis(100), Duration::from_secs(1));

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let (bus, logistics) = match args::parse(
        std::env::args_os()
            .skip(1)
            .map(|arg| arg.to_string_lossy().into_owned()),
    ) {
        Ok(Request::Run { bus, logistics }) => (bus, logistics),
        Ok(Request::Help) => {
            let _ = write!(std::io::stdout(), "{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "order-flow: {problem}");
            return ExitCode::from(2);
        }
    };
    match run(&bus, logistics).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "order-flow: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(address: &str, with_logistics: bool) -> Result<(), Box<dyn Error>> {
    let bus = evenkeel_bus::connect(address).await?;
    let timeline = Timeline::start();
    let service = |name| Service::new(&bus, name, &timeline);

    let orders = Orders::new(service("order"));
    let mut consumers = vec![
        orders.consumer(&bus),
        inventory::consumer(&bus, service("inventory")),
        notification::consumer(&bus, service("notification")),
        points::consumer(&bus, service("points")),
        risk::consumer(&bus, service("risk")),
    ];
    if with_logistics {
        consumers.push(logistics::consumer(&bus, service("logistics")));
    }

    let (stop, stopped) = watch::channel(false);
    let mut running = JoinSet::new();
    for consumer in consumers {
        let (timeline, mut stopped) = (timeline.clone(), stopped.clone());
        let consumer = consumer
            .backoff(BACKOFF)
            .observe(move |outcome| timeline.observe(outcome));
        // Before the first event, so that no service misses it.
        consumer.declare().await?;
        running.spawn(consumer.run(async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        }));
    }

    let told = story::tell(&bus, &orders, &timeline).await;
    stop.send_replace(true);
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    bus.close().await?;
    told?;
    timeline.summary();
    Ok(())
}
