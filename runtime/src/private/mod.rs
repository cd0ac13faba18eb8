//! What generated code is written against. Not for use by hand: it changes with the generator.
//!
//! The two sides meet in `generated_by`, which stops code of another generation in one
//! readable error.

mod abi;
mod backtracking;
mod check;
#[cfg(feature = "derive")]
pub mod code_first;
mod constant;
mod container;
mod debug;
mod depth;
#[cfg(feature = "fallback")]
mod ecma;
mod equal;
mod fitting;
mod fixed;
mod held;
pub mod kind;
mod length;
pub(crate) mod lenient;
mod member;
mod multiple_of;
mod number;
mod object;
pub mod others;
mod part;
mod pattern;
mod pointer;
mod raw;
mod read;
mod scalar;
mod sequence;
mod skip;
mod table;
mod tagged;
mod text;
mod tuple;
mod unique;
mod validate;
mod value;
mod work;
mod write;

pub use abi::{ABI, generated_by};
pub use backtracking::Backtracking;
#[cfg(feature = "fallback")]
pub(crate) use backtracking::compile_backtracking;
pub use check::Check;
pub use constant::{Json, constant, constant_str, seen};
pub use debug::{Hidden, debug};
pub(crate) use depth::LIMIT;
pub use equal::{among, equals};
pub use fitting::{Fitting, fits_once, unexpected};
pub use fixed::{Fixed, Forbidden};
pub use held::{Held, Integer, Rules, View, same};
pub use length::length;
pub use member::{absent, additional, member, next_key, refused, required};
pub use multiple_of::{multiple_of, multiple_of_int};
pub use object::{Object, ReadObject, built, kept, object};
pub use others::Others;
pub use part::{Part, judged_member};
pub use pattern::Pattern;
#[cfg(feature = "pattern")]
pub(crate) use pattern::compile;
pub use pointer::{at_pointer, domain, scalar};
pub use raw::{Kind, Raw};
pub use read::{Read, Seed};
pub use sequence::{ReadArray, array, element, end, position, remaining};
pub use serde;
pub use skip::{Ignored, skip, skip_element};
pub use tagged::{ReadTagged, branch, tagged, unknown_tag};
pub use text::{Text, from_text, text};
pub use unique::{unique, unique_elements, unique_json, unique_written};
pub use validate::{broken, decode, encode, explain, missing, validate, validate_written};
pub use write::{Write, Written, entry, others};

pub use crate::format::is_format;

pub use crate::{__builder as builder, __object as object, __setter as setter, __words as words};

// Derived code names these by paths that no name in a user's scope can hide.
pub use Option::{None, Some};
pub use Result::{Err, Ok};
