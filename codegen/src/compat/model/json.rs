//! JSON values as the engine holds them: equality is JSON Schema's, numbers are exact.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rational::{Rational, decimal, rational};
use crate::contract::Types;
use crate::read::{Node, Value};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Rational),
    String(Arc<str>),
    Array(Vec<Json>),
    Object(BTreeMap<Arc<str>, Json>),
}

impl Json {
    /// A value of a definition; `None` when a number in it has too many digits.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        Some(match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(rational(number)?),
            Value::String(text) => Self::String(text.as_str().into()),
            Value::Array(items) => Self::Array(items.iter().map(Self::of).collect::<Option<_>>()?),
            Value::Object(object) => Self::Object(
                object
                    .iter()
                    .map(|member| Some((member.key.as_str().into(), Self::of(&member.value)?)))
                    .collect::<Option<_>>()?,
            ),
        })
    }

    /// The type of the value, integers apart from other numbers.
    pub(crate) fn types(&self) -> Types {
        match self {
            Self::Null => Types::NULL,
            Self::Bool(_) => Types::BOOLEAN,
            Self::Number(number) if number.is_integer() => Types::INTEGER,
            Self::Number(_) => Types::FRACTION,
            Self::String(_) => Types::STRING,
            Self::Array(_) => Types::ARRAY,
            Self::Object(_) => Types::OBJECT,
        }
    }

    /// The value as validators take it; `None` when a number has no decimal form.
    pub(crate) fn to_serde(&self) -> Option<serde_json::Value> {
        Some(match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => serde_json::from_str(&decimal(number)?).ok()?,
            Self::String(text) => (**text).into(),
            Self::Array(items) => items.iter().map(Self::to_serde).collect::<Option<Vec<_>>>()?.into(),
            Self::Object(members) => serde_json::Value::Object(
                members.iter().map(|(key, value)| Some((key.to_string(), value.to_serde()?))).collect::<Option<_>>()?,
            ),
        })
    }
}
