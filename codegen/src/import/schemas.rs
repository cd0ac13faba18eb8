//! Plain JSON Schemas: which of them are events.

use std::collections::HashSet;

use super::candidate::{Candidate, Label, More};
use super::input::Form;
use super::plan::Plan;
use super::{Guess, bundle};
use crate::contract::DocumentId;
use crate::read::Node;
use crate::resolve::Place;

/// Names of files that say nothing of the event in them.
const NAMELESS: [&str; 12] = [
    "schema", "schemas", "index", "event", "events", "main", "root", "payload", "payloads", "message", "sample",
    "samples",
];

/// The events among the schemas: every file that no other refers to, and of a bundle its definitions.
pub(super) fn candidates<'a>(plan: &mut Plan<'a>, found: &mut Vec<Candidate<'a>>, guesses: &mut Vec<Guess>) {
    let documents: Vec<DocumentId> = (0..).map(DocumentId).take(plan.inputs.forms.len()).collect();
    let schemas: Vec<DocumentId> =
        documents.into_iter().filter(|document| matches!(plan.inputs.form(*document), Form::Schema(_))).collect();
    let referred = referred(plan, &schemas);
    // Files that refer to one another in a circle are all events.
    let all = schemas.iter().all(|document| referred.contains(document));
    for document in schemas.iter().copied().filter(|document| all || !referred.contains(document)) {
        let root = plan.index.root(document);
        match bundle::events(plan, &root) {
            Some(places) => {
                let definitions = bundle::count(root.node);
                let shown = &plan.index.sources.get(plan.index.document(document).file).display;
                let why = format!("definitions of {shown} that the root leads to, or that no other refers to");
                guesses.push(Guess::new("events", format!("{} of {definitions}", places.len()), why));
                found.extend(places.into_iter().map(|place| of_bundle(place)));
            }
            None => found.push(of_file(plan, document, root)),
        }
    }
    let shared: Vec<&str> = schemas
        .iter()
        .filter(|document| !all && referred.contains(document))
        .map(|document| plan.index.document(*document).path.as_str())
        .collect();
    if !shared.is_empty() {
        guesses.push(Guess::new("shared", shared.join(", "), "which other files refer to"));
    }
}

/// A path without its ending.
pub(super) fn stem(path: &str) -> &str {
    let file = path.rfind('/').map_or(0, |at| at + 1);
    let stem = path[file..].rfind('.').filter(|at| *at > 0).map_or(path, |at| &path[..file + at]);
    stem.strip_suffix(".schema").unwrap_or(stem)
}

/// What a path may name, and what it names together with its folder.
pub(super) fn path_labels(path: &str) -> (Option<Label>, Option<Label>) {
    let stem = stem(path);
    let (folders, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if NAMELESS.iter().any(|word| name.eq_ignore_ascii_case(word)) {
        return (None, None);
    }
    let folder = folders.rsplit('/').next().filter(|folder| !folder.is_empty());
    let both = folder.map(|folder| Label::new(format!("{folder}/{name}"), "the path"));
    (Some(Label::new(name, "the file's name")), both)
}

fn of_file<'a>(plan: &Plan<'a>, document: DocumentId, place: Place<'a>) -> Candidate<'a> {
    let (name, path) = path_labels(&plan.index.document(document).path);
    let text = |key: &str| place.node.as_object()?.get(key)?.as_str();
    let title = text("title").filter(|title| title.split_whitespace().count() <= 3);
    let id = text("$id")
        .or_else(|| text("id"))
        .map(|id| stem(id.trim_end_matches(['#', '/'])).rsplit('/').next().unwrap_or(id));
    let labels = name
        .into_iter()
        .chain(title.map(|title| Label::new(title, "the title")))
        .chain(path)
        .chain(id.filter(|id| !NAMELESS.contains(id)).map(|id| Label::new(id, "the last part of `$id`")));
    let span = super::plan::opening(place.node.span);
    Candidate { labels: labels.collect(), span, more: More::default(), place }
}

fn of_bundle(place: Place<'_>) -> Candidate<'_> {
    let name = crate::resolve::pointer::tokens(&place.pointer).flatten().last().unwrap_or_default().into_owned();
    let title = place.node.as_object().and_then(|object| object.get("title")).and_then(Node::as_str);
    let mut labels = vec![Label::new(name, "the definition's name")];
    labels.extend(title.map(|title| Label::new(title, "the title")));
    Candidate { labels, span: super::plan::opening(place.node.span), more: More::default(), place }
}

/// The files that another file refers to.
fn referred(plan: &mut Plan<'_>, schemas: &[DocumentId]) -> HashSet<DocumentId> {
    let mut referred = HashSet::new();
    for document in schemas.iter().copied() {
        let root = plan.index.root(document);
        let mut found = Vec::new();
        plan.references(root.node, root.resource, plan.draft_at(&root), &mut found);
        for (member, resource) in found {
            // What leads nowhere is said when the file is taken apart.
            let Some(text) = member.value.as_str() else { continue };
            let reference =
                crate::resolve::Reference { keyword: "$ref", text, span: member.value.span, from: resource };
            if let Ok(target) = plan.index.resolve(reference) {
                let target = plan.document_of(&target.place);
                if target != document {
                    referred.insert(target);
                }
            }
        }
    }
    referred
}
