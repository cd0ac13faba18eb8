//! Arrays whose places have types of their own (`prefixItems`).

use super::{Read, Seed, depth};
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use std::{fmt, marker::PhantomData};

/// A type that is a JSON array.
pub trait ReadArray<'de>: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// Reads all elements, up to and with the end.
    fn read_array<A: SeqAccess<'de>>(seq: A) -> Result<Self, A::Error>;
}

/// Reads an array type.
pub fn array<'de, T: ReadArray<'de>, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    depth::read(d, depth::Seq(ArrayVisitor(PhantomData)))
}

/// The next element; `None` at the end.
pub fn element<'de, T: Read<'de>, A: SeqAccess<'de>>(seq: &mut A) -> Result<Option<T>, A::Error> {
    seq.next_element_seed(Seed::new())
}

/// The element of a position that must be there.
pub fn position<'de, T: Read<'de>, A: SeqAccess<'de>>(seq: &mut A, index: usize) -> Result<T, A::Error> {
    element(seq)?.ok_or_else(|| Error::custom(format_args!("position {index} is missing")))
}

/// Every further element.
pub fn remaining<'de, T: Read<'de>, A: SeqAccess<'de>>(seq: &mut A) -> Result<Vec<T>, A::Error> {
    let mut rest = Vec::new();
    while let Some(value) = element(seq)? {
        rest.push(value);
    }
    Ok(rest)
}

/// Refuses a further element, for arrays of at most `length`.
pub fn end<'de, A: SeqAccess<'de>>(seq: &mut A, length: usize) -> Result<(), A::Error> {
    if super::skip_element(seq)? {
        return Err(Error::custom(format_args!("more than {length} elements")));
    }
    Ok(())
}

struct ArrayVisitor<T>(PhantomData<T>);

impl<'de, T: ReadArray<'de>> Visitor<'de> for ArrayVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array ({})", T::NAME)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        let _level = depth::enter()?;
        T::read_array(seq)
    }
}
