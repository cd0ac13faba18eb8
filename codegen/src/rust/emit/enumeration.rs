//! String enums.

use super::Context;
use super::code::{Code, literal};
use super::debug;
use crate::rust::shape::{TypeDef, Variant};

impl Context<'_> {
    pub(super) fn enumeration(&self, code: &mut Code, def: &TypeDef, variants: &[Variant]) {
        let name = &def.place.name;
        let (option, result) = (self.prelude("Option"), self.prelude("Result"));
        self.type_docs(code, def);
        debug::derive(code, "Clone, Copy", !def.hidden, ", PartialEq, Eq, Hash, PartialOrd, Ord");
        code.line("#[non_exhaustive]");
        code.open(&format!("pub enum {name} {{"));
        for variant in variants {
            code.docs(&format!("`{}`", variant.value));
            code.line(&format!("{},", variant.ident));
        }
        code.close("}");
        if def.hidden {
            debug::hidden(code, name);
        }
        code.gap();
        code.open(&format!("impl {name} {{"));
        self.event_consts(code, def);
        code.gap();
        code.docs("Every value, in the order of the schema.");
        let all: Vec<String> = variants.iter().map(|variant| format!("Self::{}", variant.ident)).collect();
        code.list("pub const ALL: &'static [Self] = &", &all, ";");
        code.gap();
        code.docs("The value as it stands in JSON.");
        code.open("pub const fn as_str(self) -> &'static str {");
        code.open("match self {");
        for variant in variants {
            code.arm_value(&format!("Self::{}", variant.ident), &literal(&variant.value));
        }
        code.close("}");
        code.close("}");
        if def.event.is_some() {
            self.validate_fn(code, def);
        }
        code.close("}");
        code.gap();
        code.open(&format!("impl __p::Text for {name} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal(name)));
        code.gap();
        code.open(&format!("fn from_text(text: &str) -> {option}<Self> {{"));
        code.open("match text {");
        for variant in variants {
            code.arm_value(&literal(&variant.value), &format!("Some(Self::{})", variant.ident));
        }
        code.line("_ => None,");
        code.close("}");
        code.close("}");
        code.close("}");
        code.gap();
        code.open(&format!("impl ::std::fmt::Display for {name} {{"));
        code.open("fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {");
        code.line("f.write_str(self.as_str())");
        code.close("}");
        code.close("}");
        code.gap();
        code.open(&format!("impl ::std::str::FromStr for {name} {{"));
        code.line(&format!("type Err = {}::UnknownValue;", self.krate));
        code.gap();
        // A variant may be called `Err`: `Self::Err` would be ambiguous.
        code.open(&format!("fn from_str(text: &str) -> {result}<Self, {}::UnknownValue> {{", self.krate));
        code.line("__p::from_text(text)");
        code.close("}");
        code.close("}");
        code.gap();
        code.open(&format!("impl __p::serde::Serialize for {name} {{"));
        let tail = format!(" -> {result}<S::Ok, S::Error> {{");
        code.signature("fn serialize<S: __p::serde::Serializer>", &["&self", "serializer: S"], &tail);
        code.indented(|code| code.line("serializer.serialize_str(self.as_str())"));
        code.line("}");
        code.close("}");
        self.read_by(code, name, "__p::text(deserializer)");
        code.check_fn(name, &["true".to_owned()]);
    }
}
