//! Members of an object: names found among the declared ones, values put in their slots.

use super::{Read, Seed, lenient, skip};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// The next key as index into `keys`, or the name of one that is not among them; `None` is the
/// end. `next` is the index that is tried first: payloads mostly keep the order of the contract.
pub fn next_key<'de, A: MapAccess<'de>>(
    map: &mut A,
    keys: &'static [&'static str],
    next: &mut usize,
) -> Result<Option<Result<usize, Cow<'de, str>>>, A::Error> {
    map.next_key_seed(Index { keys, next })
}

/// Reads a member's value into its slot. A second member of the name is refused.
pub fn member<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(duplicate(name));
    }
    *slot = Some(map.next_value_seed(Seed::new())?);
    Ok(())
}

/// Reads a member's value into the map of additional ones. A second one of the name is refused.
pub fn additional<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    store: &mut BTreeMap<String, T>,
    name: Cow<'de, str>,
) -> Result<(), A::Error> {
    if store.contains_key(&*name) {
        return Err(duplicate(&name));
    }
    let value = map.next_value_seed(Seed::new())?;
    store.insert(name.into_owned(), value);
    Ok(())
}

/// What a slot holds, or the refusal of a missing member.
pub fn required<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| missing(name))
}

/// Refuses a member that the contract does not allow; drops it where broken rules are only noted.
#[cold]
pub fn refused<'de, A: MapAccess<'de>>(map: &mut A, name: &str) -> Result<(), A::Error> {
    let rule = format_args!("member `{name}` is not allowed");
    if lenient::forgives(rule) { skip(map) } else { Err(A::Error::custom(rule)) }
}

#[cold]
pub(crate) fn duplicate<E: Error>(name: &str) -> E {
    E::custom(format_args!("duplicate member `{name}`"))
}

/// The refusal of a missing member.
#[cold]
pub fn absent<E: Error>(name: &'static str) -> E {
    missing(name)
}

#[cold]
pub(super) fn missing<E: Error>(name: &str) -> E {
    E::custom(format_args!("missing member `{name}`"))
}

/// The next member's name, borrowed where the input allows it.
pub(crate) fn next_name<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    map.next_key_seed(Name)
}

/// A string, borrowed where the input allows it.
pub(super) fn name<'de, D: Deserializer<'de>>(d: D) -> Result<Cow<'de, str>, D::Error> {
    d.deserialize_str(Name)
}

struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        name(d)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(v))
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v.to_owned()))
    }

    fn visit_string<E: Error>(self, v: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(v))
    }
}

struct Index<'a> {
    keys: &'static [&'static str],
    next: &'a mut usize,
}

impl Index<'_> {
    #[inline]
    fn of(&mut self, name: &str) -> Option<usize> {
        let next = *self.next;
        let index = match self.keys.get(next) {
            Some(key) if same(key, name) => next,
            _ => self.search(name)?,
        };
        *self.next = index + 1;
        Some(index)
    }

    /// Searches from the key after the last one to the end, then from the start: optional members are left
    /// out in between.
    #[inline(never)]
    fn search(&self, name: &str) -> Option<usize> {
        let hit = |key: &&str| same(key, name);
        let (before, after) = self.keys.split_at_checked(*self.next)?;
        after.iter().position(hit).map(|index| before.len() + index).or_else(|| before.iter().position(hit))
    }
}

/// Whether two names are the same. Most have sixteen bytes or fewer, for which no call is worth its while:
/// their first and last bytes, which may overlap, are all of them.
#[inline]
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        8..=16 => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
        4..8 => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
        _ => a == b,
    }
}

impl<'de> DeserializeSeed<'de> for Index<'_> {
    type Value = Result<usize, Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Index<'_> {
    type Value = Result<usize, Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(mut self, v: &'de str) -> Result<Self::Value, E> {
        Ok(self.of(v).ok_or(Cow::Borrowed(v)))
    }

    fn visit_str<E: Error>(mut self, v: &str) -> Result<Self::Value, E> {
        Ok(self.of(v).ok_or_else(|| Cow::Owned(v.to_owned())))
    }
}
