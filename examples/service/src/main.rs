//! A courier: takes every parcel that is registered, and says to whom it went.
//!
//! All that it knows of events comes from the crate `contracts`. Here both sides run in one process;
//! with another address they would not.

use contracts::evenkeel::format::{DateTime, Uuid};
use contracts::parcel::parcel_delivered_v1::HandedTo;
use contracts::parcel::{ParcelDeliveredV1, ParcelRegisteredV1};
use contracts::shared::common::{Address, address::Country};
use evenkeel_bus::{Bus, Consumer, Ending, Failure, Publisher};
use std::error::Error;
use std::io::Write;
use tokio::sync::{mpsc, watch};

/// What a courier can carry, in grams.
const HEAVIEST: i64 = 20_000;

/// How many parcels there are in this story.
const PARCELS: usize = 3;

async fn deliver(publisher: Publisher, parcel: ParcelRegisteredV1) -> Result<(), Failure> {
    if parcel.weight_g > HEAVIEST {
        return Err(Failure::reject("too heavy for a courier"));
    }
    let neighbour = parcel
        .note
        .as_deref()
        .is_some_and(|note| note.contains("neighbour"));
    let delivered = ParcelDeliveredV1::builder()
        .parcel_id(parcel.parcel_id)
        .at("2026-11-20T10:00:00Z".parse::<DateTime>()?)
        .handed_to(if neighbour {
            HandedTo::Neighbour
        } else {
            HandedTo::Recipient
        })
        .build()?;
    publisher.publish(&delivered).await?;
    Ok(())
}

fn parcel(id: &str, weight_g: i64, note: &str) -> Result<ParcelRegisteredV1, Box<dyn Error>> {
    let to = Address::builder()
        .name("Ada Berg")
        .lines(["Hafenstr. 3".to_owned()])
        .postcode("20457")
        .country(Country::De)
        .build()?;
    let parcel = ParcelRegisteredV1::builder()
        .parcel_id(id.parse::<Uuid>()?)
        .to(to)
        .weight_g(weight_g)
        .note(note)
        .build()?;
    Ok(parcel)
}

async fn register(bus: &Bus) -> Result<(), Box<dyn Error>> {
    let counter = bus.publisher("counter");
    let parcels: [_; PARCELS] = [
        parcel("6f1c2a34-9a2b-4c1d-8e2f-000000000001", 1_200, "ring twice")?,
        parcel("6f1c2a34-9a2b-4c1d-8e2f-000000000002", 25_000, "")?,
        parcel(
            "6f1c2a34-9a2b-4c1d-8e2f-000000000003",
            900,
            "or to a neighbour",
        )?,
    ];
    for parcel in parcels {
        counter.publish(&parcel).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let bus = evenkeel_bus::connect("memory:parcels").await?;
    let (tell, mut told) = mpsc::unbounded_channel();

    let publisher = bus.publisher("courier");
    let rejected = tell.clone();
    let courier = Consumer::new(&bus, "courier")
        .on(move |parcel| deliver(publisher.clone(), parcel))
        .observe(move |outcome| {
            if let Ending::DeadLettered { reason } = &outcome.ending {
                _ = rejected.send(reason.to_string());
            }
        });
    let desk = Consumer::new(&bus, "desk").on(move |parcel: ParcelDeliveredV1| {
        let line = format!("{}: {}", parcel.parcel_id, parcel.handed_to.as_str());
        let sent = tell.send(line);
        async move { Ok(sent?) }
    });
    // From here on, neither misses anything.
    courier.declare().await?;
    desk.declare().await?;
    register(&bus).await?;

    let (stop, stopped) = watch::channel(());
    let until = |mut stopped: watch::Receiver<()>| async move { _ = stopped.changed().await };
    let story = async {
        for _ in 0..PARCELS {
            let line = told.recv().await.unwrap_or_default();
            _ = writeln!(std::io::stdout(), "{line}");
        }
        stop.send_replace(());
    };
    let (courier, desk, ()) = tokio::join!(
        courier.run(until(stopped.clone())),
        desk.run(until(stopped)),
        story
    );
    courier?;
    desk?;
    Ok(())
}
