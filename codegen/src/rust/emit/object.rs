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
        let name = &def.place.name;
        let beside = self.beside(&object.rest);
        self.declaration(code, def, object, &beside);
        self.debug_struct(code, def, object, name);
        self.inherent(code, def, object, &beside);
        self.write_impl(code, name, object, &beside);
        self.read_impl(code, def, object, &beside);
        self.check_impl(code, def, object, &beside);
    }

    fn beside<'a>(&self, rest: &'a Rest) -> Beside<'a> {
        match (rest, self.unknown) {
            (Rest::Typed(value), _) => Beside::Typed(value),
            (Rest::Closed, _) | (Rest::Open, UnknownFields::Deny) => Beside::Refused,
            (Rest::Open, UnknownFields::Keep) => Beside::Kept,
            (Rest::Open, UnknownFields::Ignore) => Beside::Ignored,
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

    fn inherent(&self, code: &mut Code, def: &TypeDef, object: &Struct, beside: &Beside<'_>) {
        code.gap();
        code.open(&format!("impl {} {{", def.place.name));
        self.event_consts(code, def);
        let module = def.place.module();
        code.gap();
        code.docs(&format!("Starts with nothing; [`build`]({module}::Builder::build) checks what was given."));
        code.open(&format!("pub fn builder() -> {module}::Builder {{"));
        code.line("::std::default::Default::default()");
        code.close("}");
        self.validate_fn(code, def);
        self.defaults(code, object);
        code.rules_fn(self, |code| self.object_rules(code, object, beside));
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

    fn write_impl(&self, code: &mut Code, name: &str, object: &Struct, beside: &Beside<'_>) {
        code.gap();
        code.open(&format!("impl __p::serde::Serialize for {name} {{"));
        let result = format!("{}<S::Ok, S::Error>", self.prelude("Result"));
        code.signature(
            "fn serialize<S: __p::serde::Serializer>",
            &["&self", "serializer: S"],
            &format!(" -> {result} {{"),
        );
        code.indented(|code| {
            code.line("use __p::serde::ser::SerializeMap as _;");
            let written = object.fields.iter().any(|field| !matches!(field.kind, FieldKind::Forbidden));
            let empty = !written && matches!(beside, Beside::Ignored | Beside::Refused);
            code.line(&format!("let {}map = serializer.serialize_map(None)?;", if empty { "" } else { "mut " }));
            for field in &object.fields {
                let key = literal(&field.name);
                match &field.kind {
                    FieldKind::Required(_) => {
                        code.call("map.serialize_entry", &[&key, &format!("&self.{}", field.ident)], "?;");
                    }
                    FieldKind::Optional(_) => {
                        code.open_if_let("Some(value)", &format!("&self.{}", field.ident));
                        code.call("map.serialize_entry", &[&key, "value"], "?;");
                        code.close("}");
                    }
                    FieldKind::Constant(value) => {
                        code.call("map.serialize_entry", &[&key, &constant(value)], "?;");
                    }
                    FieldKind::Forbidden => {}
                }
            }
            match beside {
                Beside::Typed(_) => {
                    code.open("for (key, value) in &self.additional_properties {");
                    code.line("map.serialize_entry(key, value)?;");
                    code.close("}");
                }
                Beside::Kept => code.line("self.extra.serialize_into(&mut map)?;"),
                Beside::Ignored | Beside::Refused => {}
            }
            code.line("map.end()");
        });
        code.line("}");
        code.close("}");
    }

    fn read_impl(&self, code: &mut Code, def: &TypeDef, object: &Struct, beside: &Beside<'_>) {
        let name = &def.place.name;
        let judged = is_judged(def);
        let head =
            if judged { "__p::Part(Self::JUDGED).raw(deserializer)?.object()" } else { "__p::object(deserializer)" };
        self.read_by(code, name, head);
        code.gap();
        code.open(&format!("impl {name} {{"));
        let keys: Vec<String> = object.fields.iter().map(|field| literal(&field.name)).collect();
        code.list("const KEYS: &'static [&'static str] = &", &keys, ";");
        self.judged_type(code, def);
        self.judged_parts(code, object.fields.iter().map(Field::value).enumerate().filter_map(|(i, v)| Some((i, v?))));
        code.close("}");
        code.gap();
        code.open(&format!("impl<'de> __p::ReadObject<'de> for {name} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal(name)));
        code.gap();
        let result = format!("{}<Self, A::Error>", self.prelude("Result"));
        let head = "fn read_object<A: __p::serde::de::MapAccess<'de>>";
        code.signature(head, &["mut map: A"], &format!(" -> {result} {{"));
        code.indented(|code| self.read_body(code, object, beside));
        code.line("}");
        code.close("}");
    }

    fn read_body(&self, code: &mut Code, object: &Struct, beside: &Beside<'_>) {
        for (index, field) in object.fields.iter().enumerate() {
            match field.kind {
                FieldKind::Constant(_) => code.line(&format!("let mut field{index} = false;")),
                FieldKind::Required(_) | FieldKind::Optional(_) => code.line(&format!("let mut field{index} = None;")),
                FieldKind::Forbidden => {}
            }
        }
        match beside {
            Beside::Typed(_) => code.line("let mut additional = ::std::collections::BTreeMap::new();"),
            Beside::Kept => code.line(&format!("let mut extra = {}::Extra::default();", self.krate)),
            Beside::Ignored => code.line("let mut ignored = __p::Ignored::new();"),
            Beside::Refused => {}
        }
        code.line("let mut next = 0;");
        code.open("while let Some(key) = __p::next_key(&mut map, Self::KEYS, &mut next)? {");
        code.open("match key {");
        for (index, field) in object.fields.iter().enumerate() {
            let arm = format!("Ok({index}) => ");
            let (slot, key) = (format!("&mut field{index}"), literal(&field.name));
            match &field.kind {
                FieldKind::Required(value) | FieldKind::Optional(value) if value.is_judged() => {
                    let rules = format!("Self::{}", judged::name(index));
                    code.arm(&arm, "__p::judged_member", &["&mut map", &slot, &key, &rules], "?");
                }
                FieldKind::Required(_) | FieldKind::Optional(_) => {
                    code.arm(&arm, "__p::member", &["&mut map", &slot, &key], "?");
                }
                FieldKind::Constant(Literal::Text(text)) => {
                    code.arm(&arm, "__p::constant_str", &["&mut map", &slot, &key, &literal(text)], "?");
                }
                FieldKind::Constant(Literal::Json(json)) => {
                    code.arm(&arm, "__p::constant", &["&mut map", &slot, &key, &literal(json)], "?");
                }
                FieldKind::Forbidden => code.arm(&arm, "__p::refused", &["&mut map", &key], "?"),
            }
        }
        code.line("Ok(_) => {}");
        code.line(match beside {
            Beside::Ignored => "Err(name) => ignored.skip(&mut map, name)?,",
            Beside::Refused => "Err(name) => __p::refused(&mut map, &name)?,",
            Beside::Typed(_) => "Err(name) => __p::additional(&mut map, &mut additional, name)?,",
            Beside::Kept => "Err(name) => extra.read(&mut map, name)?,",
        });
        code.close("}");
        code.close("}");
        for (index, field) in object.fields.iter().enumerate() {
            if let FieldKind::Constant(_) = field.kind {
                code.line(&format!("__p::seen(field{index}, {})?;", literal(&field.name)));
            }
        }
        code.structure("let value = Self", ";", |code| {
            for (index, field) in object.fields.iter().enumerate() {
                match field.kind {
                    FieldKind::Required(_) => {
                        let arguments = [&format!("field{index}"), &literal(&field.name)];
                        code.call(&format!("{}: __p::required", field.ident), &arguments.map(String::as_str), "?,");
                    }
                    FieldKind::Optional(_) => code.line(&format!("{}: field{index},", field.ident)),
                    FieldKind::Constant(_) | FieldKind::Forbidden => {}
                }
            }
            match beside {
                Beside::Typed(_) => code.line("additional_properties: additional,"),
                Beside::Kept => code.line("extra,"),
                Beside::Ignored | Beside::Refused => {}
            }
        });
        code.open("match value.rules() {");
        code.line("Ok(()) => Ok(value),");
        code.line("Err(rule) => __p::broken(value, rule),");
        code.close("}");
    }

    fn check_impl(&self, code: &mut Code, def: &TypeDef, object: &Struct, beside: &Beside<'_>) {
        let mut parts = vec!["self.rules().is_ok()".to_owned()];
        for field in &object.fields {
            if let FieldKind::Required(value) | FieldKind::Optional(value) = &field.kind
                && self.needs_check(value)
            {
                parts.push(format!("__p::Check::check(&self.{})", field.ident));
            }
        }
        if let Beside::Typed(value) = beside
            && self.needs_check(value)
        {
            parts.push("__p::Check::check(&self.additional_properties)".to_owned());
        }
        for (index, field) in object.fields.iter().enumerate() {
            let part = format!("__p::Part(Self::{})", judged::name(index));
            match &field.kind {
                FieldKind::Required(value) if value.is_judged() => {
                    parts.push(format!("{part}.keeps(&self.{})", field.ident));
                }
                FieldKind::Optional(value) if value.is_judged() => {
                    parts.push(format!("{part}.keeps_if_there(&self.{})", field.ident));
                }
                _ => {}
            }
        }
        if is_judged(def) {
            parts.push("__p::Part(Self::JUDGED).keeps(self)".to_owned());
        }
        code.check_fn(&def.place.name, &parts);
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

/// A constant as an expression that serialises to it.
fn constant(value: &Literal) -> String {
    match value {
        Literal::Text(text) => literal(text),
        Literal::Json(json) => match json.as_str() {
            "true" | "false" => format!("&{json}"),
            "null" => "&()".into(),
            _ => format!("&__p::Json({})", literal(json)),
        },
    }
}
