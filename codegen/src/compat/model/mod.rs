//! What schemas say, in the engine's own words.

mod arena;
mod json;
mod lower;
mod node;
mod rational;

pub(crate) use arena::Arena;
pub(crate) use json::{Json, MAX_VALUES};
pub(crate) use lower::Lowering;
pub(crate) use node::*;
pub(crate) use rational::{Rational, power_of_ten};
