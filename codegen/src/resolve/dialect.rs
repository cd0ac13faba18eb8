//! Which rules `$schema` names.

use crate::contract::Dialect;
use crate::diagnostic::{Diagnostic, suggest};
use crate::source::Span;

const KNOWN: [(&str, Dialect); 2] = [
    ("json-schema.org/draft/2020-12/schema", Dialect::Draft2020),
    ("json-schema.org/draft-07/schema", Dialect::Draft7),
];

/// Drafts that one may expect here.
const OTHERS: [(&str, &str); 4] = [
    ("json-schema.org/draft/2019-09/schema", "draft 2019-09"),
    ("json-schema.org/draft-06/schema", "draft-06"),
    ("json-schema.org/draft-04/schema", "draft-04"),
    ("json-schema.org/schema", "\"the latest draft\""),
];

/// The dialect that a `$schema` names; `http` or `https`, with an empty fragment or without.
pub(super) fn of(schema: &str) -> Option<Dialect> {
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

/// Says that the metaschema of a `$schema` is there and cannot be used.
pub(super) fn custom(schema: &str, span: Span) -> Diagnostic {
    Diagnostic::error("custom-metaschema", span, format!("the metaschema `{schema}` is not supported yet"))
        .label("a dialect of your own")
        .hint("leave `$schema` out to read the file by draft 2020-12")
}
