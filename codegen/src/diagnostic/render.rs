//! Problems as text for people, as rustc shows them.

use std::collections::{BTreeSet, HashMap};

use annotate_snippets::{Group, Level, Renderer, normalize_untrusted_str};

use super::excerpt::excerpts;
use super::{Diagnostic, Lines, Severity};
use crate::source::{FileId, Sources};

/// Whether escape sequences colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Color {
    /// Plain text.
    #[default]
    Never,
    /// ANSI escape sequences.
    Always,
}

/// All problems, ordered by file and place, with the lines they stand in and a summary at the end;
/// nothing if there is none.
///
/// ```
/// use evenkeel_codegen::diagnostic::{Color, Diagnostic, render};
/// use evenkeel_codegen::source::{Source, Sources, Span};
///
/// let mut sources = Sources::default();
/// let text = "type: strng\n".to_owned();
/// let file = sources.add(Source { path: "a.yaml".into(), display: "schemas/a.yaml".into(), text });
/// let problem = Diagnostic::error("unknown-type", Span { file, start: 6, end: 11 }, "there is no type `strng`")
///     .hint("did you mean `string`?");
/// assert_eq!(
///     render(&[problem], &sources, Color::Never),
///     "\
/// error[unknown-type]: there is no type `strng`
///  --> schemas/a.yaml:1:7
///   |
/// 1 | type: strng
///   |       ^^^^^
///   |
///   = help: did you mean `string`?
///
/// error: 1 error in 1 file
/// "
/// );
/// ```
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, color: Color) -> String {
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let mut lines = HashMap::new();
    let mut report = String::new();
    for diagnostic in super::in_order(diagnostics).into_iter().take(SHOWN) {
        report.push_str(&renderer.render(&[group(diagnostic, sources, &mut lines)]));
        report.push_str("\n\n");
    }
    if let Some((severity, summary)) = summary(diagnostics) {
        report.push_str(&renderer.render(&[Group::with_title(level(severity).primary_title(summary))]));
        report.push('\n');
    }
    report
}

/// How many diagnostics are shown; the rest is counted.
const SHOWN: usize = 200;

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// `2 errors and 1 warning in 2 files`.
fn summary(diagnostics: &[Diagnostic]) -> Option<(Severity, String)> {
    let worst = diagnostics.iter().map(|diagnostic| diagnostic.severity).min()?;
    let files: BTreeSet<FileId> = diagnostics.iter().map(|diagnostic| diagnostic.span.file).collect();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let kinds = [count(errors, "error"), count(diagnostics.len() - errors, "warning")];
    let kinds: Vec<String> = kinds.into_iter().flatten().collect();
    let files = count(files.len(), "file").unwrap_or_default();
    let cut = if diagnostics.len() > SHOWN { format!("; the first {SHOWN} are shown") } else { String::new() };
    Some((worst, format!("{} in {files}{cut}", kinds.join(" and "))))
}

fn count(number: usize, thing: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {thing}")),
        _ => Some(format!("{number} {thing}s")),
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, lines: &mut HashMap<FileId, Lines>) -> Group<'a> {
    let title = level(diagnostic.severity).primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    for excerpt in excerpts(diagnostic, sources) {
        let source = sources.get(excerpt.file());
        let lines = lines.entry(excerpt.file()).or_insert_with(|| Lines::new(&source.text));
        group = group.elements(excerpt.elements(source, lines));
    }
    let notes = diagnostic.notes.iter().map(|note| Level::NOTE.message(normalize_untrusted_str(note)));
    group = group.elements(notes);
    match &diagnostic.hint {
        Some(hint) => group.element(Level::HELP.message(normalize_untrusted_str(hint))),
        None => group,
    }
}
