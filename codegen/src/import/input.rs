//! What each input file is, and its tree.

use std::collections::HashMap;

use super::draft::{self, Draft};
use super::{Kind, Options, samples};
use crate::contract::{Document, DocumentId};
use crate::diagnostic::{Diagnostic, quote};
use crate::read::{self, Node, Object};
use crate::source::{FileId, Source, Sources, Span};

/// A document that schemas come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A JSON Schema, by the rules of a draft.
    Schema(Draft),
    /// `AsyncAPI`, by its major version.
    AsyncApi(u32),
}

/// The inputs, read.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Those that hold schemas.
    pub(super) documents: Vec<Document>,
    /// What each of them is.
    pub(super) forms: Vec<Form>,
    /// Whether the draft had to be guessed.
    pub(super) guessed: Vec<bool>,
    /// The payloads of files that hold payloads.
    pub(super) samples: Vec<Samples>,
}

/// Payloads of one event.
#[derive(Debug)]
pub(super) struct Samples {
    pub(super) file: FileId,
    pub(super) path: String,
    pub(super) display: String,
    pub(super) payloads: Vec<Node>,
}

impl Inputs {
    pub(super) fn read(sources: &Sources, files: &[FileId], options: &Options, problems: &mut Vec<Diagnostic>) -> Self {
        let mut inputs = Self::default();
        for file in files.iter().copied() {
            let source = sources.get(file);
            if let Err(found) = inputs.add(file, source, options) {
                problems.extend(found);
            }
        }
        inputs
    }

    pub(super) fn form(&self, document: DocumentId) -> Form {
        self.forms.get(document.0 as usize).copied().unwrap_or(Form::Schema(Draft::Of2020))
    }

    fn add(&mut self, file: FileId, source: &Source, options: &Options) -> Result<(), Vec<Diagnostic>> {
        let start = Span { file, start: 0, end: u32::from(!source.text.is_empty()) };
        if let Some((format, hint)) = foreign_file(&source.path) {
            let message = format!("{format} is not imported");
            return Err(vec![Diagnostic::error("other-format", start, message).hint(hint)]);
        }
        let ending = source.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let lines = matches!(ending.as_deref(), Some("jsonl" | "ndjson"));
        if options.kind == Some(Kind::Samples) || (options.kind.is_none() && lines) {
            return self.add_samples(file, source);
        }
        let node = read::read(file, source)?;
        let form = form_of(&node, options.kind).map_err(|problem| vec![*problem])?;
        let Some((form, guessed)) = form else { return self.add_samples(file, source) };
        self.documents.push(Document { file, path: source.path.clone(), node, resources: HashMap::new() });
        self.forms.push(form);
        self.guessed.push(guessed);
        Ok(())
    }

    fn add_samples(&mut self, file: FileId, source: &Source) -> Result<(), Vec<Diagnostic>> {
        let payloads = samples::read(file, &source.text)?;
        let (path, display) = (source.path.clone(), source.display.clone());
        self.samples.push(Samples { file, path, display, payloads });
        Ok(())
    }
}

/// Formats that are not JSON Schema, by the ending of a file, each with what to do.
fn foreign_file(path: &str) -> Option<(&'static str, &'static str)> {
    let (_, ending) = path.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "avsc" | "avdl" | "avpr" => {
            Some(("Avro", "JSON Schema is what is read: an Avro schema says nothing of a JSON body's rules"))
        }
        "proto" => Some(("Protobuf", "JSON Schema is what is read: a plugin of protoc can write it")),
        "xsd" => Some(("XML Schema", "JSON Schema is what is read")),
        _ => None,
    }
}

/// What a document is, and whether its draft was guessed; `None` for a payload.
fn form_of(node: &Node, kind: Option<Kind>) -> Result<Option<(Form, bool)>, Box<Diagnostic>> {
    let place = Span { end: node.span.end.min(node.span.start + 1), ..node.span };
    let Some(object) = node.as_object() else {
        if kind == Some(Kind::JsonSchema) && node.as_bool().is_some() {
            return Ok(Some((Form::Schema(Draft::Of2020), true)));
        }
        let message = format!("this is of type {}: neither a schema nor an AsyncAPI document", node.type_name());
        return Err(Box::new(
            Diagnostic::error("unknown-input", place, message).hint("say `--from samples` if it is a payload"),
        ));
    };
    if let Some(version) = object.get("asyncapi").filter(|_| kind != Some(Kind::JsonSchema)) {
        return asyncapi_version(version).map(|major| Some((Form::AsyncApi(major), false)));
    }
    if kind == Some(Kind::AsyncApi) {
        return Err(Box::new(
            Diagnostic::error("unknown-input", place, "an AsyncAPI document begins with `asyncapi: 3.0.0`")
                .hint("leave `--from` out to have the kind of each file told from its text"),
        ));
    }
    for name in ["openapi", "swagger"] {
        if let Some(member) = object.get_member(name) {
            return Err(Box::new(
                Diagnostic::error("other-format", member.key_span, "OpenAPI is not imported")
                    .hint("import the schemas of its components as files of their own"),
            ));
        }
    }
    if let Some(member) = object.get_member("x-event") {
        return Err(Box::new(
            Diagnostic::error("already-a-definition", member.key_span, "this is a definition already")
                .hint("copy the file into the schema folder"),
        ));
    }
    if let Some(schema) = object.get("$schema") {
        let Some(draft) = schema.as_str().and_then(Draft::named) else {
            let named = schema.as_str().map_or_else(|| schema.type_name().to_owned(), quote);
            let message = format!("{named} is no draft of JSON Schema that is imported");
            return Err(Box::new(
                Diagnostic::error("unknown-dialect", schema.span, message)
                    .hint("drafts 04, 06, 07, 2019-09 and 2020-12 are; `$schema` is left out for 2020-12"),
            ));
        };
        return Ok(Some((Form::Schema(draft), false)));
    }
    if object.get("type").and_then(Node::as_str) == Some("record") && object.get("fields").is_some() {
        return Err(Box::new(
            Diagnostic::error("other-format", place, "Avro is not imported")
                .hint("JSON Schema is what is read: an Avro schema says nothing of a JSON body's rules"),
        ));
    }
    if kind == Some(Kind::JsonSchema) || says_schema(object) {
        return Ok(Some((Form::Schema(draft::guess(node)), true)));
    }
    Ok(None)
}

fn asyncapi_version(node: &Node) -> Result<u32, Box<Diagnostic>> {
    let text = node.as_str().unwrap_or_default();
    match text.split('.').next() {
        Some("2") => Ok(2),
        Some("3") => Ok(3),
        _ => Err(Box::new(
            Diagnostic::error("unknown-dialect", node.span, "AsyncAPI is imported in its versions 2 and 3")
                .hint("`npx @asyncapi/cli convert` brings a document to version 3"),
        )),
    }
}

/// Whether an object says something that schemas say and payloads hardly do.
fn says_schema(object: &Object) -> bool {
    let is_type = |name: &str| ["null", "boolean", "integer", "number", "string", "array", "object"].contains(&name);
    let typed = object.get("type").is_some_and(|node| match node.as_array() {
        Some(names) => !names.is_empty() && names.iter().all(|name| name.as_str().is_some_and(is_type)),
        None => node.as_str().is_some_and(is_type),
    });
    let of_type = |name: &str, right: fn(&Node) -> bool| object.get(name).is_some_and(right);
    typed
        || of_type("$ref", |node| node.as_str().is_some())
        || ["properties", "$defs", "definitions"].iter().any(|name| of_type(name, |node| node.as_object().is_some()))
        || ["allOf", "anyOf", "oneOf"].iter().any(|name| of_type(name, |node| node.as_array().is_some()))
}
