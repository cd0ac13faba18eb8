//! Values that a definition shows, held against its schemas: `examples`, `default`, and the event's
//! `counterexamples`. A build script does not pay for it: the command asks.

use std::collections::BTreeMap;

use super::confirm::{Broken, Jury};
use crate::contract::{Catalog, DocumentId, SchemaId};
use crate::diagnostic::{Diagnostic, quote};
use crate::export;
use crate::read::Node;

/// How many bytes of schemas are compiled for it, and how many more for each byte of text: a document with a
/// sample is compiled with all that it reaches. What lies beyond is not judged.
const BYTES: usize = 16 << 20;
const BYTES_A_BYTE: usize = 64;

/// The samples of some schemas of one document.
type Shown<'a> = Vec<(SchemaId, Vec<Sample<'a>>)>;

struct Sample<'a> {
    kind: Kind,
    node: &'a Node,
}

#[derive(Clone, Copy)]
enum Kind {
    Example,
    Default,
    Counterexample,
}

/// What the values of a catalog's definitions break.
pub(crate) fn check(catalog: &Catalog, assert_format: bool) -> Vec<Diagnostic> {
    let text: usize = catalog.sources.all().iter().map(|source| source.text.len()).sum();
    let left = BYTES.saturating_add(text.saturating_mul(BYTES_A_BYTE));
    let mut court = Court { catalog, assert_format, left, problems: Vec::new() };
    for (document, shown) in samples(catalog) {
        if court.judge(document, &shown).is_none() {
            break;
        }
    }
    court.problems
}

fn samples(catalog: &Catalog) -> BTreeMap<DocumentId, Shown<'_>> {
    let mut schemas: BTreeMap<SchemaId, Vec<Sample<'_>>> = BTreeMap::new();
    for (schema, id) in catalog.schemas.iter().zip(0..) {
        let Some(words) = schema.keywords() else { continue };
        let examples = words.examples.iter().map(|node| Sample { kind: Kind::Example, node });
        let default = words.default.iter().map(|at| Sample { kind: Kind::Default, node: &at.value });
        let shown: Vec<_> = examples.chain(default).collect();
        if !shown.is_empty() {
            schemas.insert(SchemaId(id), shown);
        }
    }
    for contract in catalog.contracts.iter().filter(|contract| !contract.event.counterexamples.is_empty()) {
        let shown = contract.event.counterexamples.iter().map(|node| Sample { kind: Kind::Counterexample, node });
        schemas.entry(contract.root).or_default().extend(shown);
    }
    let mut documents: BTreeMap<DocumentId, Shown<'_>> = BTreeMap::new();
    for (schema, shown) in schemas {
        documents.entry(catalog[schema].document).or_default().push((schema, shown));
    }
    documents
}

struct Court<'a> {
    catalog: &'a Catalog,
    assert_format: bool,
    /// How many bytes of schemas may still be compiled.
    left: usize,
    problems: Vec<Diagnostic>,
}

impl Court<'_> {
    /// Judges samples of one document; `None` when nothing is left for them.
    fn judge(&mut self, document: DocumentId, shown: &[(SchemaId, Vec<Sample<'_>>)]) -> Option<()> {
        let schemas: Vec<SchemaId> = shown.iter().map(|(schema, _)| *schema).collect();
        let export = export::some(self.catalog, document, schemas.clone());
        self.left = self.left.checked_sub(export.len())?;
        let Some(jury) = Jury::new(self.catalog, &schemas, &export, self.assert_format) else {
            // One that cannot be compiled is no reason not to judge by the others.
            let (some, others) = shown.split_at(shown.len() / 2);
            if !some.is_empty() {
                self.judge(document, some)?;
                self.judge(document, others)?;
            }
            return Some(());
        };
        let (samples, values): (Vec<Vec<_>>, Vec<Vec<_>>) = shown
            .iter()
            .map(|(_, samples)| samples.iter().filter_map(|sample| Some((sample, value(sample.node)?))).unzip())
            .unzip();
        let broken = jury.broken(&values);
        for (schema, samples) in samples.iter().enumerate() {
            for (index, sample) in samples.iter().enumerate() {
                self.problems.extend(sample.problem(broken.get(&(schema, index))));
            }
        }
        Some(())
    }
}

impl Sample<'_> {
    /// What is to be said of it, which breaks something or nothing.
    fn problem(&self, broken: Option<&Broken>) -> Option<Diagnostic> {
        match (self.kind, broken) {
            (Kind::Example, Some(broken)) => {
                Some(self.refused(broken, "example-refused", "this example breaks its schema"))
            }
            (Kind::Default, Some(broken)) => {
                Some(self.refused(broken, "default-refused", "the default breaks its schema"))
            }
            (Kind::Counterexample, None) => {
                let message = "this counterexample is accepted";
                let problem = Diagnostic::warning("counterexample-accepted", self.node.span, message);
                Some(problem.hint("say in the schema what is wrong with it, or take it out"))
            }
            _ => None,
        }
    }

    fn refused(&self, broken: &Broken, code: &'static str, message: &str) -> Diagnostic {
        let at = self.node.pointer(&broken.instance_path).unwrap_or(self.node);
        let place = match broken.instance_path.as_str() {
            "" => String::new(),
            path => format!(" at {}", quote(path)),
        };
        let problem = Diagnostic::warning(code, at.span, message).label(format!("breaks `{}`{place}", broken.keyword));
        problem.hint("correct it, or the schema")
    }
}

fn value(sample: &Node) -> Option<serde_json::Value> {
    serde_json::from_str(&sample.to_json()).ok()
}
