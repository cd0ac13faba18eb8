//! Sample payloads: the schema that they have in common, marked as guessed.
//!
//! No value of a payload is written, since samples come from running systems. What is told: types,
//! integers by their spelling, nulls, members that no sample lacks, formats that every sample has.

mod format;
mod shape;

use super::candidate::{self, Label};
use super::input::{Inputs, Samples};
use super::tree::Tree;
use super::{Guess, Imported, ImportedEvent, Options, convert, draft, schemas, words, yaml};
use crate::diagnostic::Diagnostic;
use crate::read::{self, Node};
use crate::source::{FileId, Span};
use shape::Shape;

/// Reads a stream of JSON values; after a broken one, reading goes on at the next line.
pub(super) fn read(file: FileId, text: &str) -> Result<Vec<Node>, Vec<Diagnostic>> {
    let mut payloads = Vec::new();
    let mut problems = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    while !text[at..].trim_start().is_empty() {
        let leading = read::leading(file, &text[at..]);
        match leading.node {
            Ok(mut node) => {
                shift(&mut node.span, at);
                payloads.push(node);
            }
            Err(mut found) => {
                found.iter_mut().for_each(|problem| {
                    shift(&mut problem.span, at);
                    problem.related.iter_mut().for_each(|related| shift(&mut related.span, at));
                });
                problems.append(&mut found);
            }
        }
        at += leading.end;
        if !leading.complete {
            at = text[at..].find('\n').map_or(text.len(), |line| at + line + 1);
        }
    }
    if payloads.is_empty() && problems.is_empty() {
        let place = Span { file, start: 0, end: 0 };
        problems.push(Diagnostic::error("no-payload", place, "there is no payload in this file"));
    }
    if problems.is_empty() { Ok(payloads) } else { Err(problems) }
}

fn shift(span: &mut Span, by: usize) {
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    span.start = span.start.saturating_add(by);
    span.end = span.end.saturating_add(by);
}

/// Writes a definition for each file of payloads.
pub(super) fn write(inputs: &Inputs, options: &Options, made: &mut Imported, problems: &mut Vec<Diagnostic>) {
    for samples in &inputs.samples {
        match one(samples, options) {
            Ok((event, _)) if made.files.contains_key(&event.file) => {
                let message = format!("two inputs would become the file `{}`", event.file);
                let problem = Diagnostic::error("same-file", Span { file: samples.file, start: 0, end: 1 }, message);
                problems.push(problem.hint("give all payloads of one event in one file, or import them one by one"));
            }
            Ok((event, text)) => {
                made.files.insert(event.file.clone(), text);
                made.events.push(event);
            }
            Err(problem) => problems.push(*problem),
        }
    }
}

fn one(samples: &Samples, options: &Options) -> Result<(ImportedEvent, String), Box<Diagnostic>> {
    let mut shape = Shape::default();
    for payload in &samples.payloads {
        if payload.as_object().is_none() {
            let message = format!("a payload of type {}: an event is an object", payload.type_name());
            return Err(Box::new(Diagnostic::error("not-an-object", payload.span, message)));
        }
        shape.see(payload);
    }
    let count = samples.payloads.len();
    let of = if count == 1 { "1 sample payload".to_owned() } else { format!("{count} sample payloads") };
    let (name, path) = schemas::path_labels(&samples.path);
    let type_label = one_text(samples, "type").map(|text| Label::new(text, "the payloads' `type`"));
    let labels: Vec<Label> = type_label.into_iter().chain(name).chain(path).collect();
    let version = one_text(samples, "version").and_then(words::version);
    let place = samples.payloads.first().map_or(Span { file: samples.file, start: 0, end: 0 }, |node| node.span);
    let named = candidate::name(&labels, version, super::plan::opening(place), options)?;
    let schema = shape.schema();
    let mut members = vec![
        draft::schema_member(draft::Draft::Of2020),
        ("$comment".to_owned(), Tree::string(format!("Guessed from {of}: check it, then remove this line."))),
        ("x-event".to_owned(), named.block(&[])),
    ];
    if let Tree::Object(guessed) = schema {
        members.extend(guessed);
    }
    // The payload says its version itself, and producers are to go on doing so.
    if let Some(version) = one_text(samples, "version").filter(|text| words::version(text) == Some(named.version)) {
        fix(&mut members, "version", version);
    }
    let tree = Tree::Object(members);
    let text = yaml::write(&tree);
    if !convert::reads_back(&text, &tree) {
        let message = "the definition cannot be written so that it reads back the same";
        return Err(Box::new(Diagnostic::error("not-written", place, message)));
    }
    let mut guesses = vec![Guess::new("schema", "all of it", format!("from {of}"))];
    let event_type = named.event_type();
    let file = named.file();
    guesses.extend(named.guesses);
    Ok((ImportedEvent { file, event_type, from: samples.display.clone(), guesses }, text))
}

/// The text that a member has in every payload.
fn one_text<'s>(samples: &'s Samples, name: &str) -> Option<&'s str> {
    let mut texts = samples.payloads.iter().map(|payload| payload.as_object()?.get(name)?.as_str());
    let first = texts.next()??;
    texts.all(|text| text == Some(first)).then_some(first)
}

/// Makes a property a constant.
fn fix(members: &mut [(String, Tree)], name: &str, value: &str) {
    for (key, properties) in members {
        let Tree::Object(properties) = properties else { continue };
        if key == "properties"
            && let Some((_, schema)) = properties.iter_mut().find(|(key, _)| key == name)
        {
            *schema = Tree::Object(vec![("const".to_owned(), Tree::string(value))]);
        }
    }
}
