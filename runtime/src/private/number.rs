//! Reading numbers: an integer is any spelling of an integral value, and every number is within an
//! f64's range.

use super::{Raw, Read};
use crate::number::Number;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// Reads a number, whichever of its methods the parser calls.
pub(super) struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Number, E> {
        Ok(Number::Integer(v.into()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Number, E> {
        Ok(Number::Integer(v.into()))
    }

    fn visit_i128<E: Error>(self, v: i128) -> Result<Number, E> {
        Ok(Number::Integer(v))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Number, E> {
        if v.is_finite() { Ok(Number::Float(v)) } else { Err(E::invalid_value(Unexpected::Float(v), &self)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
        match first_key(&mut map)? {
            FirstKey::Number => number_text(&mut map, Number::parse),
            FirstKey::Name(_) | FirstKey::End => Err(Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// How a map begins that an untyped read got.
pub(super) enum FirstKey<'de> {
    /// It is no object but a number: see [`first_key`].
    Number,
    /// A member's name.
    Name(Cow<'de, str>),
    /// It is empty.
    End,
}

/// With its feature `arbitrary_precision`, which any crate in a build may switch on, `serde_json`
/// gives numbers to an untyped read as an object with this one member, whose value is the text.
const NUMBER: &str = "$serde_json::private::Number";

/// The first key of a map, told apart from a number in disguise: a payload may hold a member of
/// that name, and its key is an option with a value, as any key of an object is; the disguise
/// calls itself a string whatever it is asked.
pub(super) fn first_key<'de, A: MapAccess<'de>>(map: &mut A) -> Result<FirstKey<'de>, A::Error> {
    struct Key;

    impl<'de> Visitor<'de> for Key {
        type Value = FirstKey<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a member's name")
        }

        fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<FirstKey<'de>, D::Error> {
            super::member::name(d).map(FirstKey::Name)
        }

        fn visit_borrowed_str<E: Error>(self, v: &'de str) -> Result<FirstKey<'de>, E> {
            Ok(if v == NUMBER { FirstKey::Number } else { FirstKey::Name(Cow::Borrowed(v)) })
        }

        fn visit_str<E: Error>(self, v: &str) -> Result<FirstKey<'de>, E> {
            Ok(FirstKey::Name(Cow::Owned(v.to_owned())))
        }
    }

    impl<'de> serde::de::DeserializeSeed<'de> for Key {
        type Value = FirstKey<'de>;

        fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
            d.deserialize_option(self)
        }
    }

    Ok(map.next_key_seed(Key)?.unwrap_or(FirstKey::End))
}

/// The value of a number that came as text, after [`FirstKey::Number`].
pub(super) fn number_text<'de, A: MapAccess<'de>, T>(
    map: &mut A,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, A::Error> {
    let text: String = map.next_value()?;
    parse(&text).ok_or_else(|| Error::custom("number out of range"))
}

fn unexpected(number: Number) -> Unexpected<'static> {
    match number {
        Number::Integer(integer) => {
            i64::try_from(integer).map_or_else(|_| Unexpected::Other("an integer beyond 64 bits"), Unexpected::Signed)
        }
        Number::Float(float) => Unexpected::Float(float),
    }
}

/// Reads a number as an integer, and goes no detour over the widest one.
struct IntegerVisitor<T>(PhantomData<T>);

impl<T: TryFrom<i128>> IntegerVisitor<T> {
    fn convert<E: Error>(number: Number) -> Result<T, E> {
        number.integer().and_then(|integer| integer.try_into().ok()).ok_or_else(|| {
            let range = format!("an integer within the range of {}", std::any::type_name::<T>());
            E::invalid_value(unexpected(number), &&*range)
        })
    }
}

impl<'de, T: TryFrom<u64> + TryFrom<i64> + TryFrom<i128>> Visitor<'de> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NumberVisitor.expecting(f)
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<T, E> {
        v.try_into().or_else(|_| Self::convert(Number::Integer(v.into())))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<T, E> {
        v.try_into().or_else(|_| Self::convert(Number::Integer(v.into())))
    }

    fn visit_i128<E: Error>(self, v: i128) -> Result<T, E> {
        Self::convert(Number::Integer(v))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<T, E> {
        NumberVisitor.visit_f64(v).and_then(Self::convert)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        NumberVisitor.visit_map(map).and_then(Self::convert)
    }
}

macro_rules! integer {
    ($($t:ident)*) => {$(
        impl<'de> Read<'de> for $t {
            fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_any(IntegerVisitor(PhantomData))
            }
        }
    )*};
}
integer!(i8 i16 i32 i64 u8 u16 u32 u64);

/// Parsers give integers beyond 64 bits as doubles, so these read the text.
macro_rules! wide {
    ($($t:ident)*) => {$(
        impl<'de> Read<'de> for $t {
            fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let raw = Raw::read(d)?;
                let text = raw.text();
                text.parse().ok()
                    .or_else(|| Number::parse(text)?.integer()?.try_into().ok())
                    .ok_or_else(|| Error::custom(concat!("expected an integer within the range of ", stringify!($t))))
            }
        }
    )*};
}
wide!(i128 u128);

impl<'de> Read<'de> for f64 {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(d.deserialize_any(NumberVisitor)?.float())
    }
}

impl<'de> Read<'de> for f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a contract that asks for f32 asks for its precision")]
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let float = f64::read(d)? as Self;
        if float.is_finite() { Ok(float) } else { Err(Error::custom("number out of range of f32")) }
    }
}
