//! Members that a contract does not declare, kept.

use crate::private::additional;
use serde::{
    de::MapAccess,
    ser::{Serialize, SerializeMap},
};
use serde_json::Value;
use std::{
    borrow::Cow,
    collections::{BTreeMap, btree_map},
};

/// Members that a contract does not declare, kept as they came (`UnknownFields::Keep`).
///
/// It takes one pointer while it is empty.
///
/// ```
/// use evenkeel::{Extra, Value};
///
/// let mut extra = Extra::new();
/// extra.insert("colour", "green");
/// assert_eq!(extra.get("colour"), Some(&Value::from("green")));
/// assert_eq!(extra.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "one pointer, not three words, in every event without extras")]
pub struct Extra(Option<Box<BTreeMap<String, Value>>>);

impl Extra {
    /// No members.
    pub const fn new() -> Self {
        Self(None)
    }

    /// True without members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// The value of the member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// Adds or replaces a member, and returns the value that it had. A name that the contract
    /// declares does not belong here: it would be written twice.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.as_mut()?.remove(name)
    }

    /// All members, by name.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.0.as_ref().map(|members| members.iter()))
    }

    /// Reads the value of the member `name`. A second one of the name is refused.
    #[doc(hidden)]
    pub fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        additional(map, self.0.get_or_insert_default(), name)
    }

    /// Writes all members into a map.
    #[doc(hidden)]
    pub fn serialize_into<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl Serialize for Extra {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// All members of an object; with serde's `flatten`, those that no other field takes.
impl<'de> serde::Deserialize<'de> for Extra {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members: BTreeMap<String, Value> = serde::Deserialize::deserialize(deserializer)?;
        Ok(members.into_iter().collect())
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut extra = Self::new();
        for (name, value) in members {
            extra.insert(name, value);
        }
        extra
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The members of an [`Extra`], by name.
#[derive(Clone, Debug)]
pub struct Iter<'a>(Option<btree_map::Iter<'a, String, Value>>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.as_mut()?.next().map(|(name, value)| (name.as_str(), value))
    }
}
