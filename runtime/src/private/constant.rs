//! Members that must equal a constant. They have no field: they are checked and dropped.

use super::{Seed, member};
use crate::json;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Reads a member that must be the string `constant`.
pub fn constant_str<'de, A: MapAccess<'de>>(
    map: &mut A,
    seen: &mut bool,
    name: &'static str,
    constant: &'static str,
) -> Result<(), A::Error> {
    if std::mem::replace(seen, true) {
        return Err(member::duplicate(name));
    }
    map.next_value_seed(Text(constant))
}

/// Reads a member that must equal the constant with this JSON text.
pub fn constant<'de, A: MapAccess<'de>>(
    map: &mut A,
    seen: &mut bool,
    name: &'static str,
    json: &'static str,
) -> Result<(), A::Error> {
    if std::mem::replace(seen, true) {
        return Err(member::duplicate(name));
    }
    let value = map.next_value_seed(Seed::<Value>::new())?;
    let constant = json::parse(json).map_err(Error::custom)?;
    if json::equal(&value, &constant) { Ok(()) } else { Err(Error::custom(format_args!("`{name}` must be {json}"))) }
}

/// The refusal of a missing constant.
pub fn seen<E: Error>(seen: bool, name: &'static str) -> Result<(), E> {
    if seen { Ok(()) } else { Err(member::missing(name)) }
}

/// A constant that is written: anything but a string, as JSON text.
pub struct Json(pub &'static str);

impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = json::parse(self.0).map_err(serde::ser::Error::custom)?;
        value.serialize(serializer)
    }
}

/// A string that must be this one.
struct Text(&'static str);

impl<'de> DeserializeSeed<'de> for Text {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for Text {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the string `{}`", self.0)
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<(), E> {
        if v == self.0 { Ok(()) } else { Err(E::invalid_value(serde::de::Unexpected::Str(v), &self)) }
    }
}
