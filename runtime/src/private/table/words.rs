//! The table of a string enum's values, from which generated code gets its reading and writing.

/// All that a string enum does, from a table of its values.
#[doc(hidden)]
#[macro_export]
macro_rules! __words {
    ($type:ident = $name:literal $(, hidden = $hidden:literal)?; $($variant:ident = $text:literal,)*) => {
        impl $type {
            /// Every value, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it stands in JSON.
            #[inline]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl $crate::__private::Text for $type {
            const NAME: &'static str = $name;
            $(const HIDDEN: bool = $hidden;)?

            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            // A variant may be called `Err`: `Self::Err` would be ambiguous.
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                $crate::__private::from_text(text)
            }
        }

        impl $crate::__private::serde::Serialize for $type {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Read<'de> for $type {
            fn read<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::__private::text(deserializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::__private::Read::read(deserializer)
            }
        }

        impl $crate::__private::Check for $type {
            const HOLDS: bool = true;

            #[inline]
            fn check(&self) -> bool {
                true
            }
        }
    };
}
