//! Members without a field: a constant, or one that must not be there.

use super::{Json, constant, constant_str, refused, seen};
use serde::{de::MapAccess, ser::SerializeMap};

/// What a member without a field must be.
pub trait Fixed: Copy {
    /// Reads the member; `seen` tells a second one of the name.
    fn read<'de, A: MapAccess<'de>>(self, map: &mut A, seen: &mut bool, name: &'static str) -> Result<(), A::Error>;

    /// Refuses an object that has ended without it.
    fn end<E: serde::de::Error>(self, seen: bool, name: &'static str) -> Result<(), E>;

    /// Writes the member.
    fn write<M: SerializeMap>(self, map: &mut M, name: &'static str) -> Result<(), M::Error>;
}

/// A member that must not be there.
#[derive(Clone, Copy, Debug)]
pub struct Forbidden;

impl Fixed for &'static str {
    fn read<'de, A: MapAccess<'de>>(self, map: &mut A, seen: &mut bool, name: &'static str) -> Result<(), A::Error> {
        constant_str(map, seen, name, self)
    }

    fn end<E: serde::de::Error>(self, there: bool, name: &'static str) -> Result<(), E> {
        seen(there, name)
    }

    fn write<M: SerializeMap>(self, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        map.serialize_entry(name, self)
    }
}

impl Fixed for Json {
    fn read<'de, A: MapAccess<'de>>(self, map: &mut A, seen: &mut bool, name: &'static str) -> Result<(), A::Error> {
        constant(map, seen, name, self.0)
    }

    fn end<E: serde::de::Error>(self, there: bool, name: &'static str) -> Result<(), E> {
        seen(there, name)
    }

    fn write<M: SerializeMap>(self, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        map.serialize_entry(name, &self)
    }
}

impl Fixed for Forbidden {
    fn read<'de, A: MapAccess<'de>>(self, map: &mut A, _: &mut bool, name: &'static str) -> Result<(), A::Error> {
        refused(map, name)
    }

    fn end<E: serde::de::Error>(self, _: bool, _: &'static str) -> Result<(), E> {
        Ok(())
    }

    fn write<M: SerializeMap>(self, _: &mut M, _: &'static str) -> Result<(), M::Error> {
        Ok(())
    }
}
