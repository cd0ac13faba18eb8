//! Compatibility: what the engine says of rule pairs.

mod load;
mod property;
mod rules;
