//! Types of their own around another.

use super::Context;
use super::checks::Value;
use super::code::Code;
use super::debug;
use super::judged::is_judged;
use crate::rust::shape::{TypeDef, Use};

impl Context<'_> {
    pub(super) fn newtype(&self, code: &mut Code, def: &TypeDef, inner: &Use) {
        let name = &def.place.name;
        let (ty, result) = (self.ty(inner), self.prelude("Result"));
        self.type_docs(code, def);
        let hidden = def.hidden || inner.hides();
        debug::derive(code, "Clone", !hidden, ", PartialEq");
        code.line(&format!("pub struct {name}(pub {ty});"));
        if hidden {
            debug::hidden(code, name);
        }
        code.gap();
        code.open(&format!("impl {name} {{"));
        self.event_consts(code, def);
        self.judged_type(code, def);
        self.validate_fn(code, def);
        code.close("}");
        code.rules_impl(self, name, |code| self.rules(code, inner, &Value::place("self.0"), "value"));
        code.gap();
        code.open(&format!("impl {}<{ty}> for {name} {{", self.prelude("From")));
        code.open(&format!("fn from(value: {ty}) -> Self {{"));
        code.line("Self(value)");
        code.close("}");
        code.close("}");
        code.gap();
        code.open(&format!("impl __p::serde::Serialize for {name} {{"));
        let tail = format!(" -> {result}<S::Ok, S::Error> {{");
        code.signature("fn serialize<S: __p::serde::Serializer>", &["&self", "serializer: S"], &tail);
        code.indented(|code| code.line("__p::serde::Serialize::serialize(&self.0, serializer)"));
        code.line("}");
        code.close("}");
        code.read_impl(self, name, |code| {
            code.line(if is_judged(def) {
                "let value = Self(__p::Part(Self::JUDGED).raw(deserializer)?.parse()?);"
            } else {
                "let value = Self(__p::Read::read(deserializer)?);"
            });
            code.line("__p::kept(value)");
        });
        let mut parts = vec!["__p::Rules::rules(self).is_ok()".to_owned()];
        if self.needs_check(inner) {
            parts.push("__p::Check::check(&self.0)".to_owned());
        }
        if is_judged(def) {
            parts.push("__p::Part(Self::JUDGED).keeps(self)".to_owned());
        }
        code.check_fn(name, &parts);
    }
}
