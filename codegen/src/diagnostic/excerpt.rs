//! The lines that are shown of a problem.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};

use super::{Diagnostic, Lines, Place};
use crate::source::{FileId, Source, Sources, Span};

/// Places that lie further apart are shown one by one, and a longer line is cut.
const LONGEST: usize = 4096;

/// How many bytes of a line that is cut are kept on each side of the place.
const KEPT: usize = 100;

/// Lines of a file, and the places in them that belong to one problem.
pub(super) struct Excerpt<'a> {
    range: Range<usize>,
    first: Mark<'a>,
    others: Vec<Mark<'a>>,
}

/// A place to be underlined.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
}

/// What is to be shown of a problem, its own place first.
pub(super) fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Vec<Excerpt<'a>> {
    let primary = Mark { span: diagnostic.span, kind: AnnotationKind::Primary, label: &diagnostic.label };
    let related = diagnostic.related.iter().map(|related| Mark {
        span: related.span,
        kind: AnnotationKind::Context,
        label: &related.label,
    });
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for mark in std::iter::once(primary).chain(related) {
        let line = line_of(&sources.get(mark.span.file).text, mark.span);
        let near = excerpts.iter_mut().find_map(|excerpt| {
            let union = excerpt.range.start.min(line.start)..excerpt.range.end.max(line.end);
            let fits = excerpt.file() == mark.span.file && union.len() <= LONGEST;
            fits.then_some((excerpt, union))
        });
        match near {
            Some((excerpt, union)) => {
                excerpt.range = union;
                excerpt.others.push(mark);
            }
            None => excerpts.push(Excerpt { range: line, first: mark, others: Vec::new() }),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    pub(super) fn file(&self) -> FileId {
        self.first.span.file
    }

    pub(super) fn elements(&self, source: &'a Source, lines: &Lines) -> Vec<Element<'a>> {
        if self.range.len() > LONGEST {
            return self.cut(source, lines);
        }
        let marks = std::iter::once(&self.first).chain(&self.others);
        let annotations: Vec<Annotation<'a>> = marks
            .map(|mark| {
                let range = underlined(&source.text, mark.span);
                mark.annotation(range.start - self.range.start..range.end - self.range.start)
            })
            .collect();
        let snippet = Snippet::source(&source.text[self.range.clone()])
            .path(source.display.as_str())
            .line_start(lines.place(&source.text, self.range.start).line)
            .annotations(annotations);
        vec![snippet.into()]
    }

    /// The middle of a line that is too long; its place is given, as it cannot be counted.
    fn cut(&self, source: &'a Source, lines: &Lines) -> Vec<Element<'a>> {
        let text = &source.text;
        let range = underlined(text, self.first.span);
        let from = boundary(text, range.start.saturating_sub(KEPT).max(self.range.start));
        let to = boundary(text, (range.start + KEPT).min(self.range.end));
        let before = if from > self.range.start { "…" } else { "" };
        let after = if to < self.range.end { "…" } else { "" };
        let start = range.start - from + before.len();
        let end = range.end.min(to) - from + before.len();
        let Place { line, column } = lines.place(text, range.start);
        let origin = Origin::path(source.display.as_str()).line(line).char_column(column);
        let snippet = Snippet::source(format!("{before}{}{after}", &text[from..to]))
            .line_start(line)
            .annotation(self.first.annotation(start..end));
        vec![origin.into(), snippet.into()]
    }
}

impl<'a> Mark<'a> {
    fn annotation(&self, range: Range<usize>) -> Annotation<'a> {
        let annotation = self.kind.span(range);
        if self.label.is_empty() { annotation } else { annotation.label(self.label) }
    }
}

/// The line in which a place begins, without its end and without a byte order mark.
fn line_of(text: &str, span: Span) -> Range<usize> {
    let byte = boundary(text, span.start as usize);
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
    let line = &text[start..end];
    let mark = if start == 0 && line.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    start + mark..end - usize::from(line.ends_with('\r'))
}

/// What is underlined of a place: of several lines, the first.
fn underlined(text: &str, span: Span) -> Range<usize> {
    let line = line_of(text, span);
    let start = (span.start as usize).clamp(line.start, line.end);
    let end = (span.end as usize).clamp(start, line.end);
    boundary(text, start)..boundary(text, end)
}

/// The byte itself, or the first one of the character that it lies in.
fn boundary(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
