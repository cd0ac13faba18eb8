//! Whether a change leaves every consumer standing: the rules, each by a pair of definitions.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod against;
mod fingerprint;
mod hostile;
mod load;
mod modes;
mod removed;
mod rules;
