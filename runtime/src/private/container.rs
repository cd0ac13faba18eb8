//! Values in values: optional, nullable, boxed, in arrays and in maps.

use super::{Read, Seed, depth, member};
use crate::Nullable;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// Null is `None`.
impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_option(OptionVisitor(PhantomData))
    }
}

impl<'de, T: Read<'de>> Read<'de> for Nullable<T> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Option::read(d).map(Self::from)
    }
}

impl<'de, T: Read<'de>> Read<'de> for Box<T> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        T::read(d).map(Self::new)
    }
}

impl<'de, T: Read<'de>> Read<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        depth::read(d, depth::Seq(VecVisitor(PhantomData)))
    }
}

/// Two members of one name are refused.
impl<'de, T: Read<'de>> Read<'de> for BTreeMap<String, T> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        depth::read(d, depth::Map(MapVisitor(PhantomData)))
    }
}

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Option<T>, D::Error> {
        T::read(d).map(Some)
    }
}

struct VecVisitor<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Visitor<'de> for VecVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let _level = depth::enter()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed::new())? {
            items.push(item);
        }
        Ok(items)
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let _level = depth::enter()?;
        let mut members = BTreeMap::new();
        while let Some(name) = member::next_name(&mut map)? {
            member::additional(&mut map, &mut members, name)?;
        }
        Ok(members)
    }
}
