//! A type that someone wrote by hand, held against a schema: what does not fit, or the code that reads,
//! checks and writes it as generated code would.
//!
//! The code names what the macro alone knows by words that it replaces: `__Self`, `__Generics`, `__Where`,
//! `__evenkeel`, and for each field `__Ty0`, `__In0` (its type
//! without the `Option` around it) and `__Field0`, for each variant `__Variant0`.
//! What stands in the block after `__At0` is shown at the field's type.

mod choice;
mod declare;
mod given;
mod hold;
mod matching;
mod object;
mod words;

pub use given::{At, Body, Choice, Given, Holds, Member, Problem, Role};

use super::Context;
use super::code::{Code, literal};
use crate::contract::{Catalog, SchemaId};
use crate::diagnostic::Diagnostic;
use crate::export;
use crate::rust::UnknownFields;
use crate::rust::lower::{self, One};
use crate::rust::shape::{Kind, Program, Type, TypeId, Use};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What the prelude gives: a user's scope may have another thing of the name.
const PRELUDE: [&str; 8] = ["Option", "Result", "String", "Vec", "Box", "Default", "Into", "From"];

/// Why there is no code.
#[derive(Debug)]
pub(crate) enum Unbound {
    /// The schema says what is not expressed in Rust yet.
    Schema(Vec<Diagnostic>),
    /// The type does not fit it.
    Type(Vec<Problem>),
}

/// Writes code for one type.
struct Emitter<'a> {
    context: Context<'a>,
    one: &'a One,
    code: Code,
    names: HashSet<String>,
    generic: bool,
}

/// The code that binds a type to a schema.
///
/// # Errors
/// Everything that does not fit.
pub(crate) fn bind(
    catalog: &Catalog,
    schema: SchemaId,
    given: &Given,
    unknown: UnknownFields,
) -> Result<String, Unbound> {
    let one = lower::one(catalog, schema);
    if one.lowered.diagnostics.iter().any(|diagnostic| diagnostic.severity == crate::diagnostic::Severity::Error) {
        return Err(Unbound::Schema(one.lowered.diagnostics));
    }
    let (documents, events) = (RefCell::new(BTreeSet::new()), BTreeMap::new());
    let context = Context {
        catalog,
        program: &one.lowered.program,
        unknown,
        krate: "__evenkeel",
        module: Vec::new(),
        shadows: PRELUDE.map(str::to_owned).into(),
        documents: &documents,
        events: &events,
    };
    let mut emitter =
        Emitter { context, one: &one, code: Code::default(), names: HashSet::new(), generic: given.generic };
    let id = emitter.named(&one.value, schema, given).map_err(|problem| Unbound::Type(vec![problem]))?;
    emitter.preamble();
    let problems = match (&emitter.one.lowered.program[id].kind, &given.body) {
        (Kind::Struct(object), Body::Struct(members)) => emitter.object(id, object, members, given),
        (Kind::Enum(variants), Body::Enum(choices, tag)) => emitter.strings(id, variants, choices, tag.as_deref()),
        (Kind::Union(union), Body::Enum(choices, tag)) => emitter.tagged(id, union, choices, tag.as_deref()),
        (kind, body) => vec![emitter.mismatch(id, kind, body, given)],
    };
    if !problems.is_empty() {
        return Err(Unbound::Type(problems));
    }
    Ok(emitter.code.into_text())
}

impl Emitter<'_> {
    /// The named type that a struct or an enum can be.
    fn named(&self, value: &Use, schema: SchemaId, given: &Given) -> Result<TypeId, Problem> {
        let problem = |message: String| Problem { at: At::Schema, message };
        let place = self.here(schema);
        // `null` beside it belongs to the field that holds it.
        let value = if given.role == Role::Part { value.without_null() } else { value };
        let of_type = match value.ty {
            Type::Named(id) => self.context.program[id].judged.first(),
            _ => None,
        };
        if let Some(judged) = value.judged.first().or(of_type) {
            let why = hold::spoken_keyword(judged);
            return Err(problem(format!(
                "no type of your own can hold {place}, since {why}: generate the code for it"
            )));
        }
        match value.ty {
            Type::Named(id)
                if value.checks.is_empty() && (self.one.alone.contains(&id) || given.role == Role::Event) =>
            {
                Ok(id)
            }
            Type::Named(_) => {
                Err(problem(format!("{place} says more than one type can hold: generate the code for it")))
            }
            _ => {
                let asks = words::asks(self.context.program, value);
                let rust = words::rust(value);
                Err(problem(match given.role {
                    Role::Event => {
                        format!("{place} says {asks}: a struct holds an object; generate the code for this event")
                    }
                    Role::Part => {
                        format!("{place} says {asks}: no type of its own is needed, use `{rust}` for the field")
                    }
                }))
            }
        }
    }

    /// Where a schema stands.
    fn here(&self, schema: SchemaId) -> String {
        words::place(self.context.catalog, self.context.catalog[schema].span)
    }

    fn mismatch(&self, id: TypeId, kind: &Kind, body: &Body, given: &Given) -> Problem {
        let place = self.here(self.context.program[id].schema);
        let asks = words::kind(self.context.program, id);
        let advice = match (kind, body) {
            (Kind::Struct(_), Body::Enum(..)) => "make it a struct".to_owned(),
            (Kind::Enum(_), Body::Struct(_)) => "make it an enum of unit variants".to_owned(),
            (Kind::Union(_), Body::Struct(_)) => "make it an enum with `#[serde(tag = \"…\")]`".to_owned(),
            _ => "generate the code for it: no struct or enum of your own can hold it".to_owned(),
        };
        Problem {
            at: At::Name,
            message: format!("{place} says {asks}, and `{}` is something else: {advice}", given.name),
        }
    }

    /// What every expansion begins with.
    fn preamble(&mut self) {
        let code = &mut self.code;
        code.line("use __evenkeel::__private as __p;");
        code.line(&format!("const _: () = __p::generated_by({});", crate::rust::ABI));
        let Program { pattern, fallback, .. } = self.context.program;
        for (feature, need) in [("pattern", pattern), ("fallback", fallback)] {
            let Some(need) = need else { continue };
            let schema = &self.context.catalog[need.schema];
            let path = &self.context.catalog[schema.document].path;
            let place = format!("{}/{}", schema.pointer, need.keyword);
            code.line(&format!("__evenkeel::__require_{feature}!({}, {});", literal(path), literal(&place)));
        }
    }

    /// A name that no other item of the expansion has.
    fn name(&mut self, wish: &str) -> String {
        let wish: String = wish.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        let mut name = wish.clone();
        let mut number = 1;
        while !self.names.insert(name.clone()) {
            number += 1;
            name = format!("{wish}_{number}");
        }
        name
    }

    /// `impl` of an event: its names, its schema and its way to bytes and back.
    fn event(&mut self, clauses: &str, keys: [Option<String>; 2]) {
        let catalog = self.context.catalog;
        let document = catalog[self.root()].document;
        let Some(contract) = catalog.contracts.iter().find(|contract| contract.document == document) else { return };
        let event = &contract.event;
        let schema = export::schema(catalog, contract.root);
        let code = &mut self.code;
        code.gap();
        code.line(&format!("const __SCHEMA: &str = {};", literal(&schema)));
        code.open(&format!("impl<__Generics> __evenkeel::Event for __Self {clauses} {{"));
        code.line(&format!("const DOMAIN: &'static str = {};", literal(&event.domain.value)));
        code.line(&format!("const NAME: &'static str = {};", literal(&event.name.value)));
        code.line(&format!("const VERSION: u32 = {};", event.version.value));
        code.line(&format!("const TYPE: &'static str = {};", literal(&event.event_type())));
        code.line(&format!("const SUBJECT: &'static str = {};", literal(&event.subject())));
        code.line("fn schema() -> &'static str { __SCHEMA }");
        code.open("fn validate(&self) -> ::std::result::Result<(), __evenkeel::Violations> {");
        code.line("__p::validate_written(self, __SCHEMA, \"\")");
        code.close("}");
        for (function, key) in ["key", "idempotency_key"].into_iter().zip(keys) {
            let Some(expression) = key else { continue };
            code.open(&format!("fn {function}(&self) -> ::std::option::Option<::std::string::String> {{"));
            code.line(&expression);
            code.close("}");
        }
        code.open("fn __encode(&self) -> ::std::result::Result<::std::vec::Vec<u8>, __evenkeel::Error> {");
        code.line("__p::encode(self, __SCHEMA)");
        code.close("}");
        code.open("fn __decode(bytes: &[u8]) -> ::std::result::Result<Self, __evenkeel::Error> {");
        code.line("__p::decode(bytes, __SCHEMA)");
        code.close("}");
        code.close("}");
    }

    /// The schema that is bound.
    fn root(&self) -> SchemaId {
        self.one.schema
    }

    /// `impl Contract`.
    fn part(&mut self, id: TypeId, clauses: &str, object: bool) {
        let identity = words::identity(self.context.catalog, self.context.program[id].schema);
        self.code.gap();
        self.code.open(&format!("impl<__Generics> __evenkeel::Contract for __Self {clauses} {{"));
        self.code.line(&format!("const PLACE: &'static str = {};", literal(&identity)));
        if object {
            self.code.open("fn __read_object<'de, __A: __p::serde::de::MapAccess<'de>>(map: __A) -> ::std::result::Result<Self, __A::Error> {");
            self.code.line("__p::ReadObject::read_object(map)");
            self.code.close("}");
        }
        self.code.close("}");
    }
}
