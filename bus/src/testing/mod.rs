//! One suite of cases that every transport passes: what evenkeel promises, held against a broker.
//!
//! A transport's test says how to come by a fresh bus, and gets one named test a case:
//!
//! ```
//! # mod conformance {
//! use evenkeel_bus::Capability;
//! use evenkeel_bus::testing::{Case, Setup};
//!
//! async fn setup(case: &Case) -> Setup {
//!     let bus = evenkeel_bus::connect(&format!("memory:{}", case.name)).await.unwrap();
//!     Setup::new(bus, Capability::ALL)
//! }
//!
//! evenkeel_bus::conformance!(setup);
//! # }
//! ```
//!
//! Each case is a function in one of these modules, and its documentation is the promise:
//!
//! | theme | the promises | needs |
//! |---|---|---|
//! | [`publishing`] | receipts, duplicates, refusals | |
//! | [`envelope`] | attributes, keys, headers and bodies arrive as they were sent | |
//! | [`handling`] | acknowledged after the handler, in order, side by side | |
//! | [`failing`] | retries, time-outs, panics, broken payloads, dead letters | |
//! | [`groups`] | who gets what, and from when on | |
//! | [`stopping`] | settle what runs, give back the rest; killed members lose nothing | |
//! | [`ordering`] | events of one key, one after another, failures included | [`KeyOrder`](crate::Capability::KeyOrder) |
//! | [`leasing`] | what is worked on for long stays in one hand | [`Setup::lease`] |
//! | [`restarting`] | a broker that is killed and comes back | [`Setup::server`] |
//!
//! A case passes where the [`Setup`] states that what it needs is not there. [`CASES`] lists them all.
//!
//! The cases run at the same time, each on a bus of its own. They wait for what must come, up to a
//! minute, and for what must not come a moment only, so the suite takes seconds. A case fails by
//! panicking.
//!
//! [`consumer`], [`start`] and [`inbox`] are what the cases are made with; they serve further tests
//! of a transport as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

mod case;
pub mod envelope;
pub mod events;
pub mod failing;
pub mod groups;
pub mod handling;
pub mod leasing;
pub mod ordering;
pub mod publishing;
pub mod restarting;
mod running;
mod setup;
pub mod stopping;
mod watching;

pub use case::{CASES, Case};
#[doc(hidden)]
pub use case::{in_several_threads, passes};
pub use running::{Running, start};
pub use setup::{Server, Setup};
pub use watching::{Inbox, consumer, inbox};
