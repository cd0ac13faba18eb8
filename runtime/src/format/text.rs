//! What all format types have in common.

use std::fmt;

/// A text that breaks the grammar of its format.
///
/// ```
/// use evenkeel::format::Date;
///
/// let error = Date::new("2026-02-30").expect_err("February is shorter");
/// assert_eq!(error.to_string(), "\"2026-02-30\" is not of the format `date`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    format: &'static str,
    text: String,
}

impl Invalid {
    pub(super) fn new(format: &'static str, text: &str) -> Self {
        Self { format, text: crate::report::words::cut(text, 60) }
    }

    /// The format's name in JSON Schema: `date-time`.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// The text. Cut when long.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not of the format `{}`", self.text, self.format)
    }
}

impl std::error::Error for Invalid {}

/// Reads a string that a format type is made from.
pub(super) struct TextVisitor<F> {
    pub(super) format: &'static str,
    pub(super) new: F,
}

impl<T, F: FnOnce(&str) -> Result<T, Invalid>> serde::de::Visitor<'_> for TextVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string of the format `{}`", self.format)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.new)(text).map_err(E::custom)
    }
}

/// Declares each format: a type that holds a text, its name in JSON Schema, its grammar.
macro_rules! formats {
    ($($(#[$doc:meta])* $type:ident $name:literal $rule:path;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $type(Box<str>);

            impl $type {
                /// The text, if it keeps the grammar.
                pub fn new(text: impl Into<Box<str>> + AsRef<str>) -> Result<Self, Invalid> {
                    if $rule(text.as_ref()) { Ok(Self(text.into())) } else { Err(Invalid::new($name, text.as_ref())) }
                }

                /// The text.
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// The text, taken out.
                pub fn into_string(self) -> String {
                    self.0.into()
                }
            }

            impl std::str::FromStr for $type {
                type Err = Invalid;

                fn from_str(text: &str) -> Result<Self, Invalid> {
                    Self::new(text)
                }
            }

            impl TryFrom<&str> for $type {
                type Error = Invalid;

                fn try_from(text: &str) -> Result<Self, Invalid> {
                    Self::new(text)
                }
            }

            impl TryFrom<String> for $type {
                type Error = Invalid;

                fn try_from(text: String) -> Result<Self, Invalid> {
                    Self::new(text)
                }
            }

            impl From<$type> for String {
                fn from(text: $type) -> Self {
                    text.into_string()
                }
            }

            impl AsRef<str> for $type {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }

            impl PartialEq<str> for $type {
                fn eq(&self, text: &str) -> bool {
                    self.as_str() == text
                }
            }

            impl PartialEq<&str> for $type {
                fn eq(&self, text: &&str) -> bool {
                    self.as_str() == *text
                }
            }

            impl std::fmt::Display for $type {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.pad(self.as_str())
                }
            }

            impl std::fmt::Debug for $type {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(stringify!($type)).field(&self.as_str()).finish()
                }
            }

            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> serde::Deserialize<'de> for $type {
                fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                    d.deserialize_str($crate::format::text::TextVisitor { format: $name, new: |text: &str| Self::new(text) })
                }
            }

            impl<'de> $crate::__private::Read<'de> for $type {
                fn read<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                    serde::Deserialize::deserialize(d)
                }
            }

            impl $crate::__private::Check for $type {
                const HOLDS: bool = true;

                fn check(&self) -> bool {
                    true
                }
            }

            impl $crate::__private::Write for $type {
                fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        )*

        /// Whether a string keeps the grammar of the format of this name. True for a name that the
        /// specification does not know.
        pub fn is_format(name: &str, text: &str) -> bool {
            match name {
                $($name => $rule(text),)*
                _ => true,
            }
        }
    };
}
pub(super) use formats;
