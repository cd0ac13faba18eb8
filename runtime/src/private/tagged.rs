//! Unions that a string member tells apart.
//!
//! The tag mostly comes first, and then the branch reads straight from the input. Members before
//! it are kept as text, borrowed where the input allows it, and read when the branch is known.

use super::{Raw, ReadObject, Seed, depth, member, skip};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::{borrow::Cow, fmt, marker::PhantomData, vec};

/// A union that a string member tells apart.
pub trait ReadTagged<'de>: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;
    /// The name of the tag.
    const TAG: &'static str;

    /// Reads the branch that the tag names. `map` gives all members, the tag first.
    fn read_tagged<A: MapAccess<'de>>(tag: &str, map: A) -> Result<Self, A::Error>;
}

/// Reads a tagged union.
pub fn tagged<'de, T: ReadTagged<'de>, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    depth::read(d, depth::Map(TaggedVisitor(PhantomData)))
}

/// Reads the branch that a tag names, and puts it in its place.
pub fn branch<'de, T: ReadObject<'de>, U, A: MapAccess<'de>>(map: A, wrap: impl FnOnce(T) -> U) -> Result<U, A::Error> {
    T::read_object(map).map(wrap)
}

/// The refusal of a tag that names no branch.
#[cold]
pub fn unknown_tag<E: Error>(tag_name: &str, found: &str) -> E {
    E::custom(format_args!("no branch has `{tag_name}` = `{found}`"))
}

impl Raw<'_> {
    /// The tag of an object that is read as text: the value of the member `name`.
    pub fn tag<E: Error>(&self, name: &'static str) -> Result<String, E> {
        self.deserialize(Tag(name))
    }
}

/// Finds a tag, and skips all other members.
struct Tag(&'static str);

impl<'de> DeserializeSeed<'de> for Tag {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<String, D::Error> {
        depth::read(d, depth::Map(self))
    }
}

impl<'de> Visitor<'de> for Tag {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the tag `{}`", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let _level = depth::enter()?;
        let mut tag = None;
        while let Some(name) = member::next_name(&mut map)? {
            if name == self.0 {
                member::member(&mut map, &mut tag, self.0)?;
            } else {
                skip(&mut map)?;
            }
        }
        tag.ok_or_else(|| member::missing(self.0))
    }
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<'de, T: ReadTagged<'de>> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({}) with the tag `{}`", T::NAME, T::TAG)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let _level = depth::enter()?;
        let mut before = Vec::new();
        while let Some(name) = member::next_name(&mut map)? {
            if name == T::TAG {
                let tag = map.next_value_seed(Text)?;
                let first = Some((T::TAG, tag.clone()));
                return T::read_tagged(&tag, Members { first, before: before.into_iter(), value: None, rest: map });
            }
            before.push((name, map.next_value_seed(Seed::<Raw<'de>>::new())?));
        }
        Err(member::missing(T::TAG))
    }
}

/// A string, borrowed where the input allows it.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        member::name(d)
    }
}

/// All members of the object, in another order: the tag, those before it, those after it.
struct Members<'de, A> {
    first: Option<(&'static str, Cow<'de, str>)>,
    before: vec::IntoIter<(Cow<'de, str>, Raw<'de>)>,
    /// The value of the key that was given last, unless it is still in the input.
    value: Option<Kept<'de>>,
    rest: A,
}

enum Kept<'de> {
    Tag(Cow<'de, str>),
    Raw(Raw<'de>),
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some((name, tag)) = self.first.take() {
            self.value = Some(Kept::Tag(tag));
            return seed.deserialize(Str(Cow::Borrowed(name), PhantomData)).map(Some);
        }
        if let Some((name, raw)) = self.before.next() {
            self.value = Some(Kept::Raw(raw));
            return seed.deserialize(Str(name, PhantomData)).map(Some);
        }
        self.rest.next_key_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            None => self.rest.next_value_seed(seed),
            Some(Kept::Raw(raw)) => raw.deserialize(seed),
            Some(Kept::Tag(tag)) => seed.deserialize(Str(tag, PhantomData)),
        }
    }
}

/// A string as a parser gives it: where an option is asked for, it is one with a value.
struct Str<'de, E>(Cow<'de, str>, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Str<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
