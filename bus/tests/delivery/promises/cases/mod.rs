//! One function a promise.

pub mod envelope;
pub mod failing;
pub mod groups;
pub mod handling;
pub mod publishing;
pub mod stopping;
