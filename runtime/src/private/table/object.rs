//! The table of an object's members, from which generated code gets its reading, writing and building.

/// All that an object type does, from a table of its members.
///
/// A line of the table is a member: its place among the names, how it is held (`kind`), its name, its field
/// and the field's type, without the `Option` of a member that may be absent; after `=`, what its text is held
/// against. In brackets stands a member without a field. `else` tells what becomes of all others.
///
/// What is not generic is `#[inline]`: it is compiled where it is called, so that a library of contracts costs
/// what is used of it.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $type:ident = $name:literal, $module:ident, $schema:expr, $pointer:literal;
        $(judged by $judged:expr;)?
        $(
            $([$fixed_index:literal $fixed_key:literal = $fixed:expr])*
            $(#[$attribute:meta])*
            $index:literal $kind:ident $($exact:ident)? $key:literal => $field:ident: $ty:ty $(= $rules:expr)?,
        )*
        $(last [$last_index:literal $last_key:literal = $last:expr])*
        else $others:ident $(: $store:ty)?
    ) => {
        impl $type {
            const KEYS: &'static [&'static str] = &[$($($fixed_key,)* $key,)* $($last_key,)*];

            /// Starts with nothing; `build` checks what was given.
            #[inline]
            pub fn builder() -> $module::Builder {
                ::core::default::Default::default()
            }

            /// Checks every rule of the contract.
            ///
            /// # Errors
            /// Every rule that is broken, with its place.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::__private::validate(self, $schema, $pointer)
            }
        }

        #[allow(unused_mut, unused_variables)]
        const _: () = {
            #[derive(Clone, Default)]
            pub struct __Slots {
                $($field: ::core::option::Option<$ty>,)*
                $($others: $store,)?
            }

            impl $crate::__private::Object for $type {
                type Slots = __Slots;

                #[inline]
                fn from_slots<__E>(
                    slots: __Slots,
                    missing: fn(&'static str) -> __E,
                ) -> ::core::result::Result<Self, __E> {
                    ::core::result::Result::Ok(Self {
                        $($field: $crate::__private::kind::$kind::take(slots.$field, $key, missing)?,)*
                        $($others: { let others: $store = slots.$others; others },)?
                    })
                }
            }

            impl $module::Builder {
                $($crate::__setter! { $($exact)? $(#[$attribute])* $field: $ty })*
                $(
                    /// Properties that the schema does not name.
                    #[inline]
                    pub fn $others(mut self, value: $store) -> Self {
                        self.0.$others = value;
                        self
                    }
                )?

                /// The value, once every rule of its contract holds.
                ///
                /// # Errors
                /// What is missing, or every rule that is broken.
                #[inline]
                pub fn build(self) -> ::core::result::Result<$type, $crate::Violations> {
                    let there: &[(&'static str, bool)] =
                        &[$(($key, $crate::__private::kind::$kind::is_given(&self.0.$field))),*];
                    let value: $type = $crate::__private::built(self.0, there, $pointer)?;
                    value.validate()?;
                    ::core::result::Result::Ok(value)
                }
            }

            impl $crate::__private::serde::Serialize for $type {
                fn serialize<__S: $crate::__private::serde::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    let mut map = serializer.serialize_map(::core::option::Option::None)?;
                    $(
                        $($crate::__private::Fixed::write($fixed, &mut map, $fixed_key)?;)*
                        $crate::__private::kind::$kind::write(&self.$field, &mut map, $key)?;
                    )*
                    $($crate::__private::Fixed::write($last, &mut map, $last_key)?;)*
                    $(<$store as $crate::__private::Others<'_>>::write(&self.$others, &mut map)?;)?
                    $crate::__private::serde::ser::SerializeMap::end(map)
                }
            }

            impl<'de> $crate::__private::Read<'de> for $type {
                #[allow(unreachable_code)]
                fn read<__D: $crate::__private::serde::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    $(return $crate::__private::Part($judged).raw(deserializer)?.object();)?
                    $crate::__private::object(deserializer)
                }
            }

            impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
                fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    $crate::__private::Read::read(deserializer)
                }
            }

            impl<'de> $crate::__private::ReadObject<'de> for $type {
                const NAME: &'static str = $name;

                fn read_object<__A: $crate::__private::serde::de::MapAccess<'de>>(
                    mut map: __A,
                ) -> ::core::result::Result<Self, __A::Error> {
                    let mut slots = <__Slots as ::core::default::Default>::default();
                    let mut seen = [false; <$type>::KEYS.len()];
                    let mut others = $crate::__private::others::$others$(::<$store>)?();
                    let mut next = 0;
                    while let ::core::option::Option::Some(key) =
                        $crate::__private::next_key(&mut map, Self::KEYS, &mut next)?
                    {
                        match key {
                            $(
                                $(::core::result::Result::Ok($fixed_index) => $crate::__private::Fixed::read(
                                    $fixed, &mut map, &mut seen[$fixed_index], $fixed_key,
                                )?,)*
                                ::core::result::Result::Ok($index) => $crate::__private::kind::$kind::read(
                                    &mut map, &mut slots.$field, $key $(, $rules)?
                                )?,
                            )*
                            $(::core::result::Result::Ok($last_index) => $crate::__private::Fixed::read(
                                $last, &mut map, &mut seen[$last_index], $last_key,
                            )?,)*
                            ::core::result::Result::Ok(_) => {}
                            ::core::result::Result::Err(name) => {
                                $crate::__private::Others::read(&mut others, &mut map, name)?;
                            }
                        }
                    }
                    $($($crate::__private::Fixed::end($fixed, seen[$fixed_index], $fixed_key)?;)*)*
                    $($crate::__private::Fixed::end($last, seen[$last_index], $last_key)?;)*
                    $(slots.$others = { let others: $store = others; others };)?
                    $crate::__private::kept($crate::__private::Object::from_slots(slots, $crate::__private::absent)?)
                }
            }

            impl $crate::__private::Check for $type {
                #[inline]
                fn check(&self) -> bool {
                    $crate::__private::Rules::rules(self).is_ok()
                        $(&& $crate::__private::kind::$kind::check(&self.$field $(, $rules)?))*
                        $(&& <$store as $crate::__private::Check>::check(&self.$others))?
                        $(&& $crate::__private::Part($judged).keeps(self))?
                }
            }
        };
    };
}

/// A builder's way to set a field: what the field takes, or, `exact`ly, it, where a bare number has to find
/// its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    (exact $(#[$attribute:meta])* build: $ty:ty) => {
        /// Sets `build`.
        $(#[$attribute])*
        #[inline]
        pub fn build_(mut self, value: $ty) -> Self {
            self.0.build = ::core::option::Option::Some(value);
            self
        }
    };
    ($(#[$attribute:meta])* build: $ty:ty) => {
        /// Sets `build`.
        $(#[$attribute])*
        pub fn build_(mut self, value: impl ::core::convert::Into<$ty>) -> Self {
            self.0.build = ::core::option::Option::Some(value.into());
            self
        }
    };
    (exact $(#[$attribute:meta])* $field:ident: $ty:ty) => {
        /// Sets the field of this name.
        $(#[$attribute])*
        #[inline]
        pub fn $field(mut self, value: $ty) -> Self {
            self.0.$field = ::core::option::Option::Some(value);
            self
        }
    };
    ($(#[$attribute:meta])* $field:ident: $ty:ty) => {
        /// Sets the field of this name.
        $(#[$attribute])*
        pub fn $field(mut self, value: impl ::core::convert::Into<$ty>) -> Self {
            self.0.$field = ::core::option::Option::Some(::core::convert::Into::into(value));
            self
        }
    };
}

/// The builder of a type, in the module that belongs to it.
#[doc(hidden)]
#[macro_export]
macro_rules! __builder {
    ($type:ident) => {
        #[doc = concat!("Makes a [`", stringify!($type), "`](super::", stringify!($type), ").")]
        #[derive(Clone, Default)]
        #[must_use = "nothing is built before `build`"]
        pub struct Builder(pub(super) <super::$type as $crate::__private::Object>::Slots);

        /// What was given is not shown: it may be personal.
        impl ::core::fmt::Debug for Builder {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct("Builder").finish_non_exhaustive()
            }
        }
    };
}
