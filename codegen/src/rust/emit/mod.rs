//! Types to text: a file a domain, and `mod.rs` with `AnyEvent`.

mod any;
mod builder;
mod checks;
mod code;
mod debug;
mod default;
#[cfg(feature = "derive")]
pub(crate) mod derive;
mod enumeration;
mod event;
mod judged;
mod key;
mod newtype;
mod object;
#[cfg(feature = "plain")]
pub(crate) mod plain;
mod sequence;
mod tree;
mod types;
mod union;

use super::UnknownFields;
use super::shape::{Docs, Program, TypeDef, TypeId};
use crate::contract::{Catalog, DocumentId, SchemaId};
use crate::export;
use code::Code;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub(crate) use tree::files;

/// What every part of the emitter looks at.
pub(super) struct Context<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) program: &'a Program,
    pub(super) unknown: UnknownFields,
    /// The runtime crate: `::evenkeel`.
    pub(super) krate: &'a str,
    /// The module that is being written.
    pub(super) module: Vec<String>,
    /// Type names of that module: they hide the prelude's.
    pub(super) shadows: HashSet<String>,
    /// Documents whose schema a type is reported against, and the event they belong to.
    pub(super) documents: &'a RefCell<BTreeSet<DocumentId>>,
    /// The event of each document.
    pub(super) events: &'a BTreeMap<DocumentId, TypeId>,
}

impl Context<'_> {
    /// A name of the prelude: `Option`, or its full path where the module has a type of that name.
    pub(super) fn prelude(&self, name: &str) -> String {
        if !self.shadows.contains(name) {
            return name.to_owned();
        }
        let module = match name {
            "Option" => "option",
            "Result" => "result",
            "String" => "string",
            "Vec" => "vec",
            "Box" => "boxed",
            "Default" => "default",
            "Into" | "From" | "TryFrom" => "convert",
            _ => return name.to_owned(),
        };
        format!("::std::{module}::{name}")
    }

    /// Where a type's contract stands, as a Rust expression, and the pointer to the type's schema.
    pub(super) fn schema(&self, def: &TypeDef) -> (String, String) {
        self.contract(def.schema)
    }

    /// Where the contract of a schema stands, as a Rust expression, and the pointer to the schema.
    pub(super) fn contract(&self, id: SchemaId) -> (String, String) {
        let pointer = export::pointer(self.catalog, id);
        let document = self.catalog[id].document;
        if let Some(event) = self.events.get(&document) {
            return (format!("{}::SCHEMA", self.path(*event)), pointer);
        }
        self.documents.borrow_mut().insert(document);
        let root = super::place::Places::root_of(self.catalog, document);
        let mut modules = root.modules.clone();
        modules.push(root.module());
        (self.relative(&modules, "SCHEMA"), pointer)
    }

    /// The path of a type from the module that is being written.
    pub(super) fn path(&self, id: TypeId) -> String {
        let place = &self.program[id].place;
        self.relative(&place.modules, &place.name)
    }

    fn relative(&self, modules: &[String], name: &str) -> String {
        let common = self.module.iter().zip(modules).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("super", self.module.len() - common);
        let down = modules[common..].iter().map(String::as_str);
        up.chain(down).chain([name]).collect::<Vec<_>>().join("::")
    }
}

/// Documentation from the schema: the description, else the title.
fn doc_text(docs: &Docs, otherwise: &str) -> String {
    let said = [&docs.description, &docs.title].into_iter().flatten();
    let text = said.map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or(otherwise);
    let note = match (docs.read_only, docs.write_only) {
        (true, _) => "\n\nRead-only: its owner sets it.",
        (_, true) => "\n\nWrite-only.",
        _ => "",
    };
    format!("{text}{note}")
}

impl Code {
    /// Documentation and `#[deprecated]`.
    fn documented(&mut self, docs: &Docs, otherwise: &str) {
        self.docs(&doc_text(docs, otherwise));
        if docs.deprecated {
            self.line("#[deprecated]");
        }
    }
}
