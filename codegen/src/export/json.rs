//! JSON as it is written out: the tree of an export, borrowing what it takes over unchanged.

use std::borrow::Cow;

use crate::json_string::write_json_string;
use crate::read::{Node, Value};

/// A value of an export.
pub(super) enum Json<'a> {
    /// A value of a definition, as it is.
    Node(&'a Node),
    Bool(bool),
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    /// Pretty-printed, two spaces a level, with a newline at the end. Depth is bounded by that of the
    /// documents it was made from.
    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, level: usize, out: &mut String) {
        match self {
            Self::Node(node) => write_node(node, level, out),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::String(text) => write_json_string(out, text),
            Self::Array(items) => block(['[', ']'], level, items, out, Json::write),
            Self::Object(members) => block(['{', '}'], level, members, out, |(key, value), level, out| {
                write_json_string(out, key);
                out.push_str(": ");
                value.write(level, out);
            }),
        }
    }
}

fn write_node(node: &Node, level: usize, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.text()),
        Value::String(text) => write_json_string(out, text),
        Value::Array(items) => block(['[', ']'], level, items, out, write_node),
        Value::Object(object) => block(['{', '}'], level, object, out, |member, level, out| {
            write_json_string(out, &member.key);
            out.push_str(": ");
            write_node(&member.value, level, out);
        }),
    }
}

fn block<I: IntoIterator>(
    brackets: [char; 2],
    level: usize,
    items: I,
    out: &mut String,
    write: impl Fn(I::Item, usize, &mut String),
) {
    out.push(brackets[0]);
    let mut empty = true;
    for item in items {
        out.push_str(if empty { "\n" } else { ",\n" });
        indent(level + 1, out);
        write(item, level + 1, out);
        empty = false;
    }
    if !empty {
        out.push('\n');
        indent(level, out);
    }
    out.push(brackets[1]);
}

fn indent(level: usize, out: &mut String) {
    for _ in 0..level {
        out.push_str("  ");
    }
}
