//! Parts that no rule speaks about: dropped, but JSON all the same.
//!
//! serde's `IgnoredAny` is not enough. `serde_json` skips for it without a look at surrogates,
//! at the range of numbers, at the depth and at members of one name.

use super::{
    depth, member,
    number::{FirstKey, first_key, number_text},
};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, collections::BTreeSet, fmt};

/// Reads a member's value and drops it.
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value_seed(Skip)
}

/// So many names take no memory of their own.
const FEW: usize = 4;

/// The members of an object that no rule speaks about, by name.
#[derive(Default)]
pub struct Ignored<'de> {
    few: [&'de str; FEW],
    /// How many of `few` are names.
    count: usize,
    more: BTreeSet<Cow<'de, str>>,
}

impl<'de> Ignored<'de> {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the value of the member `name` and drops it. A second one of the name is refused.
    pub fn skip<A: MapAccess<'de>>(&mut self, map: &mut A, name: Cow<'de, str>) -> Result<(), A::Error> {
        if self.few[..self.count].contains(&&*name) || self.more.contains(&name) {
            return Err(member::duplicate(&name));
        }
        match (name, self.few.get_mut(self.count)) {
            (Cow::Borrowed(name), Some(place)) => {
                *place = name;
                self.count += 1;
            }
            (name, _) => _ = self.more.insert(name),
        }
        skip(map)
    }
}

/// Reads an element and drops it; false at the end of the array.
pub fn skip_element<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<bool, A::Error> {
    Ok(seq.next_element_seed(Skip)?.is_some())
}

/// Whatever it is, it is dropped.
pub(super) struct Skip;

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        depth::any(d, self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<(), E> {
        if v.is_finite() { Ok(()) } else { Err(E::custom("number out of range")) }
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let _level = depth::enter()?;
        while skip_element(&mut seq)? {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let first = match first_key(&mut map)? {
            FirstKey::End => return Ok(()),
            FirstKey::Number => {
                return number_text(&mut map, |text| {
                    text.parse().ok().filter(|float: &f64| float.is_finite()).map(drop)
                });
            }
            FirstKey::Name(name) => name,
        };
        let _level = depth::enter()?;
        let mut members = Ignored::new();
        let mut next = Some(first);
        while let Some(name) = next {
            members.skip(&mut map, name)?;
            next = member::next_name(&mut map)?;
        }
        Ok(())
    }
}
