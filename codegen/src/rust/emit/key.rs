//! The value behind a JSON pointer of `x-event`, as text.

use super::Context;
use super::code::literal;
use crate::rust::place::unescape;
use crate::rust::shape::{FieldKind, Kind, Type, TypeId};

impl Context<'_> {
    /// An expression of type `Option<String>`: straight from the fields where every step is a
    /// required one, else through the event's JSON.
    pub(super) fn key(&self, event: TypeId, pointer: &str) -> String {
        self.direct(event, pointer).unwrap_or_else(|| format!("__p::at_pointer(self, {})", literal(pointer)))
    }

    fn direct(&self, event: TypeId, pointer: &str) -> Option<String> {
        let mut id = event;
        let mut path = "self".to_owned();
        let mut tokens = pointer.split('/').skip(1).peekable();
        while let Some(token) = tokens.next() {
            let Kind::Struct(object) = &self.program[id].kind else { return None };
            let name = unescape(token);
            let field = object.fields.iter().find(|field| field.name == name)?;
            let FieldKind::Required(value) = &field.kind else { return None };
            path = format!("{path}.{}", field.ident);
            match (&value.ty, tokens.peek()) {
                (Type::Named(next), Some(_)) => id = *next,
                (Type::Named(last), None) if matches!(self.program[*last].kind, Kind::Enum(_)) => {}
                (Type::String | Type::Format(_) | Type::Integer(_) | Type::Bool, None) => {}
                _ => return None,
            }
        }
        (path != "self").then(|| format!("Some({path}.to_string())"))
    }
}
