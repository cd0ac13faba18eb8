//! The contracts of a parcel company: the events that its services exchange, as typed Rust.
//!
//! ```
//! use contracts::evenkeel;
//! use contracts::parcel::ParcelDeliveredV1;
//! use contracts::parcel::parcel_delivered_v1::HandedTo;
//!
//! let event = ParcelDeliveredV1::builder()
//!     .parcel_id("6f1c2a34-9a2b-4c1d-8e2f-0123456789ab".parse::<evenkeel::format::Uuid>()?)
//!     .at("2026-11-20T10:00:00Z".parse::<evenkeel::format::DateTime>()?)
//!     .handed_to(HandedTo::Neighbour)
//!     .build()?;
//! let bytes = evenkeel::encode(&event)?;
//! assert_eq!(evenkeel::decode::<ParcelDeliveredV1>(&bytes)?, event);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Written by `evenkeel generate`, which reads `evenkeel.toml`.
mod events;

/// The runtime of the events, so that a service names no version of its own.
pub use evenkeel;
pub use events::*;
