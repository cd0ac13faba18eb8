//! Definitions out of what a team already has: JSON Schemas, an `AsyncAPI` document, sample payloads.
//!
//! The stage is pure: texts in, texts out. [`Builder::import`](crate::Builder::import) reads the files,
//! holds the result against the folder and writes it.
//!
//! ```
//! use evenkeel_codegen::import::{Options, import};
//! use evenkeel_codegen::source::{Source, Sources};
//!
//! let mut sources = Sources::default();
//! let file = sources.add(Source {
//!     path: "OrderCreated.json".into(),
//!     display: "OrderCreated.json".into(),
//!     text: r#"{ "type": "object", "properties": { "total": { "type": "number", "minimum": 0.10 } } }"#.into(),
//! });
//! let (imported, problems) = import(sources, &[file], &Options::default());
//! assert!(problems.is_empty());
//! assert_eq!(imported.events[0].event_type, "order.created.v1");
//! assert_eq!(
//!     imported.files["order/created.v1.yaml"],
//!     "\
//! $schema: https://json-schema.org/draft/2020-12/schema
//! x-event: { domain: order, name: created, version: 1 }
//! type: object
//! properties:
//!   total: { type: number, minimum: 0.10 }
//! "
//! );
//! ```

mod asyncapi;
mod bundle;
mod candidate;
mod comments;
mod convert;
mod draft;
mod input;
mod plan;
mod samples;
mod schemas;
mod tree;
mod words;
mod yaml;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::resolve::{Index, Store};
use crate::source::{FileId, Sources};
use candidate::Candidate;
use input::Inputs;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A JSON Schema, or a bundle of them under `definitions` or `$defs`.
    JsonSchema,
    /// An `AsyncAPI` document, version 2 or 3.
    AsyncApi,
    /// Payloads of one event, as a stream of JSON values.
    Samples,
}

/// What is known about the events, so that it need not be guessed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// What the inputs are; told from each input where it is not said.
    pub kind: Option<Kind>,
    /// The domain of every event.
    pub domain: Option<String>,
    /// The name of the one event that there is.
    pub name: Option<String>,
    /// The version of every event.
    pub version: Option<u32>,
    /// The folder of files without an event, below the schema folder.
    pub shared: String,
}

/// Definitions, and what had to be guessed about them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Imported {
    /// Path below the schema folder and text of each file.
    pub files: BTreeMap<String, String>,
    /// The events, in the order of the input.
    pub events: Vec<ImportedEvent>,
    /// What was guessed about the input as a whole.
    pub guesses: Vec<Guess>,
    /// The texts that were read.
    pub sources: Sources,
}

/// One definition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportedEvent {
    /// The path below the schema folder: `order/created.v1.yaml`.
    pub file: String,
    /// `order.created.v1`
    pub event_type: String,
    /// Where it comes from: a path, and a JSON pointer behind `#` where it is a part of the file.
    pub from: String,
    /// What was guessed.
    pub guesses: Vec<Guess>,
}

/// Something that the input did not say outright.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guess {
    /// What: `name`, `version`, `tense`, `dialect`, `events`, `schema`, `key`, `producers`, `consumers`, `shared`.
    pub what: &'static str,
    /// The guess.
    pub value: String,
    /// What it rests on.
    pub why: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { kind: None, domain: None, name: None, version: None, shared: "common".to_owned() }
    }
}

impl Guess {
    fn new(what: &'static str, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what, value: value.into(), why: why.into() }
    }
}

/// Makes definitions of files. The path of a source is what its `$ref`s to other sources are resolved
/// against.
///
/// Work and memory are bounded by the texts: each place of them is written at most once. The definitions
/// are not yet judged; [`crate::contract::load`] does that.
///
/// # Errors
/// With an error among the problems, nothing was made.
pub fn import(sources: Sources, files: &[FileId], options: &Options) -> (Imported, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut inputs = Inputs::read(&sources, files, options, &mut problems);
    let store = Store { files: std::mem::take(&mut inputs.documents), ..Store::default() };
    let mut made = Imported::default();
    let mut plan = plan::Plan::new(Index::new(sources, &store, &[]), &inputs, options);
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    if !has_error(&problems) {
        schemas::candidates(&mut plan, &mut candidates, &mut made.guesses);
        asyncapi::candidates(&mut plan, &mut candidates);
        plan.events(candidates);
        plan.close();
        made.events = plan.write(&mut made.files);
        samples::write(&inputs, options, &mut made, &mut plan.problems);
        if options.name.is_some() && made.events.len() > 1 {
            plan.problems.push(candidate::one_name(&inputs, made.events.len()));
        }
    }
    problems.append(&mut plan.problems);
    made.sources = plan.into_sources();
    problems.sort_by_key(|problem| (problem.span, problem.code));
    problems.dedup();
    if has_error(&problems) {
        made.files.clear();
        made.events.clear();
    }
    (made, problems)
}

fn has_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
