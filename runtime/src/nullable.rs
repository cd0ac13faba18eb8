//! A value that may be null.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of a member that may be null.
///
/// A member that may also be absent is an `Option<Nullable<T>>`: `None` is absent,
/// `Some(Nullable::Null)` is null.
///
/// ```
/// use evenkeel::Nullable;
///
/// let note: Nullable<String> = "ring twice".to_owned().into();
/// assert_eq!(note.as_option().map(String::as_str), Some("ring twice"));
/// assert!(Nullable::<String>::from(None).is_null());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// JSON's null.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// True for null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value by reference; null is `None`.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by mutable reference; null is `None`.
    pub const fn as_option_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value; null is `None`.
    pub fn into_option(self) -> Option<T> {
        self.into()
    }

    /// The same with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Nullable<U> {
        self.into_option().map(f).into()
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        match value {
            Nullable::Null => None,
            Nullable::Value(value) => Some(value),
        }
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

/// Null is [`Nullable::Null`]. In an `Option`, serde reads null as absent: a derived event reads it right,
/// by its contract.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}
