//! What publishers and consumers can rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod conformance;
mod fake;
mod flaws;
mod handlers;
mod leases;
mod order;
mod stopping;
mod timeouts;
mod transports;
