//! Any JSON, read strictly: no duplicate members at any level, every number in range.
//!
//! `serde_json`'s own reading of a `Value` lets the last of two equal members win, and takes an
//! object with one member of a private name for a number or for raw text.

use super::{
    Read, Seed, depth, member,
    number::{FirstKey, first_key, number_text},
};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Number, Value};
use std::{fmt, str::FromStr};

impl<'de> Read<'de> for Value {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        depth::any(d, ValueVisitor)
    }
}

/// Reads what other sources than `serde_json` give.
pub(super) fn of_another_source<'de, D: Deserializer<'de>>(d: D) -> Result<Value, D::Error> {
    d.deserialize_any(ValueVisitor)
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Value, D::Error> {
        Value::read(d)
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Value, E> {
        Ok(Value::Number(v.into()))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Value, E> {
        let number = Number::from_f64(v).ok_or_else(|| E::invalid_value(Unexpected::Float(v), &self))?;
        Ok(Value::Number(number))
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Value, E> {
        Ok(Value::String(v.to_owned()))
    }

    fn visit_string<E: Error>(self, v: String) -> Result<Value, E> {
        Ok(Value::String(v))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let _level = depth::enter()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed::new())? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut next = match first_key(&mut map)? {
            FirstKey::Number => return number_text(&mut map, number).map(Value::Number),
            FirstKey::Name(name) => Some(name),
            FirstKey::End => None,
        };
        let _level = depth::enter()?;
        let mut members = Map::new();
        while let Some(name) = next {
            let value = map.next_value_seed(Seed::<Value>::new())?;
            if members.contains_key(&*name) {
                return Err(member::duplicate(&name));
            }
            members.insert(name.into_owned(), value);
            next = member::next_name(&mut map)?;
        }
        Ok(Value::Object(members))
    }
}

fn number(text: &str) -> Option<Number> {
    let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
    finite.then(|| Number::from_str(text).ok()).flatten()
}
