//! How a member of an object is held: the words of the table that generated code has of its members.

/// A member that must be there.
pub mod required {
    use super::super::Check;
    pub use super::super::member::member as read;
    use serde::{Serialize, ser::SerializeMap};

    /// Whether a builder may leave it so.
    #[inline]
    pub fn is_given<T>(slot: &Option<T>) -> bool {
        slot.is_some()
    }

    /// The field, from what was read or given.
    #[inline]
    pub fn take<T, E>(slot: Option<T>, name: &'static str, missing: fn(&'static str) -> E) -> Result<T, E> {
        slot.ok_or_else(|| missing(name))
    }

    /// Writes the member.
    #[inline]
    pub fn write<T: Serialize, M: SerializeMap>(field: &T, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        map.serialize_entry(name, field)
    }

    /// Whether it keeps its rules.
    #[inline]
    pub fn check<T: Check>(field: &T) -> bool {
        T::HOLDS || field.check()
    }
}

/// A member that may be absent.
pub mod optional {
    use super::super::Check;
    pub use super::super::member::member as read;
    use serde::{Serialize, ser::SerializeMap};

    /// Whether a builder may leave it so.
    #[inline]
    pub fn is_given<T>(_: &Option<T>) -> bool {
        true
    }

    /// The field, from what was read or given.
    #[inline]
    pub fn take<T, E>(slot: Option<T>, _: &'static str, _: fn(&'static str) -> E) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// Writes the member, if it is there.
    #[inline]
    pub fn write<T: Serialize, M: SerializeMap>(
        field: &Option<T>,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), M::Error> {
        match field {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    /// Whether it keeps its rules.
    #[inline]
    pub fn check<T: Check>(field: &Option<T>) -> bool {
        T::HOLDS || field.check()
    }
}

/// A member that must be there, and whose text is held against the schema.
pub mod judged {
    use super::super::{Check, Part};
    pub use super::{
        super::part::judged_member as read,
        required::{is_given, take, write},
    };
    use serde::Serialize;

    /// Whether it keeps its rules.
    pub fn check<T: Check + Serialize>(field: &T, rules: &'static [&'static str]) -> bool {
        field.check() && Part(rules).keeps(field)
    }
}

/// A member that may be absent, and whose text is held against the schema.
pub mod optional_judged {
    use super::super::{Check, Part};
    pub use super::{
        super::part::judged_member as read,
        optional::{is_given, take, write},
    };
    use serde::Serialize;

    /// Whether it keeps its rules.
    pub fn check<T: Check + Serialize>(field: &Option<T>, rules: &'static [&'static str]) -> bool {
        field.check() && Part(rules).keeps_if_there(field)
    }
}
