//! Delivery of typed events.
