//! How a type is written.

use super::Context;
use crate::rust::shape::{Field, FieldKind, Type, Use};

impl Context<'_> {
    /// The Rust type of a use.
    pub(super) fn ty(&self, value: &Use) -> String {
        let krate = self.krate;
        match &value.ty {
            Type::Any | Type::Never => format!("{krate}::Value"),
            Type::Null => "()".into(),
            Type::Bool => "bool".into(),
            Type::Integer(rust) => rust.clone(),
            Type::Float => "f64".into(),
            Type::String => self.prelude("String"),
            Type::Format(name) => format!("{krate}::format::{name}"),
            Type::Vec(item) => format!("{}<{}>", self.prelude("Vec"), self.ty(item)),
            Type::Tuple(positions) => {
                let positions: Vec<String> = positions.iter().map(|position| self.ty(position)).collect();
                match positions.as_slice() {
                    [only] => format!("({only},)"),
                    _ => format!("({})", positions.join(", ")),
                }
            }
            Type::Map(inner) => self.map(inner),
            Type::Nullable(inner) => format!("{}<{}>", self.prelude("Option"), self.ty(inner)),
            Type::Named(id) => self.path(*id),
            Type::Boxed(id) => format!("{}<{}>", self.prelude("Box"), self.path(*id)),
        }
    }

    /// The type of a map to such values.
    pub(super) fn map(&self, value: &Use) -> String {
        format!("::std::collections::BTreeMap<{}, {}>", self.prelude("String"), self.ty(value))
    }

    /// The type that a field holds once it is there: what a builder's setter takes.
    pub(super) fn held(&self, field: &Field) -> Option<String> {
        let (value, optional) = match &field.kind {
            FieldKind::Required(value) => (value, false),
            FieldKind::Optional(value) => (value, true),
            FieldKind::Constant(_) | FieldKind::Forbidden => return None,
        };
        let boxed = |ty: String| if field.boxed { format!("{}<{ty}>", self.prelude("Box")) } else { ty };
        Some(match &value.ty {
            Type::Nullable(inner) if optional => format!("{}::Nullable<{}>", self.krate, boxed(self.ty(inner))),
            Type::Nullable(inner) => format!("{}<{}>", self.prelude("Option"), boxed(self.ty(inner))),
            _ => boxed(self.ty(value)),
        })
    }

    /// The type of a field.
    pub(super) fn field(&self, field: &Field) -> Option<String> {
        let held = self.held(field)?;
        Some(match field.kind {
            FieldKind::Optional(_) => format!("{}<{held}>", self.prelude("Option")),
            _ => held,
        })
    }

    /// Whether equal values of the type are the same JSON value and can be hashed.
    pub(super) fn hashes(&self, value: &Use) -> bool {
        use crate::rust::shape::Kind;
        match &value.ty {
            Type::Bool | Type::Integer(_) | Type::String | Type::Format(_) => true,
            Type::Named(id) => matches!(self.program[*id].kind, Kind::Enum(_)),
            _ => false,
        }
    }

    /// Whether a value of the type can break a rule that the type does not carry.
    pub(super) fn needs_check(&self, value: &Use) -> bool {
        use crate::rust::shape::Kind;
        match &value.ty {
            Type::Float => true,
            Type::Named(id) | Type::Boxed(id) => !matches!(self.program[*id].kind, Kind::Enum(_)),
            Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) => self.needs_check(inner),
            Type::Tuple(positions) => positions.iter().any(|position| self.needs_check(position)),
            _ => false,
        }
    }
}
