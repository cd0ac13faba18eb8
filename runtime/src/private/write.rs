//! How a value is written: as its contract says, whatever its `Serialize` would do.
//!
//! A struct that someone wrote by hand has serde's own `Serialize`, which writes null for what is absent
//! and leaves out constants that have no field. The derived `Write` knows the contract.

use crate::{Extra, Nullable};
use serde::ser::{SerializeMap, SerializeSeq, SerializeTuple};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// A type that writes itself as its contract says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part of a contract",
    label = "this type is held against no schema",
    note = "for a struct or an enum of your own: `#[derive(evenkeel::Contract)]` and `#[contract(schema = \"…\")]`"
)]
pub trait Write {
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A value that serialises as its contract says.
#[derive(Debug)]
pub struct Written<'a, T: ?Sized>(pub &'a T);

impl<T: Write + ?Sized> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

macro_rules! written_as_serde_does {
    ($($t:ty)*) => {$(
        impl Write for $t {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        }
    )*};
}
written_as_serde_does!(() bool str String Value Extra i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f64);

impl<T: Write + ?Sized> Write for &T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Write + ?Sized> Write for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

/// `None` is null.
impl<T: Write> Write for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            None => serializer.serialize_unit(),
            Some(value) => value.write(serializer),
        }
    }
}

impl<T: Write> Write for Nullable<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Value(value) => value.write(serializer),
        }
    }
}

impl<T: Write> Write for [T] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|item| items.serialize_element(&Written(item)))?;
        items.end()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().write(serializer)
    }
}

impl<T: Write> Write for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, Written(value))))
    }
}

macro_rules! tuple {
    ($($name:ident $index:tt),+) => {
        impl<$($name: Write),+> Write for ($($name,)+) {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut items = serializer.serialize_tuple([$($index),+].len())?;
                $(items.serialize_element(&Written(&self.$index))?;)+
                items.end()
            }
        }
    };
}
tuple!(A0 0);
tuple!(A0 0, A1 1);
tuple!(A0 0, A1 1, A2 2);
tuple!(A0 0, A1 1, A2 2, A3 3);
tuple!(A0 0, A1 1, A2 2, A3 3, A4 4);
tuple!(A0 0, A1 1, A2 2, A3 3, A4 4, A5 5);
tuple!(A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6);
tuple!(A0 0, A1 1, A2 2, A3 3, A4 4, A5 5, A6 6, A7 7);

/// Writes one member.
pub fn entry<M: SerializeMap, T: Write + ?Sized>(map: &mut M, name: &'static str, value: &T) -> Result<(), M::Error> {
    map.serialize_entry(name, &Written(value))
}

/// Writes members that the contract does not name, one after the other.
pub fn others<'a, M: SerializeMap, T: Write + 'a>(
    map: &mut M,
    members: impl IntoIterator<Item = (&'a String, &'a T)>,
) -> Result<(), M::Error> {
    members.into_iter().try_for_each(|(name, value)| map.serialize_entry(name, &Written(value)))
}
