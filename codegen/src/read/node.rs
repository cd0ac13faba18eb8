//! A JSON value that knows where it stands.

use super::Number;
use crate::source::Span;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands, without the key before it.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, digit for digit.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order of the text.
    Object(Object),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// The members of an object in the order of the text; no name stands twice.
#[derive(Clone, Debug, Default)]
pub struct Object {
    pub(crate) members: Vec<Member>,
}
