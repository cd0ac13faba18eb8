//! Objects: a type gets the map, and reads its members from it.

use super::{Rules, broken, depth, missing};
use crate::{Violations, report};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::{fmt, marker::PhantomData};

/// A type that is a JSON object.
pub trait ReadObject<'de>: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// Reads all members.
    fn read_object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// A type that is made from what its members hold, be it read or given to a builder.
pub trait Object: Sized {
    /// A place for each member, empty at first.
    type Slots: Default;

    /// The value, once nothing is missing.
    fn from_slots<E>(slots: Self::Slots, missing: fn(&'static str) -> E) -> Result<Self, E>;
}

/// What a builder was given; `members` tells which of them are there.
pub fn built<T: Object>(
    slots: T::Slots,
    members: &[(&'static str, bool)],
    pointer: &'static str,
) -> Result<T, Violations> {
    missing(pointer, members)?;
    // All that is missing has been told.
    T::from_slots(slots, |name| report::of_missing("", [name].into_iter()))
}

/// A value, once it keeps its rules.
pub fn kept<T: Rules, E: Error>(value: T) -> Result<T, E> {
    match value.rules() {
        Ok(()) => Ok(value),
        Err(rule) => broken(value, rule),
    }
}

/// Reads an object type.
pub fn object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    depth::read(d, depth::Map(ObjectVisitor(PhantomData)))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let _level = depth::enter()?;
        T::read_object(map)
    }
}
