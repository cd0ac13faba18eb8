//! Strings out of a list.

use crate::{UnknownValue, report::HIDDEN};
use serde::de::{Deserializer, Error, Visitor};
use std::{fmt, marker::PhantomData};

/// A type that is one of a list of strings.
pub trait Text: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;

    /// Whether a text that was meant to be one of them stays out of messages.
    const HIDDEN: bool = false;

    /// The value with this text.
    fn from_text(text: &str) -> Option<Self>;
}

/// Reads one of a list of strings.
pub fn text<'de, T: Text, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    d.deserialize_str(TextVisitor(PhantomData))
}

/// The value with this text, or what `FromStr` says.
pub fn from_text<T: Text>(text: &str) -> Result<T, UnknownValue> {
    T::from_text(text).ok_or_else(|| UnknownValue::new(T::NAME, if T::HIDDEN { HIDDEN } else { text }))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string ({})", T::NAME)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        from_text(text).map_err(E::custom)
    }
}
