//! How deep arrays and objects may lie in each other.
//!
//! A parser counts for itself, but starts at zero again for a part that is kept as text and
//! parsed later. So the levels are counted here, across parsers, for the thread that reads.

use super::{Raw, Read, work};
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::cell::Cell;

/// The deepest nesting of arrays and objects that is read.
pub(crate) const LIMIT: u8 = 128;

/// The deepest nesting that `serde_json` reads by default: what lies deeper gets a parser of its own.
const PARSER: u8 = 127;

thread_local! {
    static LEVEL: Cell<u8> = const { Cell::new(0) };
}

/// One level of nesting, left when dropped.
pub(crate) struct Level(());

/// Whether nothing is being read that holds other values.
pub(super) fn is_outermost() -> bool {
    LEVEL.get() == 0
}

/// Goes one level deeper.
pub(crate) fn enter<E: Error>() -> Result<Level, E> {
    let level = LEVEL.get();
    if level >= LIMIT {
        return Err(too_deep(LIMIT));
    }
    if level == 0 {
        work::begin();
    }
    LEVEL.set(level + 1);
    Ok(Level(()))
}

#[cold]
fn too_deep<E: Error>(limit: u8) -> E {
    E::custom(format_args!("arrays and objects nested more than {limit} deep"))
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVEL.set(LEVEL.get().saturating_sub(1));
    }
}

/// Reads any value at all.
pub(super) fn any<'de, V: Visitor<'de>, D: Deserializer<'de>>(d: D, visitor: V) -> Result<V::Value, D::Error> {
    if LEVEL.get() == PARSER { Raw::read(d)?.deserialize(Any(visitor)) } else { d.deserialize_any(visitor) }
}

/// Reads an array or an object, of a type that is compiled for each parser that reads it.
pub(super) fn read<'de, S: DeserializeSeed<'de>, D: Deserializer<'de>>(d: D, seed: S) -> Result<S::Value, D::Error> {
    if LEVEL.get() == PARSER { innermost(d, seed) } else { seed.deserialize(d) }
}

#[cold]
fn innermost<'de, S: DeserializeSeed<'de>, D: Deserializer<'de>>(d: D, seed: S) -> Result<S::Value, D::Error> {
    match Raw::read(d)?.borrowed() {
        Some(text) => super::raw::parse(text, seed),
        // From a source that none borrows from, nothing is read by two parsers.
        None => Err(too_deep(PARSER)),
    }
}

/// Asks for an object.
pub(super) struct Map<V>(pub(super) V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Map<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<V::Value, D::Error> {
        d.deserialize_map(self.0)
    }
}

/// Asks for an array.
pub(super) struct Seq<V>(pub(super) V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Seq<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<V::Value, D::Error> {
        d.deserialize_seq(self.0)
    }
}

/// Asks for any value.
struct Any<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Any<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<V::Value, D::Error> {
        d.deserialize_any(self.0)
    }
}
