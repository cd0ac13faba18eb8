//! Definitions among the documents of a folder, and what holds between them.

use std::collections::HashMap;

use super::catalog::{Contract, Document};
use super::event::EventBlock;
use super::load::Loader;
use super::schema::{At, DocumentId};
use super::value::Problems;
use super::{block, spelling, unknown};
use crate::diagnostic::{Diagnostic, suggest};
use crate::source::Span;

/// Reads the definitions: the documents with an `x-event` block.
pub(super) fn load(loader: &mut Loader<'_>, documents: &[Document]) -> Vec<Contract> {
    let mut contracts = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let id = DocumentId(u32::try_from(number).unwrap_or(u32::MAX));
        let Some(root) = document.node.as_object() else { continue };
        let Some(member) = root.get_member("x-event") else {
            // A slip here would lose a contract in silence.
            let slips = root.iter().filter(|member| suggest(&member.key, ["x-event"]).is_some());
            loader.problems.extend(slips.map(|member| unknown::near_miss(member, "x-event")));
            continue;
        };
        // The schema is judged even where the block is broken.
        let root = loader.root(id);
        let Some(event) = block::load(member, &mut loader.problems) else { continue };
        compare_with_path(&event, &document.path, &mut loader.problems);
        contracts.push(Contract { event, root, document: id });
    }
    contracts.sort_by(|a, b| {
        let key = |contract: &Contract| {
            let EventBlock { domain, name, version, .. } = &contract.event;
            (domain.value.clone(), name.value.clone(), version.value)
        };
        key(a).cmp(&key(b))
    });
    refuse_twins(&contracts, &mut loader.problems);
    contracts
}

/// Two definitions of one event and version are an error at both.
fn refuse_twins(contracts: &[Contract], problems: &mut Problems) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for Contract { event, .. } in contracts {
        let name = event.event_type();
        let Some(first) = seen.get(&name) else {
            seen.insert(name, event.span);
            continue;
        };
        for (here, there) in [(event.span, *first), (*first, event.span)] {
            let problem =
                Diagnostic::error("duplicate-event", opening(here), format!("there are two definitions of `{name}`"));
            problems.push(
                problem.related(opening(there), "the other one").hint("give one of them another name or version"),
            );
        }
    }
}

fn opening(span: Span) -> Span {
    Span { end: span.end.min(span.start + 1), ..span }
}

/// Holds the block against what the path says: `order/created.v1.yaml`, in any folder, is version 1 of
/// `order.created`. A path that says less is held against what it says.
fn compare_with_path(event: &EventBlock, path: &str, problems: &mut Problems) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    let Some((name, version)) = stem.rsplit_once(".v") else { return };
    let Some(version) = spelling::version_of(version) else { return };
    let mut differ = |key: &str, says: &At<String>, found: &str| {
        if says.value != found {
            let message = format!("`{key}` is `{}`, and the file's path says `{found}`", says.value);
            let problem = Diagnostic::warning("path-mismatch", says.span, message)
                .label(format!("the file is `{path}`"))
                .hint("rename the file, or change the block");
            problems.push(problem);
        }
    };
    differ("version", &At { value: event.version.value.to_string(), span: event.version.span }, &version.to_string());
    if spelling::is_identifier(name) {
        differ("name", &event.name, name);
    }
    let domain = folders.rsplit('/').next().unwrap_or_default();
    if spelling::is_identifier(domain) {
        differ("domain", &event.domain, domain);
    }
}
