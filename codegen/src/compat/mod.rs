//! Whether consumers understand what producers send: one schema's payloads held against another's.
//!
//! `accepted(S)` are the JSON values that a schema accepts. `produced(S)` are those in which every key is
//! declared at its place: by a name in `properties`, `required` or `dependentRequired`, a pattern of
//! `patternProperties`, or an `additionalProperties` or `unevaluatedProperties` other than `false`, of any
//! schema object that applies there. Where nothing has properties, the place is a map and stays open.
//! *Backward* means that produced(old) lies in accepted(new); *forward* is the mirror.
//!
//! | module | what it knows | what it makes |
//! | --- | --- | --- |
//! | `model` | the contract model | nodes, equal ones shared |
//! | `regular` | patterns and formats | automata, strings |
//! | `decide` | nodes | a value that meets a goal, or the proof that there is none |
//! | `confirm` | the schemas' texts, and nothing of the engine | whether a witness stands, made small |
//!
//! "Compatible" is a proof: whatever the engine cannot follow exactly makes its sets larger, never
//! smaller. "Breaking" has a witness that the `jsonschema` crate confirms. All else is undecided.

#![allow(clippy::mutable_key_type, reason = "patterns are known by their texts, which never change")]

/// The reason where something takes too many steps, states or digits.
pub(crate) const BUDGET: &str = "budget";

mod compare;
mod confirm;
mod decide;
#[cfg_attr(not(feature = "defects"), allow(unreachable_pub, reason = "tests name what they plant"))]
mod defect;
mod frame;
mod model;
mod named;
mod options;
mod regular;
mod reused;
mod rule;
pub(crate) mod samples;
mod trace;
mod verdict;

pub use compare::compare;
pub use confirm::Judge;
#[cfg(feature = "defects")]
pub use defect::{Defect, plant};
pub use frame::frames;
pub(crate) use named::Named;
pub use options::{Mode, Options, Relation, Schema};
pub use verdict::{Break, Comparison, Report, Reused, Side, Verdict};

/// Holds a schema against every released one, the latest last; against that alone where
/// [`Options::transitive`] is not set.
///
/// Containment of what is produced is not transitive: a name that was let go may come back with another
/// meaning. A re-declared name is therefore compared with its schema in every revision before it was gone,
/// both ways, whatever the mode.
pub fn check(released: &[Schema<'_>], new: &Schema<'_>, options: &Options) -> Report {
    let compared = if options.transitive { released } else { &released[released.len().saturating_sub(1)..] };
    Report {
        comparisons: compared.iter().map(|old| compare(old, new, options)).collect(),
        reused: reused::find(released, new, options),
    }
}
