//! The transport for NATS, against real servers.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

/// Each test once for each version.
macro_rules! on_each_version {
    ($($name:ident)+) => {
        mod oldest {
            $(#[test]
            fn $name() {
                use crate::server::{Version, with};
                with(Version::Oldest, super::$name(Version::Oldest));
            })+
        }

        mod newest {
            $(#[test]
            fn $name() {
                use crate::server::{Version, with};
                with(Version::Newest, super::$name(Version::Newest));
            })+
        }
    };
}

mod conformance;
mod connecting;
mod consuming;
mod dead_letters;
mod declaring;
mod hostile;
mod kill;
mod permissions;
mod publishing;
mod rates;
mod secrets;
mod server;
mod support;
