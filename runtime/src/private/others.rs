//! What becomes of the members that an object's table does not have.

use super::{Ignored, Read, additional, refused};
use crate::Extra;
use serde::{Serialize, de::MapAccess, ser::SerializeMap};
use std::{borrow::Cow, collections::BTreeMap};

/// Where members go that no field takes.
pub trait Others<'de> {
    /// Reads the value of the member `name`.
    fn read<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error>;

    /// Writes all that are held.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// They are not allowed.
#[derive(Debug)]
pub struct Refused;

/// They are read and dropped.
pub fn ignored<'de>() -> Ignored<'de> {
    Ignored::new()
}

/// They are not allowed.
pub fn closed() -> Refused {
    Refused
}

/// They are kept as they came.
pub fn extra<T: Default>() -> T {
    T::default()
}

/// They are kept, and all of one type.
pub fn additional_properties<T: Default>() -> T {
    T::default()
}

impl<'de> Others<'de> for Ignored<'de> {
    fn read<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        self.skip(map, name)
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<'de> Others<'de> for Refused {
    fn read<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        refused(map, &name)
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<'de> Others<'de> for Extra {
    fn read<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        Self::read(self, map, name)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.serialize_into(map)
    }
}

impl<'de, T: Read<'de> + Serialize> Others<'de> for BTreeMap<String, T> {
    fn read<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        additional(map, self, name)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}
