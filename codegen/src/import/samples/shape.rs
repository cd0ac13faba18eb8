//! What several values have in common.

use std::collections::HashMap;

use super::format::Formats;
use crate::import::tree::Tree;
use crate::read::{Node, Number, Value};

/// The values that were seen at one place.
#[derive(Debug, Default)]
pub(super) struct Shape {
    null: bool,
    boolean: bool,
    number: Option<Numbers>,
    string: Option<Formats>,
    array: Option<Box<Shape>>,
    object: Option<Members>,
}

/// How the numbers were spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Numbers {
    /// Whole, from 0 to the greatest `i64`.
    Small,
    /// Whole and within an `i64`, some below zero.
    Signed,
    /// Whole and within a `u64`, some beyond an `i64`.
    Unsigned,
    Any,
}

/// The members of the objects, in the order in which they turned up.
#[derive(Debug, Default)]
struct Members {
    /// How many objects there were.
    count: usize,
    list: Vec<Seen>,
    by_name: HashMap<String, usize>,
}

#[derive(Debug)]
struct Seen {
    name: String,
    count: usize,
    shape: Shape,
}

impl Shape {
    /// Takes one more value in.
    pub(super) fn see(&mut self, node: &Node) {
        match &node.value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.boolean = true,
            Value::Number(number) => {
                let kind = Numbers::of(number);
                self.number = Some(self.number.map_or(kind, |seen| seen.and(kind)));
            }
            Value::String(text) => match &mut self.string {
                Some(formats) => formats.see(text),
                None => self.string = Some(Formats::of(text)),
            },
            Value::Array(items) => {
                let shape = self.array.get_or_insert_default();
                items.iter().for_each(|item| shape.see(item));
            }
            Value::Object(object) => {
                let members = self.object.get_or_insert_default();
                members.count += 1;
                for member in object {
                    let number = members.number_of(&member.key);
                    members.list[number].count += 1;
                    members.list[number].shape.see(&member.value);
                }
            }
        }
    }

    /// A schema that accepts all of them.
    pub(super) fn schema(&self) -> Tree {
        let mut types = Vec::new();
        let mut members = Vec::new();
        let text = |text: &str| Tree::string(text);
        if self.object.is_some() {
            types.push("object");
        }
        if self.array.is_some() {
            types.push("array");
        }
        if self.string.is_some() {
            types.push("string");
        }
        match self.number {
            Some(Numbers::Any) => types.push("number"),
            Some(_) => types.push("integer"),
            None => {}
        }
        if self.boolean {
            types.push("boolean");
        }
        if self.null {
            types.push("null");
        }
        match types[..] {
            // The items of arrays that were all empty.
            [] => {}
            [only] => members.push(("type".to_owned(), text(only))),
            _ => members.push(("type".to_owned(), Tree::Array(types.into_iter().map(text).collect()))),
        }
        if let Some(format) = self.string.and_then(Formats::name) {
            members.push(("format".to_owned(), text(format)));
        }
        if self.number == Some(Numbers::Unsigned) && self.string.is_none() {
            members.push(("format".to_owned(), text("uint64")));
        }
        if let Some(object) = &self.object {
            let required = object.list.iter().filter(|seen| seen.count == object.count);
            let required: Vec<Tree> = required.map(|seen| text(&seen.name)).collect();
            if !required.is_empty() {
                members.push(("required".to_owned(), Tree::Array(required)));
            }
            let properties: Vec<(String, Tree)> =
                object.list.iter().map(|seen| (seen.name.clone(), seen.shape.schema())).collect();
            if !properties.is_empty() {
                members.push(("properties".to_owned(), Tree::Object(properties)));
            }
        }
        if let Some(items) = self.array.as_ref().map(|items| items.schema()).filter(|items| !items.is_leaf()) {
            members.push(("items".to_owned(), items));
        }
        Tree::Object(members)
    }
}

impl Numbers {
    fn of(number: &Number) -> Self {
        // `1.0` is an integer too, and whoever writes it means a number.
        if number.text().contains(['.', 'e', 'E']) {
            return Self::Any;
        }
        match (number.as_i64(), number.as_u64()) {
            (Some(_), Some(_)) => Self::Small,
            (Some(_), None) => Self::Signed,
            (None, Some(_)) => Self::Unsigned,
            (None, None) => Self::Any,
        }
    }

    /// What both are.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            // No type of Rust holds both.
            (Self::Signed, Self::Unsigned) | (Self::Unsigned, Self::Signed) => Self::Any,
            _ => self.max(other),
        }
    }
}

impl Members {
    fn number_of(&mut self, name: &str) -> usize {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let number = self.list.len();
        self.by_name.insert(name.to_owned(), number);
        self.list.push(Seen { name: name.to_owned(), count: 0, shape: Shape::default() });
        number
    }
}
