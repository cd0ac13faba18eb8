//! Structs.

use super::Context;
use super::checks::{Value, binding, ruled};
use super::code::{Code, literal};
use super::debug;
use super::judged::{self, is_judged};
use crate::rust::UnknownFields;
use crate::rust::shape::{Field, FieldKind, Literal, Presence, Rest, Struct, Type, TypeDef, Use};

/// What becomes of a property that the struct does not declare.
enum Beside<'a> {
    Ignored,
    Kept,
    Refused,
    Typed(&'a Use),
}

impl Context<'_> {
    pub(super) fn object(&self, code: &mut Code, def: &TypeDef, object: &Struct) {
        let beside = self.beside(&object.rest);
        self.declaration(code, def, object, &beside);
        self.debug_struct(code, def, object);
        self.inherent(code, def, object);
        self.table(code, def, object, &beside);
        code.rules_impl(self, &def.place.name, |code| self.object_rules(code, object, &beside));
    }

    fn beside<'a>(&self, rest: &'a Rest) -> Beside<'a> {
        match (rest, self.unknown) {
            (Rest::Typed(value), _) => Beside::Typed(value),
            (Rest::Closed, _) | (Rest::Open, UnknownFields::Deny) => Beside::Refused,
            (Rest::Open, UnknownFields::Keep) => Beside::Kept,
            (Rest::Open, UnknownFields::Ignore) => Beside::Ignored,
        }
    }

    /// The field of what stands beside the declared properties, where it is held.
    pub(super) fn store(&self, rest: &Rest) -> Option<&'static str> {
        match self.beside(rest) {
            Beside::Typed(_) => Some("additional_properties"),
            Beside::Kept => Some("extra"),
            Beside::Ignored | Beside::Refused => None,
        }
    }

    fn declaration(&self, code: &mut Code, def: &TypeDef, object: &Struct, beside: &Beside<'_>) {
        self.type_docs(code, def);
        debug::derive(code, "Clone", self.shows_struct(def, object), ", PartialEq");
        code.line("#[non_exhaustive]");
        let head = format!("pub struct {} {{", def.place.name);
        let held: Vec<(&Field, String)> =
            object.fields.iter().filter_map(|field| Some((field, self.field(field)?))).collect();
        let plain = matches!(beside, Beside::Ignored | Beside::Refused);
        if held.is_empty() && plain {
            return code.line(&format!("{head}}}"));
        }
        code.open(&head);
        for (field, ty) in held {
            code.documented(&field.docs, &format!("`{}`", field.name));
            code.field(&format!("pub {}", field.ident), &ty);
        }
        match beside {
            Beside::Typed(value) => {
                code.docs("Properties that the schema does not name.");
                code.field("pub additional_properties", &self.map(value));
            }
            Beside::Kept => {
                code.docs("Properties that the schema does not name.");
                code.line(&format!("pub extra: {}::Extra,", self.krate));
            }
            Beside::Ignored | Beside::Refused => {}
        }
        code.close("}");
    }

    /// What the type has of its own; mostly nothing.
    fn inherent(&self, code: &mut Code, def: &TypeDef, object: &Struct) {
        code.gap();
        code.block_if(&format!("impl {} {{", def.place.name), |code| {
            code.said(|code| {
                self.event_consts(code, def);
                self.judged_type(code, def);
                let held = object.fields.iter().map(Field::value).enumerate();
                self.judged_parts(code, held.filter_map(|(index, value)| Some((index, value?))));
                self.defaults(code, object);
            })
        });
    }

    /// The table of its members, from which reading, writing, checking and building follow.
    fn table(&self, code: &mut Code, def: &TypeDef, object: &Struct, beside: &Beside<'_>) {
        let (name, module) = (&def.place.name, def.place.module());
        let (schema, pointer) = self.schema(def);
        let schema = if def.event.is_some() { format!("{name}::SCHEMA") } else { schema };
        code.gap();
        code.open("__p::object! {");
        code.line(&format!("{name} = {}, {module}, {schema}, {};", literal(name), literal(&pointer)));
        if is_judged(def) {
            code.line("judged by Self::JUDGED;");
        }
        let held = object.fields.iter().rposition(|field| field.value().is_some());
        for (index, field) in object.fields.iter().enumerate() {
            let key = literal(&field.name);
            let last = if held.is_none_or(|held| index > held) { "last " } else { "" };
            let fixed = |value: &str| format!("{last}[{index} {key} = {value}]");
            let (kind, value) = match &field.kind {
                FieldKind::Constant(Literal::Text(text)) => {
                    code.line(&fixed(&literal(text)));
                    continue;
                }
                FieldKind::Constant(Literal::Json(json)) => {
                    code.line(&fixed(&format!("__p::Json({})", literal(json))));
                    continue;
                }
                FieldKind::Forbidden => {
                    code.line(&fixed("__p::Forbidden"));
                    continue;
                }
                FieldKind::Required(value) => (if value.is_judged() { "judged" } else { "required" }, value),
                FieldKind::Optional(value) => (if value.is_judged() { "optional_judged" } else { "optional" }, value),
            };
            let Some(ty) = self.held(field) else { continue };
            if field.docs.deprecated {
                code.line("#[deprecated]");
            }
            // A bare number literal has to find its type.
            let exact = matches!(value.ty, Type::Integer(_) | Type::Float | Type::Bool | Type::Any | Type::Null);
            let exact = if exact { " exact" } else { "" };
            let rules = if value.is_judged() { format!(" = Self::{}", judged::name(index)) } else { String::new() };
            code.line(&format!("{index} {kind}{exact} {key} => {}: {ty}{rules},", field.ident));
        }
        code.line(&match beside {
            Beside::Ignored => "else ignored".to_owned(),
            Beside::Refused => "else closed".to_owned(),
            Beside::Kept => format!("else extra: {}::Extra", self.krate),
            Beside::Typed(value) => format!("else additional_properties: {}", self.map(value)),
        });
        code.close("}");
    }

    fn object_rules(&self, code: &mut Code, object: &Struct, beside: &Beside<'_>) {
        for field in &object.fields {
            let path = format!("self.{}", field.ident);
            match &field.kind {
                FieldKind::Required(value) => self.rules(code, value, &Value::place(&path), &field.name),
                FieldKind::Optional(value) if ruled(value) => {
                    let named = binding("value", value.without_null());
                    let some = match value.ty {
                        Type::Nullable(_) => format!("Some({}::Nullable::Value({named}))", self.krate),
                        _ => format!("Some({named})"),
                    };
                    code.open_if_let(&some, &format!("&{path}"));
                    self.rules(code, value.without_null(), &Value::variable("value"), &field.name);
                    code.close("}");
                }
                FieldKind::Optional(_) | FieldKind::Constant(_) | FieldKind::Forbidden => {}
            }
        }
        let store = match beside {
            Beside::Typed(value) => {
                let map = Use::plain(Type::Map(Box::new((*value).clone())));
                self.rules(code, &map, &Value::place("self.additional_properties"), "additionalProperties");
                Some(("key", "self.additional_properties.keys()", "key.as_str()"))
            }
            Beside::Kept => Some(("(key, _)", "&self.extra", "key")),
            Beside::Ignored | Beside::Refused => None,
        };
        if let (Some((item, store, key)), false) = (store, object.fields.is_empty()) {
            code.open(&format!("for {item} in {store} {{"));
            let message = literal("a declared property stands among the others too");
            code.broken(&format!("Self::KEYS.contains(&{key})"), &message);
            code.close("}");
        }
        for group in &object.presence {
            presence_rule(code, group, object);
        }
    }
}

/// `oneOf`/`anyOf` over which optional properties are there.
fn presence_rule(code: &mut Code, group: &Presence, object: &Struct) {
    let branch = |names: &Vec<usize>| {
        let there = names.iter().filter_map(|&index| {
            let field = &object.fields[index];
            match field.kind {
                FieldKind::Optional(_) => Some(format!("self.{}.is_some()", field.ident)),
                FieldKind::Forbidden => Some("false".to_owned()),
                FieldKind::Required(_) | FieldKind::Constant(_) => None,
            }
        });
        let there: Vec<String> = there.collect();
        if there.is_empty() { "true".to_owned() } else { there.join(" && ") }
    };
    let branches: Vec<String> = group.branches.iter().map(branch).collect();
    let (condition, keyword) = if group.exactly_one {
        ("there.into_iter().filter(|there| *there).count() != 1", "oneOf")
    } else {
        ("!there.contains(&true)", "anyOf")
    };
    let names = |names: &Vec<usize>| {
        names.iter().map(|&index| object.fields[index].name.as_str()).collect::<Vec<_>>().join(" and ")
    };
    let wanted: Vec<String> = group.branches.iter().map(names).collect();
    code.list("let there = ", &branches, ";");
    code.broken(condition, &literal(&format!("{keyword}: {}", wanted.join(", or "))));
}
