//! Objects: a type gets the map, and reads its members from it.

use super::depth;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::{fmt, marker::PhantomData};

/// A type that is a JSON object.
pub trait ReadObject<'de>: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// Reads all members.
    fn read_object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
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
