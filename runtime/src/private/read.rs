//! How a value is read: JSON Schema's way, not serde's defaults.

use serde::de::{DeserializeSeed, Deserializer};
use std::marker::PhantomData;

/// A type that reads itself as JSON Schema sees JSON.
///
/// serde's own implementations do not fit: they refuse `1.0` for an integer, let the last of two
/// equal members win, take a missing member for null and round what a type cannot hold.
pub trait Read<'de>: Sized {
    /// Reads the value.
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error>;
}

/// Reads a `T` where serde wants a seed.
pub struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    /// The seed.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Seed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        T::read(d)
    }
}
