//! A value that is to be written: a node without its place, numbers as they were spelled.

use crate::read::{Node, Value};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    /// In JSON's grammar.
    Number(String),
    String(String),
    Array(Vec<Tree>),
    /// In the order in which it is written.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    pub(super) fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn number(number: u32) -> Self {
        Self::Number(number.to_string())
    }

    /// Whether nothing stands in it.
    pub(super) fn is_leaf(&self) -> bool {
        match self {
            Self::Array(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            _ => true,
        }
    }
}

impl From<&Node> for Tree {
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.text().to_owned()),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(object) => {
                Self::Object(object.iter().map(|member| (member.key.clone(), Self::from(&member.value))).collect())
            }
        }
    }
}
