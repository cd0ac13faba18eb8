//! Compiles event definitions into typed, validated Rust.
//!
//! The pipeline runs one way, a module a stage: [`read`] (files to nodes with spans), [`resolve`]
//! (`$ref` to places), [`contract`] (what an event *is*), `rust` (the generated code).

mod build;
pub mod config;
pub mod contract;
pub mod diagnostic;
pub mod export;
mod json_string;
pub mod read;
mod resolve;
mod rust;
pub mod source;

pub use build::{Builder, Drift, Error, Loaded, Output, TypedShare, compile};
pub use rust::UnknownFields;
