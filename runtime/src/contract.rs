//! Parts of an event's payload that are written by hand.

use crate::private::Held;
use serde::de::{Error, MapAccess};

/// A type of your own that a schema below an event's speaks of: a nested struct, an enum.
///
/// It is derived (feature `derive`), and held against its schema by the compiler. See the derive macro
/// of the same name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part of a contract",
    label = "this type is held against no schema",
    note = "for a struct or an enum of your own: `#[derive(evenkeel::Contract)]` and `#[contract(schema = \"…\")]`"
)]
pub trait Contract: Held {
    /// The schema that the type is held against: its file and the pointer to it.
    const PLACE: &'static str;

    /// Reads the members of an object, as a branch of a union is read; what is no object has none.
    #[doc(hidden)]
    fn __read_object<'de, A: MapAccess<'de>>(_map: A) -> Result<Self, A::Error> {
        Err(A::Error::custom("a branch that is no object"))
    }
}

impl<T: Contract> Contract for Box<T> {
    const PLACE: &'static str = T::PLACE;

    fn __read_object<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::__read_object(map).map(Self::new)
    }
}
