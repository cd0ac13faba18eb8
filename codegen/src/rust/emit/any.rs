//! `AnyEvent`: whichever event a subject names.

use super::Context;
use super::code::{Code, literal};
use crate::rust::name::{camel, snake};
use crate::rust::shape::TypeId;
use std::collections::BTreeMap;

impl Context<'_> {
    /// The enum of one domain's events.
    pub(super) fn domain_enum(&self, code: &mut Code, domain: &str, events: &[TypeId]) {
        let (krate, name) = (self.krate, format!("{}Event", camel(domain)));
        let (boxed, result) = (self.prelude("Box"), self.prelude("Result"));
        let variants: Vec<(String, String, String)> = events
            .iter()
            .filter_map(|&id| {
                let index = self.program[id].event?;
                let event = &self.catalog.contracts[index].event;
                let variant = format!("{}V{}", camel(&event.name.value), event.version.value);
                Some((variant, self.path(id), event.event_type()))
            })
            .collect();
        code.gap();
        code.docs(&format!("Any event of the domain `{domain}`."));
        code.line("#[derive(Clone, Debug, PartialEq)]");
        code.line("#[non_exhaustive]");
        code.open(&format!("pub enum {name} {{"));
        for (variant, path, event_type) in &variants {
            code.docs(&format!("`{event_type}`"));
            code.line(&format!("{variant}({boxed}<{path}>),"));
        }
        code.close("}");
        code.gap();
        code.open(&format!("impl {name} {{"));
        code.docs("The event that a subject names, parsed and checked.\n\n# Errors\nWhat is wrong with the payload, or that no event of the domain has the subject.");
        let tail = format!(" -> {result}<Self, {krate}::Error> {{");
        code.line("#[inline]");
        code.signature("pub fn decode", &["subject: &str", "bytes: &[u8]"], &tail);
        code.indented(|code| {
            code.open("match subject {");
            for (variant, path, _) in &variants {
                code.open(&format!("{path}::SUBJECT => {{"));
                code.line(&format!("let event = {krate}::decode(bytes)?;"));
                code.line(&format!("Ok(Self::{variant}({boxed}::new(event)))"));
                code.close("}");
            }
            code.line(&format!("_ => Err({krate}::Error::unknown_subject(subject)),"));
            code.close("}");
        });
        code.line("}");
        code.gap();
        code.docs("The event's bytes, once every rule of its contract holds.\n\n# Errors\nEvery rule that is broken.");
        code.line("#[inline]");
        code.signature(
            "pub fn encode",
            &["&self"],
            &format!(" -> {result}<{}<u8>, {krate}::Error> {{", self.prelude("Vec")),
        );
        code.indented(|code| {
            code.open("match self {");
            for (variant, ..) in &variants {
                code.line(&format!("Self::{variant}(event) => {krate}::encode(&**event),"));
            }
            code.close("}");
        });
        code.line("}");
        for (function, constant, docs) in
            [("subject", "SUBJECT", "Where the event is published."), ("event_type", "TYPE", "What the event is.")]
        {
            code.gap();
            code.docs(docs);
            code.open(&format!("pub fn {function}(&self) -> &'static str {{"));
            code.open("match self {");
            for (variant, path, _) in &variants {
                code.line(&format!("Self::{variant}(_) => {path}::{constant},"));
            }
            code.close("}");
            code.close("}");
        }
        code.close("}");
        for (variant, path, _) in &variants {
            code.gap();
            code.open(&format!("impl {}<{path}> for {name} {{", self.prelude("From")));
            code.open(&format!("fn from(event: {path}) -> Self {{"));
            code.line(&format!("Self::{variant}({boxed}::new(event))"));
            code.close("}");
            code.close("}");
        }
    }

    /// The enum of all domains.
    pub(super) fn any_event(&self, code: &mut Code, domains: &BTreeMap<String, Vec<TypeId>>) {
        let krate = self.krate;
        code.gap();
        code.docs("Any event of the catalog.");
        code.line("#[derive(Clone, Debug, PartialEq)]");
        code.line("#[non_exhaustive]");
        code.allow(&["dead_code"]);
        code.open("pub enum AnyEvent {");
        for domain in domains.keys() {
            code.docs(&format!("An event of the domain `{domain}`."));
            code.line(&format!("{}({}),", camel(domain), domain_path(domain)));
        }
        code.close("}");
        code.gap();
        code.allow(&["clippy::all", "clippy::pedantic", "dead_code"]);
        code.open("impl AnyEvent {");
        code.docs("The event that a subject names, parsed and checked.\n\n# Errors\nWhat is wrong with the payload, or that no event has the subject.");
        code.line("#[inline]");
        code.signature(
            "pub fn decode",
            &["subject: &str", "bytes: &[u8]"],
            &format!(" -> Result<Self, {krate}::Error> {{"),
        );
        code.indented(|code| {
            code.open("match __p::domain(subject) {");
            for domain in domains.keys() {
                let head = format!("{} => ", literal(domain));
                let body = format!("{}::decode(subject, bytes).map(Self::{})", domain_path(domain), camel(domain));
                if code.fits(&format!("{head}{body},")) {
                    code.line(&format!("{head}{body},"));
                } else {
                    code.open(&format!("{head}{{"));
                    code.line(&body);
                    code.close("}");
                }
            }
            code.line(&format!("_ => Err({krate}::Error::unknown_subject(subject)),"));
            code.close("}");
        });
        code.line("}");
        let functions = [
            (
                "encode",
                format!("Result<Vec<u8>, {krate}::Error>"),
                "The event's bytes, once every rule of its contract holds.\n\n# Errors\nEvery rule that is broken.",
            ),
            ("subject", "&'static str".into(), "Where the event is published."),
            ("event_type", "&'static str".into(), "What the event is."),
        ];
        for (function, result, docs) in functions {
            code.gap();
            code.docs(docs);
            code.line("#[inline]");
            code.open(&format!("pub fn {function}(&self) -> {result} {{"));
            code.open("match self {");
            for domain in domains.keys() {
                code.line(&format!("Self::{}(event) => event.{function}(),", camel(domain)));
            }
            code.close("}");
            code.close("}");
        }
        code.close("}");
        for (domain, events) in domains {
            let path = domain_path(domain);
            code.gap();
            code.open(&format!("impl From<{path}> for AnyEvent {{"));
            code.open(&format!("fn from(event: {path}) -> Self {{"));
            code.line(&format!("Self::{}(event)", camel(domain)));
            code.close("}");
            code.close("}");
            for &id in events {
                let path = self.path(id);
                code.gap();
                if self.program[id].docs.deprecated {
                    code.line("#[allow(deprecated)]");
                }
                code.open(&format!("impl From<{path}> for AnyEvent {{"));
                code.open(&format!("fn from(event: {path}) -> Self {{"));
                code.line(&format!("Self::{}(event.into())", camel(domain)));
                code.close("}");
                code.close("}");
            }
        }
    }
}

fn domain_path(domain: &str) -> String {
    format!("{}::{}Event", snake(domain), camel(domain))
}
