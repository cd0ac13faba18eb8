//! Which rules `$schema` names.

use std::collections::HashMap;

use super::uri;
use crate::contract::{Dialect, Document, Vocabularies, Vocabulary};
use crate::diagnostic::{Diagnostic, suggest};
use crate::read::Node;
use crate::source::Span;

/// The files that a `$schema` can name: metaschemas of the catalog's own, by their URIs.
#[derive(Debug, Default)]
pub(super) struct Metaschemas<'a> {
    by_uri: HashMap<String, &'a Node>,
}

/// What a `$schema` says.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) dialect: Dialect,
    /// Vocabularies that are required and that nobody here knows.
    pub(super) unknown: Vec<String>,
}

/// How many metaschemas may stand above each other.
const DEPTH: usize = 16;

impl<'a> Metaschemas<'a> {
    /// Those with an `$id`, and those that a URI is mapped to.
    pub(super) fn new(files: &'a [Document], mapped: impl Iterator<Item = (String, &'a Document)>) -> Self {
        let id = |document: &'a Document| document.node.as_object()?.get("$id")?.as_str();
        let own = files.iter().filter_map(|document| Some((uri::split(id(document)?).0.to_owned(), &document.node)));
        let mapped = mapped.map(|(uri, document)| (uri::split(&uri).0.to_owned(), &document.node));
        Self { by_uri: own.chain(mapped).collect() }
    }

    /// The dialect that a `$schema` names.
    pub(super) fn declared(&self, schema: &str) -> Option<Declared> {
        self.within(schema, DEPTH)
    }

    fn within(&self, schema: &str, depth: usize) -> Option<Declared> {
        if let Some(dialect) = of(schema) {
            return Some(Declared { dialect, unknown: Vec::new() });
        }
        let metaschema = self.by_uri.get(uri::split(schema).0)?.as_object()?;
        let above = metaschema.get("$schema").and_then(Node::as_str);
        let dialect = match above.filter(|above| *above != schema) {
            Some(above) => self.within(above, depth.checked_sub(1)?)?.dialect,
            None => Dialect::DRAFT_2020,
        };
        let mut declared =
            Declared { dialect: Dialect { vocabularies: Vocabularies::ALL, ..dialect }, unknown: Vec::new() };
        let Some(vocabularies) = metaschema.get("$vocabulary").and_then(Node::as_object) else { return Some(declared) };
        declared.dialect.vocabularies = Vocabularies::NONE;
        for member in vocabularies {
            match Vocabulary::named(&member.key) {
                Some(vocabulary) => {
                    declared.dialect.vocabularies = declared.dialect.vocabularies.with(vocabulary);
                }
                // Core, section 8.1.2: an unknown one counts only where it is required.
                None if member.value.as_bool() == Some(true) => declared.unknown.push(member.key.clone()),
                None => {}
            }
        }
        Some(declared)
    }
}

/// Says that a metaschema requires a vocabulary that nobody here knows.
pub(super) fn unknown_vocabulary(vocabulary: &str, span: Span) -> Diagnostic {
    Diagnostic::error("unknown-vocabulary", span, format!("the vocabulary `{vocabulary}` is required and not known"))
        .label("by the metaschema of this `$schema`")
        .hint("a metaschema that says `false` of it in `$vocabulary` makes its keywords annotations")
}

const KNOWN: [(&str, Dialect); 2] = [
    ("json-schema.org/draft/2020-12/schema", Dialect::DRAFT_2020),
    ("json-schema.org/draft-07/schema", Dialect::DRAFT_7),
];

/// Drafts that one may expect here.
const OTHERS: [(&str, &str); 4] = [
    ("json-schema.org/draft/2019-09/schema", "draft 2019-09"),
    ("json-schema.org/draft-06/schema", "draft-06"),
    ("json-schema.org/draft-04/schema", "draft-04"),
    ("json-schema.org/schema", "\"the latest draft\""),
];

/// The dialect that a `$schema` names; `http` or `https`, with an empty fragment or without.
fn of(schema: &str) -> Option<Dialect> {
    let name = plain(schema);
    KNOWN.iter().find(|(known, _)| *known == name).map(|(_, dialect)| *dialect)
}

fn plain(schema: &str) -> &str {
    let schema = schema.strip_suffix('#').unwrap_or(schema);
    schema.strip_prefix("https://").or_else(|| schema.strip_prefix("http://")).unwrap_or(schema)
}

/// Says that a `$schema` names rules that are not known.
pub(super) fn unknown(schema: &str, span: Span) -> Diagnostic {
    let name = plain(schema);
    let message = match OTHERS.iter().find(|(other, _)| *other == name) {
        Some((_, draft)) => format!("schemas are not read by {draft}"),
        None => format!("`{schema}` is no known dialect of JSON Schema"),
    };
    let hint = match suggest(name, KNOWN.map(|(known, _)| known)) {
        Some("json-schema.org/draft-07/schema") => "did you mean `http://json-schema.org/draft-07/schema#`?",
        Some(_) => "did you mean `https://json-schema.org/draft/2020-12/schema`?",
        None => {
            "write `https://json-schema.org/draft/2020-12/schema` (the default) or `http://json-schema.org/draft-07/schema#`"
        }
    };
    Diagnostic::error("unknown-dialect", span, message).hint(hint)
}
