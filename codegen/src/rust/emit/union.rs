//! Unions.

use super::Context;
use super::checks::{Value, binding, ruled};
use super::code::{Code, literal};
use super::debug;
use super::doc_text;
use super::judged::{self, is_judged};
use crate::contract::Types;
use crate::rust::shape::{Branch, Choice, Type, TypeDef, Union};

impl Context<'_> {
    pub(super) fn union(&self, code: &mut Code, def: &TypeDef, union: &Union) {
        let name = &def.place.name;
        self.type_docs(code, def);
        debug::derive(code, "Clone", debug::shows_union(def, union), ", PartialEq");
        code.line("#[non_exhaustive]");
        code.open(&format!("pub enum {name} {{"));
        for branch in &union.branches {
            code.docs(&doc_text(&branch.docs, &format!("{}.", describe(branch))));
            code.line(&format!("{}({}),", branch.ident, self.branch_type(branch)));
        }
        code.close("}");
        debug::union(code, def, union);
        code.gap();
        code.open(&format!("impl {name} {{"));
        self.event_consts(code, def);
        self.judged_parts(code, union.branches.iter().map(|branch| &branch.ty).enumerate());
        self.validate_fn(code, def);
        code.close("}");
        self.union_rules(code, name, union);
        self.conversions(code, name, union);
        self.union_write(code, name, union);
        match &union.choice {
            Choice::Tag(tag) if self.takes_text(union) => self.tagged_text_read(code, name, tag, union),
            Choice::Tag(tag) => self.tagged_read(code, name, tag, union),
            Choice::ByType => self.typed_read(code, name, union),
            Choice::First | Choice::ExactlyOne => self.tried_read(code, name, union),
        }
        self.union_check(code, name, union);
    }

    fn branch_type(&self, branch: &Branch) -> String {
        let ty = self.ty(&branch.ty);
        if branch.boxed { format!("{}<{ty}>", self.prelude("Box")) } else { ty }
    }

    fn union_rules(&self, code: &mut Code, name: &str, union: &Union) {
        let is_ruled = |branch: &&Branch| ruled(&branch.ty);
        code.rules_impl(self, name, |code| {
            if !union.branches.iter().any(|branch| ruled(&branch.ty)) {
                return;
            }
            code.open("match self {");
            for branch in union.branches.iter().filter(is_ruled) {
                code.open(&format!("Self::{}({}) => {{", branch.ident, binding("value", &branch.ty)));
                self.rules(code, &branch.ty, &Value::variable("value"), &branch.ident);
                code.close("}");
            }
            if !union.branches.iter().all(|branch| ruled(&branch.ty)) {
                code.line("_ => {}");
            }
            code.close("}");
        });
    }

    /// `From` for the branches that hold a type of their own.
    fn conversions(&self, code: &mut Code, name: &str, union: &Union) {
        for branch in &union.branches {
            let once = union.branches.iter().filter(|other| other.ty.ty == branch.ty.ty).count() == 1;
            if !matches!(branch.ty.ty, Type::Named(_)) || !once {
                continue;
            }
            let ty = self.ty(&branch.ty);
            code.gap();
            code.open(&format!("impl {}<{ty}> for {name} {{", self.prelude("From")));
            code.open(&format!("fn from(value: {ty}) -> Self {{"));
            let value = if branch.boxed { format!("{}::new(value)", self.prelude("Box")) } else { "value".into() };
            code.line(&format!("Self::{}({value})", branch.ident));
            code.close("}");
            code.close("}");
        }
    }

    fn union_write(&self, code: &mut Code, name: &str, union: &Union) {
        code.gap();
        code.open(&format!("impl __p::serde::Serialize for {name} {{"));
        let tail = format!(" -> {}<S::Ok, S::Error> {{", self.prelude("Result"));
        code.signature("fn serialize<S: __p::serde::Serializer>", &["&self", "serializer: S"], &tail);
        code.indented(|code| {
            code.open("match self {");
            for branch in &union.branches {
                let head = format!("Self::{}(value) => ", branch.ident);
                code.arm(&head, "__p::serde::Serialize::serialize", &["value", "serializer"], "");
            }
            code.close("}");
        });
        code.line("}");
        code.close("}");
    }

    fn tagged_read(&self, code: &mut Code, name: &str, tag: &str, union: &Union) {
        self.read_by(code, name, "__p::tagged(deserializer)");
        code.gap();
        code.open(&format!("impl<'de> __p::ReadTagged<'de> for {name} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal(name)));
        code.line(&format!("const TAG: &'static str = {};", literal(tag)));
        code.gap();
        let result = format!("{}<Self, A::Error>", self.prelude("Result"));
        let head = "fn read_tagged<A: __p::serde::de::MapAccess<'de>>";
        code.signature(head, &["tag: &str", "map: A"], &format!(" -> {result} {{"));
        code.indented(|code| {
            code.open("match tag {");
            for branch in &union.branches {
                let values: Vec<String> = branch.tags.iter().map(|value| literal(value)).collect();
                let head = format!("{} => ", values.join(" | "));
                let wrap = if branch.boxed {
                    format!("|value| Self::{}({}::new(value))", branch.ident, self.prelude("Box"))
                } else {
                    format!("Self::{}", branch.ident)
                };
                code.arm(&head, "__p::branch", &["map", &wrap], "");
            }
            code.line("_ => Err(__p::unknown_tag(Self::TAG, tag)),");
            code.close("}");
        });
        code.line("}");
        code.close("}");
    }

    /// Whether a tagged branch takes its value as text, so that the tag is looked up in the text.
    fn takes_text(&self, union: &Union) -> bool {
        union.branches.iter().any(|branch| match branch.ty.ty {
            Type::Named(id) => is_judged(&self.program[id]),
            _ => true,
        })
    }

    fn tagged_text_read(&self, code: &mut Code, name: &str, tag: &str, union: &Union) {
        code.read_impl(self, name, |code| {
            code.line("let raw: __p::Raw<'_> = __p::Read::read(deserializer)?;");
            code.open(&format!("match &*raw.tag({})? {{", literal(tag)));
            for (index, branch) in union.branches.iter().enumerate() {
                let values: Vec<String> = branch.tags.iter().map(|value| literal(value)).collect();
                let parse = if branch.ty.is_judged() {
                    format!("__p::Part(Self::{}).parse(&raw)", judged::name(index))
                } else {
                    "raw.parse()".to_owned()
                };
                let head = format!("{} => ", values.join(" | "));
                code.arm(&head, &format!("{parse}.map"), &[&format!("Self::{}", branch.ident)], "");
            }
            code.line(&format!("tag => Err(__p::unknown_tag({}, tag)),", literal(tag)));
            code.close("}");
        });
    }

    fn typed_read(&self, code: &mut Code, name: &str, union: &Union) {
        code.read_impl(self, name, |code| {
            code.line("let raw: __p::Raw<'_> = __p::Read::read(deserializer)?;");
            code.open("let value = match raw.kind() {");
            for (index, branch) in union.branches.iter().enumerate() {
                let kinds = kinds(branch.types);
                let head = format!("{} => Self::{}(", kinds.join(" | "), branch.ident);
                if branch.ty.is_judged() {
                    code.arm(&head, &format!("__p::Part(Self::{}).parse", judged::name(index)), &["&raw"], "?)");
                } else {
                    code.arm(&head, "raw.parse", &[], "?)");
                }
            }
            if union.branches.iter().map(|branch| kinds(branch.types).len()).sum::<usize>() < 6 {
                code.line("kind => return Err(__p::unexpected(kind)),");
            }
            code.close("};");
            code.line("__p::kept(value)");
        });
    }

    fn tried_read(&self, code: &mut Code, name: &str, union: &Union) {
        let (offer, decide) = match union.choice {
            Choice::ExactlyOne => ("offer", "only"),
            _ => ("or", "first"),
        };
        code.read_impl(self, name, |code| {
            code.line("let raw: __p::Raw<'_> = __p::Read::read(deserializer)?;");
            code.line("let mut fitting = __p::Fitting::new();");
            for (index, branch) in union.branches.iter().enumerate() {
                let ident = &branch.ident;
                let attempt = if branch.ty.is_judged() {
                    format!("__p::Part(Self::{}).attempt(&raw)", judged::name(index))
                } else {
                    "raw.attempt()".to_owned()
                };
                let arguments = [format!("|| {attempt}.map(Self::{ident})"), "__p::Rules::rules".to_owned()];
                code.call(&format!("fitting.{offer}"), &arguments.each_ref().map(String::as_str), ";");
            }
            code.line(&format!("fitting.{decide}()"));
        });
    }

    fn union_check(&self, code: &mut Code, name: &str, union: &Union) {
        let mut parts = vec!["__p::Rules::rules(self).is_ok()".to_owned()];
        if union.choice == Choice::ExactlyOne {
            parts.push("__p::fits_once(self)".to_owned());
        }
        let checked = |branch: &&Branch| self.needs_check(&branch.ty) || branch.ty.is_judged();
        if union.branches.iter().any(|branch| checked(&branch)) {
            parts.push("self.branch_check()".to_owned());
            code.gap();
            code.open(&format!("impl {name} {{"));
            code.line("#[inline]");
            code.open("fn branch_check(&self) -> bool {");
            code.open("match self {");
            for (index, branch) in union.branches.iter().enumerate().filter(|(_, branch)| checked(branch)) {
                let head = format!("Self::{}(value) => ", branch.ident);
                if branch.ty.is_judged() {
                    let part = format!("__p::Part(Self::{})", judged::name(index));
                    code.arm_value(
                        head.trim_end_matches(" => "),
                        &format!("__p::Check::check(value) && {part}.keeps(value)"),
                    );
                } else {
                    code.line(&format!("{head}__p::Check::check(value),"));
                }
            }
            if !union.branches.iter().all(|branch| checked(&branch)) {
                code.line("_ => true,");
            }
            code.close("}");
            code.close("}");
            code.close("}");
        }
        code.check_fn(name, &parts);
    }
}

/// The JSON kinds of a set of types.
fn kinds(types: Types) -> Vec<&'static str> {
    let all = [
        (Types::NULL, "__p::Kind::Null"),
        (Types::BOOLEAN, "__p::Kind::Boolean"),
        (Types::NUMBER, "__p::Kind::Number"),
        (Types::STRING, "__p::Kind::String"),
        (Types::ARRAY, "__p::Kind::Array"),
        (Types::OBJECT, "__p::Kind::Object"),
    ];
    all.into_iter().filter(|(class, _)| !class.and(types).is_empty()).map(|(_, kind)| kind).collect()
}

fn describe(branch: &Branch) -> String {
    if branch.tags.is_empty() {
        let words: Vec<String> =
            kinds(branch.types).iter().map(|kind| kind.trim_start_matches("__p::Kind::").to_lowercase()).collect();
        words.join(" or ")
    } else {
        let values: Vec<String> = branch.tags.iter().map(|tag| format!("`{tag}`")).collect();
        values.join(" or ")
    }
}
