//! Compiles event definitions into typed, validated Rust.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), evenkeel_codegen::Error> {
//!     evenkeel_codegen::compile("schemas")
//! }
//! ```
//!
//! A folder of definitions can also be looked at, and generated in memory:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use evenkeel_codegen::Builder;
//!
//! # let folder = std::env::temp_dir().join(format!("evenkeel-doc-{}", std::process::id()));
//! std::fs::create_dir_all(folder.join("order"))?;
//! std::fs::write(
//!     folder.join("order/paid.v1.yaml"),
//!     "x-event: { domain: order, name: paid, version: 1 }\n\
//!      type: object\n\
//!      required: [order_id]\n\
//!      properties: { order_id: { type: string, format: uuid } }\n",
//! )?;
//!
//! let catalog = Builder::new().load(&folder)?.catalog;
//! assert_eq!(catalog.contracts[0].event.subject(), "events.order.paid.v1");
//!
//! let output = Builder::new().generate(&folder)?;
//! assert!(output.files["order.rs"].contains("pub struct OrderPaidV1"));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```
//!
//! The pipeline runs one way, a module a stage: [`read`] (files to nodes with spans), `resolve` (`$ref`
//! to places), [`contract`] (what an event *is*), `rust` (the generated code) beside [`export`] (one
//! JSON Schema document for each event). Every problem is a [`diagnostic::Diagnostic`] at its place;
//! all of them are reported at once. Nothing is ever fetched from a network.

mod build;
pub mod bump;
#[cfg(feature = "compat")]
pub mod check;
#[cfg(feature = "compat")]
pub mod compat;
pub mod config;
pub mod contract;
#[cfg(feature = "derive")]
#[doc(hidden)]
pub mod derive;
pub mod diagnostic;
pub mod export;
#[cfg(feature = "import")]
pub mod import;
mod json_string;
pub mod read;
mod resolve;
mod rust;
pub mod source;

#[cfg(feature = "import")]
pub use build::Import;
pub use build::{Builder, Drift, Error, Loaded, Output, Snapshot, SnapshotFile, TypedShare, compile, today};
pub use rust::UnknownFields;
#[cfg(feature = "mutants")]
#[doc(hidden)]
pub use rust::mutant::Mutant;
