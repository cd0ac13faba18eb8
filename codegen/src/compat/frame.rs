//! Breaks as diagnostics, with the places of both schemas.

use super::options::Schema;
use super::verdict::{Break, Comparison, Verdict};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// The breaks and open questions of a comparison as diagnostics, and the texts of both schemas that they
/// speak of.
pub fn frames(old: &Schema<'_>, new: &Schema<'_>, comparison: &Comparison) -> (Vec<Diagnostic>, Sources) {
    let mut sources = old.catalog.sources.clone();
    let first = u32::try_from(sources.all().len()).unwrap_or(u32::MAX);
    for source in new.catalog.sources.all() {
        sources.add(source.clone());
    }
    let of_old = Party { schema: old, first: 0, name: "old" };
    let of_new = Party { schema: new, first, name: "new" };
    let backward = comparison.backward.iter().filter_map(|verdict| frame(verdict, &of_old, &of_new));
    let forward = comparison.forward.iter().filter_map(|verdict| frame(verdict, &of_new, &of_old));
    (backward.chain(forward).collect(), sources)
}

/// One of the two, and where its texts begin among those of both.
struct Party<'a> {
    schema: &'a Schema<'a>,
    first: u32,
    name: &'static str,
}

impl Party<'_> {
    fn span(&self, span: Span) -> Span {
        Span { file: FileId(span.file.0 + self.first), ..span }
    }

    /// Where the schema begins.
    fn beginning(&self) -> Span {
        let span = self.schema.catalog[self.schema.root].span;
        self.span(Span { end: span.end.min(span.start + 1), ..span })
    }

    fn place(&self, span: Option<Span>) -> Span {
        span.map_or_else(|| self.beginning(), |span| self.span(span))
    }
}

fn frame(verdict: &Verdict, writer: &Party<'_>, reader: &Party<'_>) -> Option<Diagnostic> {
    let (reads, sends) = (reader.name, writer.name);
    match verdict {
        Verdict::Compatible => None,
        Verdict::Undecided(reason) => {
            let message =
                format!("nobody can say whether the {reads} schema reads what the {sends} one's producers send");
            Some(Diagnostic::error("undecided", reader.beginning(), message).label(reason.clone()))
        }
        Verdict::Breaking(Break { rule, witness, instance_path, refused_at, sent_at }) => {
            let message =
                format!("the {reads} schema refuses what the {sends} one's producers send: {}", short(witness));
            let here = if instance_path.is_empty() {
                "this refuses it".to_owned()
            } else {
                format!("this refuses {instance_path}")
            };
            let diagnostic = Diagnostic::error(rule, reader.place(*refused_at), message).label(here);
            let diagnostic = diagnostic.related(writer.place(*sent_at), "this lets it through");
            Some(diagnostic.hint(match reads {
                "new" => "keep reading what is on its way, or make it a new version",
                _ => "consumers that have not moved yet refuse it: make it a new version",
            }))
        }
    }
}

/// The longest payload that a message holds.
const LONGEST: usize = 400;

fn short(witness: &serde_json::Value) -> String {
    let text = witness.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
