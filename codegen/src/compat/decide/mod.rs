//! The engine: whether a value meets some schemas and fails others.
//!
//! A *goal* is a set of literals, schemas that hold or fail for one value. `A ⊆ B` is the goal "A holds,
//! B fails" without an answer; a value that meets it is the witness. A goal is taken apart JSON type by
//! JSON type. What holds is expanded first ([`expand`]), its `anyOf`, `oneOf` and `if` becoming choices;
//! what fails then becomes the choice of the ways to fail it ([`refute`]). When no choice is left, a
//! branch is a problem of one kind: a number in an interval with steps ([`number`]), a string in a regular
//! language ([`string`]), items of an array ([`array`]), members of an object ([`object`]). The latter two
//! ask new goals of the parts.
//!
//! - **Recursion.** Values are finite, so that a goal which comes up again for a part of the value that is
//!   to meet it has nothing to offer there: the least fixed point. An answer "no value" that rests on such
//!   a goal while it is open is not kept ([`engine`]).
//! - **Annotations.** Whatever asks for evaluated properties or items opens a *scope* to which the
//!   schemas that are applied report. What a schema produces is the same: a location is a scope of
//!   declared names, and other names may not be there. Since a branch more declares more, the branches of
//!   an `anyOf` are tried in sets; only where nothing declares a name do the others have to fail.
//! - **Honesty.** Whatever is left out makes the set of values larger and the answer unknown.

mod array;
mod branch;
mod engine;
mod evaluate;
mod expand;
mod goal;
mod keys;
mod number;
mod object;
mod refute;
mod scope;
mod solve;
mod string;
mod summary;

pub(crate) use engine::Engine;
pub(crate) use goal::{Answer, Literal, Sign};
