//! Compatibility: what the engine says of rule pairs.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod cases;
mod load;
mod property;
mod reused;
mod rules;
