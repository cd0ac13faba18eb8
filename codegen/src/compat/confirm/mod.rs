//! Whether a witness proves what it is to prove: the `jsonschema` crate says who accepts it, and a walk
//! over the schema's text whether its keys are declared. Nothing here knows the engine.

mod declared;
mod judge;
mod jury;
mod minimal;
mod slim;

pub(super) use judge::Broken;
pub use judge::Judge;
pub(super) use jury::Jury;
pub(crate) use minimal::minimal;
