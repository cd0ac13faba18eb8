//! What makes a type an event, and what every type has.

use super::code::{Code, literal};
use super::{Context, doc_text};
use crate::rust::shape::{TypeDef, TypeId};

impl Context<'_> {
    /// The documentation of a type: what the schema says, and where it stands.
    pub(super) fn type_docs(&self, code: &mut Code, def: &TypeDef) {
        let schema = &self.catalog[def.schema];
        let path = &self.catalog[schema.document].path;
        let otherwise = match def.event {
            Some(index) => format!("`{}`", self.catalog.contracts[index].event.event_type()),
            None => format!("`{}`", def.place.name),
        };
        code.gap();
        code.docs(&doc_text(&def.docs, &otherwise));
        code.line("///");
        let fragment = if schema.pointer.is_empty() { String::new() } else { format!("#{}", schema.pointer) };
        code.docs(&format!("Defined in `{path}{fragment}`."));
        let deprecated = def.event.and_then(|index| self.catalog.contracts[index].event.deprecated.as_ref());
        match deprecated.map(|at| &at.value) {
            Some(block) => {
                let since = block.since.iter().map(|since| format!("since {since}"));
                let instead = block.successor.iter().map(|successor| format!("use {successor} instead"));
                let reason = block.reason.iter().cloned();
                let note = since.chain(instead).chain(reason).collect::<Vec<_>>().join("; ");
                code.line("///");
                code.docs(&format!("**Deprecated**: {note}"));
            }
            None if def.docs.deprecated => code.line("#[deprecated]"),
            None => {}
        }
    }

    /// The constants of an event.
    pub(super) fn event_consts(&self, code: &mut Code, def: &TypeDef) {
        let Some(index) = def.event else { return };
        let event = &self.catalog.contracts[index].event;
        let consts = [
            ("What the event is.", "TYPE", literal(&event.event_type())),
            ("Where the event is published.", "SUBJECT", literal(&event.subject())),
            (
                "The contract: one self-contained JSON Schema 2020-12 document.",
                "SCHEMA",
                format!("include_str!({})", literal(&format!("schema/{}.json", event.event_type()))),
            ),
        ];
        for (docs, name, value) in consts {
            code.gap();
            code.docs(docs);
            code.constant(&format!("pub const {name}: &'static str"), &value);
        }
    }

    /// `validate`, against the schema that the type comes from.
    pub(super) fn validate_fn(&self, code: &mut Code, def: &TypeDef) {
        let (schema, pointer) = self.schema(def);
        let schema = if def.event.is_some() { "Self::SCHEMA".to_owned() } else { schema };
        code.gap();
        code.docs("Checks every rule of the contract.\n\n# Errors\nEvery rule that is broken, with its place.");
        let result = format!("{}<(), {}::Violations>", self.prelude("Result"), self.krate);
        code.line("#[inline]");
        code.signature("pub fn validate", &["&self"], &format!(" -> {result} {{"));
        code.indented(|code| code.call("__p::validate", &["self", &schema, &literal(&pointer)], ""));
        code.line("}");
    }

    /// `impl Event`.
    pub(super) fn event_impl(&self, code: &mut Code, id: TypeId) {
        let def = &self.program[id];
        let Some(index) = def.event else { return };
        let event = &self.catalog.contracts[index].event;
        let (krate, name) = (self.krate, &def.place.name);
        code.gap();
        code.open(&format!("impl {krate}::Event for {name} {{"));
        code.line(&format!("const DOMAIN: &'static str = {};", literal(&event.domain.value)));
        code.line(&format!("const NAME: &'static str = {};", literal(&event.name.value)));
        code.line(&format!("const VERSION: u32 = {};", event.version.value));
        code.line("const TYPE: &'static str = Self::TYPE;");
        code.line("const SUBJECT: &'static str = Self::SUBJECT;");
        code.gap();
        code.open("fn schema() -> &'static str {");
        code.line("Self::SCHEMA");
        code.close("}");
        code.gap();
        code.line("#[inline]");
        code.open(&format!("fn validate(&self) -> {}<(), {krate}::Violations> {{", self.prelude("Result")));
        code.line("Self::validate(self)");
        code.close("}");
        let pointers = [("key", &event.key), ("idempotency_key", &event.idempotency)];
        for (function, pointer) in pointers {
            let Some(pointer) = pointer else { continue };
            code.gap();
            let (option, string) = (self.prelude("Option"), self.prelude("String"));
            code.line("#[inline]");
            code.open(&format!("fn {function}(&self) -> {option}<{string}> {{"));
            code.line(&self.key(id, &pointer.value));
            code.close("}");
        }
        code.close("}");
    }

    /// `Read` by one expression, and `Deserialize` through it.
    pub(super) fn read_by(&self, code: &mut Code, name: &str, expression: &str) {
        code.read_impl(self, name, |code| code.line(expression));
    }
}

impl Code {
    /// `Read` with the given body, and `Deserialize` through it.
    pub(super) fn read_impl(&mut self, context: &Context<'_>, name: &str, body: impl FnOnce(&mut Self)) {
        let tail = format!(" -> {}<Self, D::Error> {{", context.prelude("Result"));
        self.gap();
        self.open(&format!("impl<'de> __p::Read<'de> for {name} {{"));
        self.signature("fn read<D: __p::serde::Deserializer<'de>>", &["deserializer: D"], &tail);
        self.indented(body);
        self.line("}");
        self.close("}");
        self.gap();
        self.open(&format!("impl<'de> __p::serde::Deserialize<'de> for {name} {{"));
        self.signature("fn deserialize<D: __p::serde::Deserializer<'de>>", &["deserializer: D"], &tail);
        self.indented(|code| code.line("__p::Read::read(deserializer)"));
        self.line("}");
        self.close("}");
    }

    /// `Check`: all of these hold.
    pub(super) fn check_fn(&mut self, name: &str, parts: &[String]) {
        self.gap();
        self.open(&format!("impl __p::Check for {name} {{"));
        self.line("#[inline]");
        self.open("fn check(&self) -> bool {");
        let one_line = parts.join(" && ");
        // rustfmt keeps a chain on one line only where it fits.
        if self.fits(&one_line) {
            self.line(&one_line);
        } else {
            self.line(&parts[0]);
            self.indented(|code| parts[1..].iter().for_each(|part| code.line(&format!("&& {part}"))));
        }
        self.close("}");
        self.close("}");
    }
}
