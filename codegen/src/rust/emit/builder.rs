//! Builders: a value from its parts, checked at the end.

use super::Context;
use super::code::{Code, literal};
use super::debug;
use super::doc_text;
use crate::rust::UnknownFields;
use crate::rust::shape::{Field, FieldKind, Rest, Struct, Type, TypeDef};

impl Context<'_> {
    /// Written in the module that belongs to the type.
    pub(super) fn builder(&self, code: &mut Code, def: &TypeDef, object: &Struct) {
        let target = self.relative(&def.place.modules, &def.place.name);
        let held: Vec<(&Field, String)> = object.fields.iter().filter_map(|f| Some((f, self.held(f)?))).collect();
        let store = self.store(&object.rest);
        code.docs(&format!("Makes a [`{0}`]({target}).", def.place.name));
        debug::derive(code, "Clone", self.shows_struct(def, object), ", Default");
        code.line("#[must_use = \"nothing is built before `build`\"]");
        if held.is_empty() && store.is_none() {
            code.line("pub struct Builder {}");
        } else {
            code.open("pub struct Builder {");
            for (field, ty) in &held {
                code.field(&field.ident, &format!("{}<{ty}>", self.prelude("Option")));
            }
            if let Some((name, ty)) = &store {
                code.field(name, ty);
            }
            code.close("}");
        }
        self.debug_struct(code, def, object, "Builder");
        code.gap();
        code.open("impl Builder {");
        for (field, ty) in &held {
            self.setter(code, field, ty);
        }
        if let Some((name, ty)) = &store {
            code.gap();
            code.docs("Properties that the schema does not name.");
            code.signature(&format!("pub fn {name}"), &["mut self", &format!("value: {ty}")], " -> Self {");
            code.indented(|code| {
                code.line(&format!("self.{name} = value;"));
                code.line("self");
            });
            code.line("}");
        }
        self.build_fn(code, def, object, &target, store.as_ref().map(|(name, _)| *name));
        code.close("}");
    }

    pub(super) fn store(&self, rest: &Rest) -> Option<(&'static str, String)> {
        match rest {
            Rest::Typed(value) => Some(("additional_properties", self.map(value))),
            Rest::Open if self.unknown == UnknownFields::Keep => Some(("extra", format!("{}::Extra", self.krate))),
            _ => None,
        }
    }

    fn setter(&self, code: &mut Code, field: &Field, ty: &str) {
        let value = match &field.kind {
            FieldKind::Required(value) | FieldKind::Optional(value) => value,
            FieldKind::Constant(_) | FieldKind::Forbidden => return,
        };
        // A bare number literal has to find its type.
        let exact = matches!(value.ty, Type::Integer(_) | Type::Float | Type::Bool | Type::Any | Type::Null);
        let (argument, given) = if exact {
            (format!("value: {ty}"), "value")
        } else {
            (format!("value: impl {}<{ty}>", self.prelude("Into")), "value.into()")
        };
        code.gap();
        code.docs(&doc_text(&field.docs, &format!("`{}`", field.name)));
        if field.docs.deprecated {
            code.line("#[deprecated]");
        }
        let setter = if field.ident == "build" { "build_" } else { field.ident.as_str() };
        code.signature(&format!("pub fn {setter}"), &["mut self", &argument], " -> Self {");
        code.indented(|code| {
            code.line(&format!("self.{} = Some({given});", field.ident));
            code.line("self");
        });
        code.line("}");
    }

    fn build_fn(&self, code: &mut Code, def: &TypeDef, object: &Struct, target: &str, store: Option<&str>) {
        let (_, pointer) = self.schema(def);
        code.gap();
        code.docs("The value, once every rule of its contract holds.\n\n# Errors\nWhat is missing, or every rule that is broken.");
        let result = format!("{}<{target}, {}::Violations>", self.prelude("Result"), self.krate);
        code.line("#[inline]");
        code.signature("pub fn build", &["self"], &format!(" -> {result} {{"));
        code.indented(|code| {
            let required = object.fields.iter().filter(|field| matches!(field.kind, FieldKind::Required(_)));
            let required: Vec<String> =
                required.map(|field| format!("({}, self.{}.is_some())", literal(&field.name), field.ident)).collect();
            if !required.is_empty() {
                code.call_with_list("__p::missing", &[&literal(&pointer)], &required, "?;");
            }
            code.structure(&format!("let value = {target}"), ";", |code| {
                for field in &object.fields {
                    match field.kind {
                        FieldKind::Required(_) => {
                            let value = format!("self.{}", field.ident);
                            code.signature(&format!("{}: __p::given", field.ident), &[&value], "?,");
                        }
                        FieldKind::Optional(_) => code.line(&format!("{0}: self.{0},", field.ident)),
                        FieldKind::Constant(_) | FieldKind::Forbidden => {}
                    }
                }
                if let Some(store) = store {
                    code.line(&format!("{store}: self.{store},"));
                }
            });
            code.line("value.validate()?;");
            code.line("Ok(value)");
        });
        code.line("}");
    }
}
