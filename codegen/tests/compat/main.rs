//! Compatibility: what the engine says of rule pairs.

mod load;
mod rules;
