//! `Debug` of what holds hidden values; all else derives it.

use super::Context;
use super::code::{Code, literal};
use crate::rust::UnknownFields;
use crate::rust::shape::{Rest, Sequence, Struct, TypeDef, Union, Use};

/// What is shown of a hidden value.
const HIDDEN: &str = "&__p::Hidden";

/// A part of a value: its name, its place, and whether it is hidden.
type Part = (String, String, bool);

/// `#[derive(…)]` with `Debug` among the others, or without.
pub(super) fn derive(code: &mut Code, before: &str, debug: bool, after: &str) {
    let debug = if debug { ", Debug" } else { "" };
    code.line(&format!("#[derive({before}{debug}{after})]"));
}

impl Context<'_> {
    /// Whether a struct derives `Debug`.
    pub(super) fn shows_struct(&self, def: &TypeDef, object: &Struct) -> bool {
        !def.hidden && !object.fields.iter().any(|field| field.hidden) && !self.hides_store(object)
    }

    /// Whether what stands beside the declared properties is held, and hidden.
    fn hides_store(&self, object: &Struct) -> bool {
        match &object.rest {
            Rest::Typed(value) => object.hides_rest || value.hides(),
            Rest::Open => object.hides_rest && self.unknown == UnknownFields::Keep,
            Rest::Closed => false,
        }
    }

    /// `Debug` of a struct; its builder shows nothing.
    pub(super) fn debug_struct(&self, code: &mut Code, def: &TypeDef, object: &Struct) {
        if self.shows_struct(def, object) {
            return;
        }
        let held = object.fields.iter().filter(|field| field.value().is_some());
        let part = |ident: &str, hidden| (ident.to_owned(), format!("&self.{ident}"), hidden);
        let mut parts: Vec<Part> = held.map(|field| part(&field.ident, field.hidden)).collect();
        if let Some(store) = self.store(&object.rest) {
            parts.push(part(store, self.hides_store(object)));
        }
        debug_parts(code, &def.place.name, def.hidden, parts);
    }
}

fn debug_parts(code: &mut Code, name: &str, all: bool, parts: Vec<Part>) {
    debug(code, name, |code| {
        if all {
            return code.line(&format!("::std::fmt::Debug::fmt({HIDDEN}, f)"));
        }
        let parts = parts.into_iter().map(|(name, value, hidden)| {
            let value = if hidden { HIDDEN } else { &value };
            format!("({}, {value})", literal(name.trim_start_matches("r#")))
        });
        let parts: Vec<String> = parts.collect();
        code.call_with_list("__p::debug", &["f", &literal(name)], &parts, "");
    });
}

/// `Debug` of what is nothing but hidden.
pub(super) fn hidden(code: &mut Code, name: &str) {
    debug_parts(code, name, true, Vec::new());
}

/// `Debug` of a union.
pub(super) fn union(code: &mut Code, def: &TypeDef, union: &Union) {
    if shows_union(def, union) {
        return;
    }
    if def.hidden {
        return hidden(code, &def.place.name);
    }
    debug(code, &def.place.name, |code| {
        code.open("match self {");
        for branch in &union.branches {
            let (value, shown) = if branch.ty.hides() { ("_", HIDDEN) } else { ("value", "value") };
            let head = format!("Self::{}({value}) => ", branch.ident);
            code.arm(&head, "f.debug_tuple", &[&literal(&branch.ident)], &format!(".field({shown}).finish()"));
        }
        code.close("}");
    });
}

/// `Debug` of an array with a type for each of its first positions.
pub(super) fn sequence(code: &mut Code, def: &TypeDef, sequence: &Sequence) {
    if def.hidden || hides_items(sequence) {
        let position =
            |(index, value): (usize, &Use)| (format!("item_{index}"), format!("&self.item_{index}"), value.hides());
        let mut parts: Vec<Part> = sequence.positions.iter().enumerate().map(position).collect();
        parts.extend(sequence.rest.iter().map(|rest| ("rest".into(), "&self.rest".into(), rest.hides())));
        debug_parts(code, &def.place.name, def.hidden, parts);
    }
}

fn debug(code: &mut Code, name: &str, body: impl FnOnce(&mut Code)) {
    code.gap();
    code.open(&format!("impl ::std::fmt::Debug for {name} {{"));
    code.open("fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {");
    body(code);
    code.close("}");
    code.close("}");
}

/// Whether an item stays out of `Debug`.
pub(super) fn hides_items(sequence: &Sequence) -> bool {
    sequence.positions.iter().chain(&sequence.rest).any(Use::hides)
}

/// Whether a union derives `Debug`.
pub(super) fn shows_union(def: &TypeDef, union: &Union) -> bool {
    !def.hidden && !union.branches.iter().any(|branch| branch.ty.hides())
}
