//! A value kept as its text, to be read when it is known as what.

use super::{Read, ReadArray, ReadObject, Seed, array, member, object, value};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// A JSON value as its text, borrowed where the input allows it.
///
/// Syntax is checked when it is taken. Everything else (surrogates, ranges, depth, duplicates) is
/// checked when it is parsed, so every `Raw` that decides anything has to be parsed.
pub struct Raw<'de>(Cow<'de, str>);

/// What kind of value a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// The type's name, with an article.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Through this name, `serde_json` gives the text of a value.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Read<'de> for Raw<'de> {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_newtype_struct(RAW, RawVisitor)
    }
}

impl<'de> Raw<'de> {
    /// What kind of value it is.
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// Reads it as a `T`.
    pub fn parse<T: Read<'de>, E: Error>(&self) -> Result<T, E> {
        self.deserialize(Seed::new())
    }

    /// Reads it as an object type, which is not judged once more.
    pub fn object<T: ReadObject<'de>, E: Error>(&self) -> Result<T, E> {
        self.deserialize(Object(PhantomData))
    }

    /// Reads it as an array type, which is not judged once more.
    pub fn array<T: ReadArray<'de>, E: Error>(&self) -> Result<T, E> {
        self.deserialize(Array(PhantomData))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn deserialize<S: DeserializeSeed<'de>, E: Error>(&self, seed: S) -> Result<S::Value, E> {
        match &self.0 {
            Cow::Borrowed(text) => parse(text, seed),
            // What is read may not borrow from here, and a reader is a source that none borrows from.
            Cow::Owned(text) => {
                seed.deserialize(&mut serde_json::Deserializer::from_reader(text.as_bytes())).map_err(of_part)
            }
        }
    }

    /// The text, where it outlives this.
    pub(super) fn borrowed(&self) -> Option<&'de str> {
        match self.0 {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }
}

/// Reads a text, by the parser that whole payloads are read by: each type is compiled for it once.
pub(super) fn parse<'de, S: DeserializeSeed<'de>, E: Error>(text: &'de str, seed: S) -> Result<S::Value, E> {
    seed.deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(of_part)
}

/// What is wrong in a part, without the place in it: the parser around it knows its own.
#[cold]
#[expect(clippy::needless_pass_by_value, reason = "as errors are mapped")]
fn of_part<E: Error>(error: serde_json::Error) -> E {
    let mut text = error.to_string();
    if let Some(place) = text.rfind(" at line ").filter(|_| error.line() > 0) {
        text.truncate(place);
    }
    E::custom(text)
}

struct Object<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> DeserializeSeed<'de> for Object<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        object(d)
    }
}

struct Array<T>(PhantomData<T>);

impl<'de, T: ReadArray<'de>> DeserializeSeed<'de> for Array<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        array(d)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
        if member::next_name(&mut map)?.as_deref() != Some(RAW) {
            return Err(Error::custom("expected the text of a JSON value"));
        }
        map.next_value_seed(Text)
    }

    /// Other sources than `serde_json` do not know the name, and give the value itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Raw<'de>, D::Error> {
        value::of_another_source(d).map(|value| Raw(Cow::Owned(value.to_string())))
    }
}

struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Raw<'de>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        member::name(d).map(Raw)
    }
}
