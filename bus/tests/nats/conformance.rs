//! What every transport promises, on the oldest and the newest server.

use crate::server::{Nats, Version, with};
use evenkeel_bus::Capability;
use evenkeel_bus::testing::{Case, Setup};
use std::time::Duration;

const LEASE: Duration = Duration::from_secs(2);

async fn setup(version: Version) -> Setup {
    let server = Nats::start(version);
    let address = format!("{}/?lease={}s", server.url(), LEASE.as_secs());
    let bus = evenkeel_bus::connect(&address).await.unwrap();
    Setup::new(bus, Capability::ALL).lease(LEASE).server(server)
}

mod oldest {
    use super::*;

    evenkeel_bus::conformance!(async |_: &Case| setup(Version::Oldest).await, |test| with(Version::Oldest, test));
}

mod newest {
    use super::*;

    evenkeel_bus::conformance!(async |_: &Case| setup(Version::Newest).await, |test| with(Version::Newest, test));
}
