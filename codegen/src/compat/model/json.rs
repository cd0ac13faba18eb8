//! JSON values as the engine holds them: equality is JSON Schema's, numbers are exact.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rational::{Rational, decimal, rational};
use crate::contract::Types;
use crate::read::{Node, Value};

/// How many values one may have in it. Two parts of each part are a million after twenty levels.
pub(crate) const MAX_VALUES: usize = 20_000;

/// A JSON value. Parts are shared: what stands at two places of a witness is made once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Rational),
    String(Arc<str>),
    Array(Arc<Vec<Json>>),
    Object(Arc<BTreeMap<Arc<str>, Json>>),
}

impl Json {
    /// A value of a definition; `None` when a number in it has too many digits.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        Some(match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(rational(number)?),
            Value::String(text) => Self::String(text.as_str().into()),
            Value::Array(items) => Self::Array(Arc::new(items.iter().map(Self::of).collect::<Option<_>>()?)),
            Value::Object(object) => {
                let members = object.iter();
                let members = members.map(|member| Some((member.key.as_str().into(), Self::of(&member.value)?)));
                Self::Object(Arc::new(members.collect::<Option<_>>()?))
            }
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

    /// How many values it has in it, itself included; they are counted up to [`MAX_VALUES`].
    pub(crate) fn size(&self) -> usize {
        fn count(value: &Json, left: &mut usize) {
            *left = left.saturating_sub(1);
            if *left == 0 {
                return;
            }
            match value {
                Json::Array(items) => items.iter().for_each(|item| count(item, left)),
                Json::Object(members) => members.values().for_each(|member| count(member, left)),
                _ => {}
            }
        }
        let mut left = MAX_VALUES;
        count(self, &mut left);
        MAX_VALUES - left
    }

    /// Collects the names of all members in it.
    pub(crate) fn names(&self, names: &mut BTreeSet<Arc<str>>) {
        match self {
            Self::Array(items) => items.iter().for_each(|item| item.names(names)),
            Self::Object(members) => {
                for (name, member) in members.iter() {
                    names.insert(Arc::clone(name));
                    member.names(names);
                }
            }
            _ => {}
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
