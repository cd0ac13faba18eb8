//! What is asked of every definition and every payload, however hostile: the fuzz targets of `fuzz/` and
//! the tests of this crate ask the same.

#![allow(clippy::expect_used, clippy::panic, reason = "a broken promise stops the test")]

pub mod generator;
pub mod inert;
pub mod payload;
pub mod reader;
pub mod schema;
