//! Structs.

use super::super::code::literal;
use super::hold::{Level, Spoken};
use super::matching::{Held, Others, is_event};
use super::words;
use super::{At, Emitter, Given, Member, Problem};
use crate::rust::name::camel;
use crate::rust::shape::{FieldKind, Kind, Literal, Presence, Struct, Type, TypeId, Use};
use std::collections::HashSet;

/// A field and the trait that its type must have.
struct Slot {
    member: usize,
    /// The word for its type; for a member that may be absent, without the `Option` around it.
    ty: String,
    level: Level,
    /// It leads back to the struct, so that a bound on it would go in circles.
    cyclic: bool,
    generic: bool,
}

impl Emitter<'_> {
    pub(super) fn object(&mut self, id: TypeId, object: &Struct, members: &[Member], given: &Given) -> Vec<Problem> {
        let (held, others) = match self.matched(id, object, members, given) {
            Ok(matched) => matched,
            Err(problems) => return problems,
        };
        let mut problems = Vec::new();
        let mut slots: Vec<Option<Slot>> = Vec::new();
        let owner = self.context.program[id].schema;
        for (field, held) in object.fields.iter().zip(&held) {
            let (Held::Field { member, value, .. } | Held::Constant { member, value, .. }) = held else {
                slots.push(None);
                continue;
            };
            let ty = held_type(*member, held);
            let place = words::property_place(self.context.catalog, owner, &field.name);
            let optional = matches!(held, Held::Field { optional: true, .. });
            let (what, name) = (format!("`{}`", field.name), camel(&field.name));
            let spoken = Spoken { what, name, place: &place, part: *member, optional };
            match self.level(value, &spoken) {
                Ok(level) => slots.push(Some(self.slot(*member, ty, level, value, id, members))),
                Err(why) => {
                    let message = format!(
                        "no type of your own can hold `{}` of {place}, since {why}: generate the code for it",
                        field.name
                    );
                    problems.push(Problem { at: At::Member(*member), message });
                    slots.push(None);
                }
            }
        }
        let rest = match &others {
            Others::Typed(member, value) => Some((*member, value.clone(), true)),
            Others::Kept(member) => Some((*member, Use::plain(Type::Any), false)),
            Others::Ignored | Others::Refused => None,
        };
        let rest = rest.and_then(|(member, value, typed)| {
            let place = self.here(owner);
            let what = "the properties that the schema does not name".to_owned();
            let spoken = Spoken { what, name: "Others".into(), place: &place, part: member, optional: false };
            let level = if typed { self.others_level(&value, &spoken) } else { Ok(self.extra_level(&spoken)) };
            match level {
                Ok(level) => Some(self.slot(member, format!("__Ty{member}"), level, &value, id, members)),
                Err(why) => {
                    let what = spoken.what;
                    let message = format!("no type of your own can hold {what}, since {why}: generate the code for it");
                    problems.push(Problem { at: At::Member(member), message });
                    None
                }
            }
        });
        if !problems.is_empty() {
            return problems;
        }
        let all: Vec<&Slot> = slots.iter().flatten().chain(&rest).collect();
        self.assertions(&all);
        let clauses = clauses(&all, |_| true);
        let outside = clauses_without_circles(&all);
        self.object_rules(object, &held, &slots, &others, rest.as_ref(), &clauses);
        self.read(object, &held, &others, members, &clauses, &given.name);
        self.write(object, &held, rest.as_ref(), &clauses);
        self.check(&held, rest.as_ref(), &clauses);
        if is_event(given) {
            let bounds = if given.generic {
                format!(
                    "{clauses} __Self: __p::serde::Serialize + __p::serde::de::DeserializeOwned + ::std::marker::Send + ::std::marker::Sync + 'static,"
                )
            } else {
                clauses
            };
            let keys = self.keys(object, &held);
            self.event(&bounds, keys);
        } else {
            self.part(id, &outside, true);
        }
        problems
    }

    fn slot(&self, member: usize, ty: String, level: Level, value: &Use, id: TypeId, members: &[Member]) -> Slot {
        Slot { member, ty, level, cyclic: self.reaches(value, id), generic: members[member].generic }
    }

    /// Whether a type is in a value, at whatever depth.
    pub(super) fn reaches(&self, value: &Use, id: TypeId) -> bool {
        let mut seen = HashSet::new();
        let mut open = Vec::new();
        names(value, &mut open);
        while let Some(next) = open.pop() {
            if next == id {
                return true;
            }
            if seen.insert(next) {
                match &self.context.program[next].kind {
                    Kind::Struct(object) => {
                        for field in &object.fields {
                            if let FieldKind::Required(value) | FieldKind::Optional(value) = &field.kind {
                                names(value, &mut open);
                            }
                        }
                        if let crate::rust::shape::Rest::Typed(value) = &object.rest {
                            names(value, &mut open);
                        }
                    }
                    Kind::Union(union) => union.branches.iter().for_each(|branch| names(&branch.ty, &mut open)),
                    Kind::Sequence(sequence) => {
                        sequence.positions.iter().chain(&sequence.rest).for_each(|value| names(value, &mut open));
                    }
                    Kind::Newtype(value) => names(value, &mut open),
                    Kind::Enum(_) | Kind::Pending => {}
                }
            }
        }
        false
    }

    /// One assertion a field, where the field stands: the only place that complains of its type.
    fn assertions(&mut self, slots: &[&Slot]) {
        for slot in slots.iter().filter(|slot| !slot.generic) {
            let (holds, ty) = (&slot.level.name, &slot.ty);
            self.code.gap();
            self.code.open("const _: () = {");
            self.code.line(&format!("const fn holds<__T: {holds}>() {{ __T::SAME }}"));
            self.code.line(&format!("holds::<{ty}>()"));
            self.code.close("};");
        }
    }

    /// The assertion of a field that speaks of a parameter: it is asked when the type is known.
    fn asserted_where_used(&mut self, slot: &Slot) {
        if slot.generic {
            self.code.line(&format!("let () = <{} as {}>::SAME;", slot.ty, slot.level.name));
        }
    }

    fn object_rules(
        &mut self,
        object: &Struct,
        held: &[Held],
        slots: &[Option<Slot>],
        others: &Others,
        rest: Option<&Slot>,
        clauses: &str,
    ) {
        self.code.gap();
        self.code.open(&format!("impl<__Generics> __p::Rules for __Self {clauses} {{"));
        self.code.no_constants();
        self.code.open("fn rules(&self) -> ::std::result::Result<(), &'static str> {");
        for ((field, held), slot) in object.fields.iter().zip(held).zip(slots) {
            let Some(slot) = slot else { continue };
            self.asserted_where_used(slot);
            let place = format!("&self.__Field{}", slot.member);
            match held {
                Held::Field { optional: true, .. } => {
                    self.code.open(&format!("if let Some(value) = {place} {{"));
                    self.rules(&slot.level, "value", &field.name);
                    self.code.close("}");
                }
                Held::Field { .. } => {
                    self.code.open("{");
                    self.rules(&slot.level, &place, &field.name);
                    self.code.close("}");
                }
                Held::Constant { literal: constant, value, .. } => {
                    let (view, other) = equals(&place, value, constant, &self.context.ty(value));
                    let message = literal(&format!("{}: const", field.name));
                    self.code.broken(&format!("{view} != {other}"), &message);
                }
                Held::Written(_) | Held::Forbidden => {}
            }
        }
        if let Some(slot) = rest {
            self.asserted_where_used(slot);
            let place = format!("&self.__Field{}", slot.member);
            if let Others::Typed(..) = others {
                self.code.open("{");
                self.rules(&slot.level, &place, "additionalProperties");
                self.code.close("}");
            }
            let keys = format!("{}::names({place})", slot.level.name);
            let message = literal("a declared property stands among the others too");
            self.code.open(&format!("for name in {keys} {{"));
            self.code.broken("__KEYS.contains(&name)", &message);
            self.code.close("}");
        }
        for group in &object.presence {
            self.presence(group, object, held);
        }
        self.code.line("Ok(())");
        self.code.close("}");
        self.code.close("}");
        let keys: Vec<String> = object.fields.iter().map(|field| literal(&field.name)).collect();
        self.code.list("const __KEYS: &[&str] = &", &keys, ";");
    }

    /// `oneOf`/`anyOf` over which properties are there.
    fn presence(&mut self, group: &Presence, object: &Struct, held: &[Held]) {
        let there = |index: &usize| match &held[*index] {
            Held::Field { member, optional: true, .. } => Some(format!("self.__Field{member}.is_some()")),
            Held::Forbidden => Some("false".to_owned()),
            Held::Field { .. } | Held::Constant { .. } | Held::Written(_) => None,
        };
        let branch = |names: &Vec<usize>| {
            let there: Vec<String> = names.iter().filter_map(there).collect();
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
        self.code.list("let there = ", &branches, ";");
        self.code.broken(condition, &literal(&format!("{keyword}: {}", wanted.join(", or "))));
    }

    fn read(&mut self, object: &Struct, held: &[Held], others: &Others, members: &[Member], clauses: &str, name: &str) {
        self.read_by("__p::object(deserializer)", clauses);
        let code = &mut self.code;
        code.gap();
        code.open(&format!("impl<'de, __Generics> __p::ReadObject<'de> for __Self {clauses} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal(name)));
        code.open("fn read_object<__A: __p::serde::de::MapAccess<'de>>(mut map: __A) -> ::std::result::Result<Self, __A::Error> {");
        for (index, held) in held.iter().enumerate() {
            match held {
                Held::Field { member, .. } | Held::Constant { member, .. } => {
                    let ty = held_type(*member, held);
                    code.line(&format!("let mut slot{index}: ::std::option::Option<{ty}> = None;"));
                }
                Held::Written(_) => code.line(&format!("let mut slot{index} = false;")),
                Held::Forbidden => {}
            }
        }
        match others {
            Others::Ignored => code.line("let mut others = __p::Ignored::new();"),
            Others::Kept(_) => code.line("let mut others = __evenkeel::Extra::new();"),
            Others::Typed(..) => code.line("let mut others = ::std::collections::BTreeMap::new();"),
            Others::Refused => {}
        }
        code.line("let mut next = 0;");
        code.open("while let Some(key) = __p::next_key(&mut map, __KEYS, &mut next)? {");
        code.open("match key {");
        for (index, (field, held)) in object.fields.iter().zip(held).enumerate() {
            let key = literal(&field.name);
            code.line(&match held {
                Held::Field { .. } | Held::Constant { .. } => {
                    format!("Ok({index}) => __p::member(&mut map, &mut slot{index}, {key})?,")
                }
                Held::Written(Literal::Text(text)) => {
                    format!("Ok({index}) => __p::constant_str(&mut map, &mut slot{index}, {key}, {})?,", literal(text))
                }
                Held::Written(Literal::Json(json)) => {
                    format!("Ok({index}) => __p::constant(&mut map, &mut slot{index}, {key}, {})?,", literal(json))
                }
                Held::Forbidden => format!("Ok({index}) => __p::refused(&mut map, {key})?,"),
            });
        }
        code.line("Ok(_) => {}");
        code.line(match others {
            Others::Ignored => "Err(name) => others.skip(&mut map, name)?,",
            Others::Refused => "Err(name) => __p::refused(&mut map, &name)?,",
            Others::Kept(_) => "Err(name) => others.read(&mut map, name)?,",
            Others::Typed(..) => "Err(name) => __p::additional(&mut map, &mut others, name)?,",
        });
        code.close("}");
        code.close("}");
        for (index, (field, held)) in object.fields.iter().zip(held).enumerate() {
            if let Held::Written(_) = held {
                code.line(&format!("__p::seen(slot{index}, {})?;", literal(&field.name)));
            }
        }
        code.open("let value = Self {");
        for (index, member) in members.iter().enumerate() {
            let found = held.iter().position(
                |held| matches!(held, Held::Field { member, .. } | Held::Constant { member, .. } if *member == index),
            );
            let expression = match found {
                Some(slot) => match &held[slot] {
                    Held::Field { optional: true, .. } => format!("slot{slot}"),
                    _ => format!("__p::required(slot{slot}, {})?", literal(&object.fields[slot].name)),
                },
                None if member.holds == super::Holds::Others => "others".to_owned(),
                None => "::std::default::Default::default()".to_owned(),
            };
            code.line(&format!("__Field{index}: {expression},"));
        }
        code.close("};");
        code.open("match __p::Rules::rules(&value) {");
        code.line("Ok(()) => Ok(value),");
        code.line("Err(rule) => __p::broken(value, rule),");
        code.close("}");
        code.close("}");
        code.close("}");
    }

    /// `Read` by one expression.
    pub(super) fn read_by(&mut self, expression: &str, clauses: &str) {
        let code = &mut self.code;
        code.gap();
        code.open(&format!("impl<'de, __Generics> __p::Read<'de> for __Self {clauses} {{"));
        code.open("fn read<__D: __p::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {");
        code.line(expression);
        code.close("}");
        code.close("}");
    }

    fn write(&mut self, object: &Struct, held: &[Held], rest: Option<&Slot>, clauses: &str) {
        let code = &mut self.code;
        code.gap();
        code.open(&format!("impl<__Generics> __p::Write for __Self {clauses} {{"));
        code.open("fn write<__S: __p::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {");
        let empty = held.iter().all(|held| matches!(held, Held::Forbidden)) && rest.is_none();
        code.line(&format!(
            "let {}map = __p::serde::Serializer::serialize_map(serializer, None)?;",
            if empty { "" } else { "mut " }
        ));
        for (field, held) in object.fields.iter().zip(held) {
            let key = literal(&field.name);
            match held {
                Held::Field { member, optional: true, .. } => {
                    code.open(&format!("if let Some(value) = &self.__Field{member} {{"));
                    code.line(&format!("__p::entry(&mut map, {key}, value)?;"));
                    code.close("}");
                }
                Held::Field { member, .. } | Held::Constant { member, .. } => {
                    code.line(&format!("__p::entry(&mut map, {key}, &self.__Field{member})?;"));
                }
                Held::Written(value) => {
                    let value = match value {
                        Literal::Text(text) => literal(text),
                        Literal::Json(json) => format!("&__p::Json({})", literal(json)),
                    };
                    code.line(&format!("__p::serde::ser::SerializeMap::serialize_entry(&mut map, {key}, {value})?;"));
                }
                Held::Forbidden => {}
            }
        }
        if let Some(slot) = rest {
            code.line(&format!("{}::write_others(&self.__Field{}, &mut map)?;", slot.level.name, slot.member));
        }
        code.line("__p::serde::ser::SerializeMap::end(map)");
        code.close("}");
        code.close("}");
    }

    fn check(&mut self, held: &[Held], rest: Option<&Slot>, clauses: &str) {
        let members = held.iter().filter_map(|held| match held {
            Held::Field { member, .. } => Some(*member),
            _ => None,
        });
        let parts = members.chain(rest.map(|slot| slot.member));
        let parts: Vec<String> = parts.map(|member| format!(" && __p::Check::check(&self.__Field{member})")).collect();
        self.check_by(&format!("__p::Rules::rules(self).is_ok(){}", parts.concat()), clauses);
    }

    /// `Check` by one expression.
    pub(super) fn check_by(&mut self, expression: &str, clauses: &str) {
        self.code.gap();
        self.code.open(&format!("impl<__Generics> __p::Check for __Self {clauses} {{"));
        self.code.open("fn check(&self) -> bool {");
        self.code.line(expression);
        self.code.close("}");
        self.code.close("}");
    }
}

/// The bounds that a body may rely on. With a lifetime of their own, they are no claim that the compiler
/// holds against them: the assertion at the field is.
fn clauses(slots: &[&Slot], wanted: impl Fn(&Slot) -> bool) -> String {
    let bounds = slots.iter().filter(|slot| wanted(slot));
    let bounds: Vec<String> = bounds.map(|slot| format!(" for<'__w> {}: {},", slot.ty, slot.level.name)).collect();
    format!("where __Where{}", bounds.concat())
}

/// The word for the type of what a field holds.
fn held_type(member: usize, held: &Held) -> String {
    match held {
        Held::Field { optional: true, .. } => format!("__In{member}"),
        _ => format!("__Ty{member}"),
    }
}

fn clauses_without_circles(slots: &[&Slot]) -> String {
    clauses(slots, |slot| !slot.cyclic)
}

fn names(value: &Use, ids: &mut Vec<TypeId>) {
    match &value.ty {
        Type::Named(id) | Type::Boxed(id) => ids.push(*id),
        Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) => names(inner, ids),
        Type::Tuple(positions) => positions.iter().for_each(|position| names(position, ids)),
        _ => {}
    }
}

/// A field that holds a constant, and the constant.
fn equals(place: &str, value: &Use, constant: &Literal, ty: &str) -> (String, String) {
    match (constant, &value.ty) {
        (Literal::Json(json), Type::Integer(_)) => (format!("__p::Integer::wide(*{place})"), json.clone()),
        (Literal::Json(json), _) => (format!("*__p::View::<{ty}>::view({place})"), json.clone()),
        (Literal::Text(text), _) => (format!("__p::View::<{ty}>::view({place})"), literal(text)),
    }
}
