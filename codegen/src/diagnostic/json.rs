//! Problems as JSON for other programs.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Diagnostic, Lines, Place, Severity};
use crate::json_string::write_json_string;
use crate::source::{FileId, Sources, Span};

/// All problems as one JSON array, ordered by file and place.
///
/// Each is an object of `severity`, `code`, `message`, `label`, `file`, `line`, `column`, `end_line`,
/// `end_column`, `hint` (or null), `related`, an array of objects of `label` and a place, and `notes`, an array of
/// texts, where there are any. Lines
/// and columns count from 1, columns in characters; the end is the place behind the last character.
pub fn to_json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut writer = Writer { sources, lines: HashMap::new(), out: String::from("[") };
    for (index, diagnostic) in super::in_order(diagnostics).into_iter().enumerate() {
        writer.out.push_str(if index > 0 { "," } else { "" });
        writer.diagnostic(diagnostic);
    }
    writer.out.push(']');
    writer.out
}

struct Writer<'a> {
    sources: &'a Sources,
    lines: HashMap<FileId, Lines>,
    out: String,
}

impl Writer<'_> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        self.member("{", "severity", severity);
        self.member(",", "code", diagnostic.code);
        self.member(",", "message", &diagnostic.message);
        self.member(",", "label", &diagnostic.label);
        self.place(",", diagnostic.span);
        match &diagnostic.hint {
            Some(hint) => self.member(",", "hint", hint),
            None => self.out.push_str(",\"hint\":null"),
        }
        self.out.push_str(",\"related\":[");
        for (index, related) in diagnostic.related.iter().enumerate() {
            self.member(if index > 0 { ",{" } else { "{" }, "label", &related.label);
            self.place(",", related.span);
            self.out.push('}');
        }
        self.out.push(']');
        for (index, note) in diagnostic.notes.iter().enumerate() {
            self.out.push_str(if index > 0 { "," } else { ",\"notes\":[" });
            write_json_string(&mut self.out, note);
        }
        self.out.push_str(if diagnostic.notes.is_empty() { "}" } else { "]}" });
    }

    fn member(&mut self, before: &str, name: &str, value: &str) {
        self.out.push_str(before);
        write_json_string(&mut self.out, name);
        self.out.push(':');
        write_json_string(&mut self.out, value);
    }

    fn place(&mut self, before: &str, span: Span) {
        let source = self.sources.get(span.file);
        self.member(before, "file", &source.display);
        let lines = self.lines.entry(span.file).or_insert_with(|| Lines::new(&source.text));
        let start = lines.place(&source.text, span.start as usize);
        let end = lines.place(&source.text, span.end as usize);
        for (prefix, Place { line, column }) in [("", start), ("end_", end)] {
            // Writing to a string cannot fail.
            let _ = write!(self.out, ",\"{prefix}line\":{line},\"{prefix}column\":{column}");
        }
    }
}
