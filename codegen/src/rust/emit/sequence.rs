//! Arrays with a type for each of their first positions.

use super::Context;
use super::checks::{Value, binding, ruled};
use super::code::{Code, literal};
use super::debug;
use super::judged::is_judged;
use crate::rust::shape::{Sequence, TypeDef};

impl Context<'_> {
    pub(super) fn sequence(&self, code: &mut Code, def: &TypeDef, sequence: &Sequence) {
        let name = &def.place.name;
        let (option, vec, result) = (self.prelude("Option"), self.prelude("Vec"), self.prelude("Result"));
        let there = |index: usize| index < sequence.there;
        self.type_docs(code, def);
        debug::derive(code, "Clone", !def.hidden && !debug::hides_items(sequence), ", PartialEq");
        code.line("#[non_exhaustive]");
        code.open(&format!("pub struct {name} {{"));
        for (index, position) in sequence.positions.iter().enumerate() {
            let ty = self.ty(position);
            code.docs(&format!("Position {index}."));
            let ty = if there(index) { ty } else { format!("{option}<{ty}>") };
            code.line(&format!("pub item_{index}: {ty},"));
        }
        if let Some(rest) = &sequence.rest {
            code.docs("What follows.");
            code.line(&format!("pub rest: {vec}<{}>,", self.ty(rest)));
        }
        code.close("}");
        debug::sequence(code, def, sequence);
        code.gap();
        code.open(&format!("impl {name} {{"));
        self.event_consts(code, def);
        self.sequence_new(code, sequence);
        code.gap();
        code.docs("How many items there are.");
        code.open("pub fn len(&self) -> usize {");
        let optional = sequence.there..sequence.positions.len();
        code.line(&format!("let {}len = {};", if optional.is_empty() { "" } else { "mut " }, sequence.there));
        for index in optional {
            code.line(&format!("len += usize::from(self.item_{index}.is_some());"));
        }
        code.line(if sequence.rest.is_some() { "len + self.rest.len()" } else { "len" });
        code.close("}");
        self.judged_type(code, def);
        self.validate_fn(code, def);
        code.close("}");
        code.rules_impl(self, name, |code| self.sequence_rules(code, sequence));
        code.gap();
        code.open(&format!("impl __p::serde::Serialize for {name} {{"));
        let tail = format!(" -> {result}<S::Ok, S::Error> {{");
        code.signature("fn serialize<S: __p::serde::Serializer>", &["&self", "serializer: S"], &tail);
        code.indented(|code| {
            code.line("use __p::serde::ser::SerializeSeq as _;");
            code.line("let mut seq = serializer.serialize_seq(Some(self.len()))?;");
            for index in 0..sequence.positions.len() {
                if there(index) {
                    code.line(&format!("seq.serialize_element(&self.item_{index})?;"));
                } else {
                    code.open(&format!("if let Some(value) = &self.item_{index} {{"));
                    code.line("seq.serialize_element(value)?;");
                    code.close("}");
                }
            }
            if sequence.rest.is_some() {
                code.open("for value in &self.rest {");
                code.line("seq.serialize_element(value)?;");
                code.close("}");
            }
            code.line("seq.end()");
        });
        code.line("}");
        code.close("}");
        self.sequence_read(code, def, sequence);
        let mut parts = vec!["__p::Rules::rules(self).is_ok()".to_owned()];
        let checked = sequence.positions.iter().enumerate().filter(|(_, position)| self.needs_check(position));
        parts.extend(checked.map(|(index, _)| format!("__p::Check::check(&self.item_{index})")));
        if sequence.rest.as_ref().is_some_and(|rest| self.needs_check(rest)) {
            parts.push("__p::Check::check(&self.rest)".to_owned());
        }
        if is_judged(def) {
            parts.push("__p::Part(Self::JUDGED).keeps(self)".to_owned());
        }
        code.check_fn(name, &parts);
    }

    /// A constructor from what must be there.
    fn sequence_new(&self, code: &mut Code, sequence: &Sequence) {
        let parameters: Vec<String> =
            (0..sequence.there).map(|index| format!("item_{index}: {}", self.ty(&sequence.positions[index]))).collect();
        let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
        code.gap();
        code.docs("The items that must be there; the others are set one by one.");
        code.signature("pub fn new", &parameters, " -> Self {");
        code.indented(|code| {
            code.structure("Self", "", |code| {
                for index in 0..sequence.positions.len() {
                    let value = if index < sequence.there { "" } else { ": None" };
                    code.line(&format!("item_{index}{value},"));
                }
                if sequence.rest.is_some() {
                    code.line(&format!("rest: {}::new(),", self.prelude("Vec")));
                }
            });
        });
        code.line("}");
    }

    fn sequence_rules(&self, code: &mut Code, sequence: &Sequence) {
        for (index, position) in sequence.positions.iter().enumerate() {
            let message = format!("[{index}]");
            if index < sequence.there {
                self.rules(code, position, &Value::place(&format!("self.item_{index}")), &message);
            } else if ruled(position) {
                code.open(&format!("if let Some({}) = &self.item_{index} {{", binding("value", position)));
                self.rules(code, position, &Value::variable("value"), &message);
                code.close("}");
            }
        }
        if let Some(rest) = sequence.rest.as_ref().filter(|rest| ruled(rest)) {
            code.open(&format!("for {} in &self.rest {{", binding("value", rest)));
            self.rules(code, rest, &Value::variable("value"), "[]");
            code.close("}");
        }
        // A position is there only if all before it are.
        let last = sequence.positions.len().saturating_sub(1);
        for index in sequence.there..sequence.positions.len() {
            let after = if index < last {
                format!("self.item_{}.is_some()", index + 1)
            } else if sequence.rest.is_some() {
                "!self.rest.is_empty()".to_owned()
            } else {
                break;
            };
            let message = literal(&format!("an item follows position {index}, which is missing"));
            code.broken(&format!("self.item_{index}.is_none() && {after}"), &message);
        }
    }

    fn sequence_read(&self, code: &mut Code, def: &TypeDef, sequence: &Sequence) {
        let name = &def.place.name;
        let judged = is_judged(def);
        let head =
            if judged { "__p::Part(Self::JUDGED).raw(deserializer)?.array()" } else { "__p::array(deserializer)" };
        self.read_by(code, name, head);
        code.gap();
        code.open(&format!("impl<'de> __p::ReadArray<'de> for {name} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal(name)));
        code.gap();
        let result = format!("{}<Self, A::Error>", self.prelude("Result"));
        let head = "fn read_array<A: __p::serde::de::SeqAccess<'de>>";
        code.signature(head, &["mut seq: A"], &format!(" -> {result} {{"));
        code.indented(|code| {
            code.structure("let value = Self", ";", |code| {
                for index in 0..sequence.positions.len() {
                    if index < sequence.there {
                        code.line(&format!("item_{index}: __p::position(&mut seq, {index})?,"));
                    } else {
                        code.line(&format!("item_{index}: __p::element(&mut seq)?,"));
                    }
                }
                if sequence.rest.is_some() {
                    code.line("rest: __p::remaining(&mut seq)?,");
                }
            });
            if sequence.rest.is_none() {
                code.line(&format!("__p::end(&mut seq, {})?;", sequence.positions.len()));
            }
            code.line("__p::kept(value)");
        });
        code.line("}");
        code.close("}");
    }
}
