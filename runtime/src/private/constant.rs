//! Members that must equal a constant. They have no field: they are checked and dropped.

use super::{Seed, depth, lenient, member, skip::Skip};
use crate::json;
use serde::de::{DeserializeSeed, Deserializer, Error, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
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
    let rule = format_args!("`{name}` must be {json}");
    if json::equal(&value, &constant) || lenient::forgives(rule) { Ok(()) } else { Err(Error::custom(rule)) }
}

/// The refusal of a missing constant.
pub fn seen<E: Error>(seen: bool, name: &'static str) -> Result<(), E> {
    if seen || lenient::forgives(format_args!("missing member `{name}`")) { Ok(()) } else { Err(member::missing(name)) }
}

/// A constant that is written: anything but a string, as JSON text.
#[derive(Clone, Copy, Debug)]
pub struct Json(pub &'static str);

impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            "true" => return serializer.serialize_bool(true),
            "false" => return serializer.serialize_bool(false),
            "null" => return serializer.serialize_unit(),
            _ => {}
        }
        let value = json::parse(self.0).map_err(serde::ser::Error::custom)?;
        value.serialize(serializer)
    }
}

/// A string that must be this one.
struct Text(&'static str);

impl<'de> DeserializeSeed<'de> for Text {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        depth::any(d, self)
    }
}

impl Text {
    /// What becomes of another value: it is refused, or dropped where broken rules are only noted.
    #[cold]
    fn other<E: Error>(&self, found: Unexpected<'_>, drop: impl FnOnce(Skip) -> Result<(), E>) -> Result<(), E> {
        if lenient::forgives(format_args!("expected {}", self as &dyn Expected)) {
            drop(Skip)
        } else {
            Err(E::invalid_value(found, self))
        }
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the string `{}`", self.0)
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<(), E> {
        if v == self.0 { Ok(()) } else { self.other(Unexpected::Str(v), |_| Ok(())) }
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<(), E> {
        self.other(Unexpected::Bool(v), |_| Ok(()))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<(), E> {
        self.other(Unexpected::Unsigned(v), |_| Ok(()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<(), E> {
        self.other(Unexpected::Signed(v), |_| Ok(()))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<(), E> {
        self.other(Unexpected::Float(v), |skip| skip.visit_f64(v))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.other(Unexpected::Unit, |_| Ok(()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        self.other(Unexpected::Seq, |skip| skip.visit_seq(seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.other(Unexpected::Map, |skip| skip.visit_map(map))
    }
}
