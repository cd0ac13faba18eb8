//! Findings as GitHub's workflow commands, and as the summary of a job step.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use evenkeel_codegen::check::{Finding, Report, Weight};
use std::fmt::Write as _;
use std::io::{self, Write};

use super::report::PlaceMembers;

/// A line for each finding, errors first, since only so many are shown.
pub(super) fn annotations(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for weight in [Weight::Error, Weight::Note] {
        for finding in report.findings().filter(|finding| finding.weight == weight) {
            let command = if weight == Weight::Error { "error" } else { "warning" };
            let title = property(finding.rule);
            let text = data(&words(finding));
            // What stood in the baseline only has no place in the working tree.
            if report.is_earlier(finding.place) {
                writeln!(out, "::{command} title={title}::{text}")?;
                continue;
            }
            let PlaceMembers { file, line, column } = PlaceMembers::of(finding.place, &report.sources);
            writeln!(out, "::{command} file={},line={line},col={column},title={title}::{text}", property(file))?;
        }
    }
    Ok(())
}

/// Everything, as Markdown.
pub(super) fn summary(report: &Report) -> String {
    let mut out = String::from("## evenkeel check\n\n| event | status | needs |\n| --- | --- | --- |\n");
    for event in &report.events {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{}` | {} | {} |", event.event, event.status.name(), event.required.name());
    }
    for finding in report.findings() {
        let PlaceMembers { file, line, column } = PlaceMembers::of(finding.place, &report.sources);
        let _ = write!(out, "\n### {}\n\n`{file}:{line}:{column}`\n\n{}\n", finding.rule, words(finding));
    }
    out
}

fn words(finding: &Finding) -> String {
    let diagnostic = finding.diagnostic();
    let hint = diagnostic.hint.map(|hint| format!("help: {hint}"));
    let lines = std::iter::once(diagnostic.message).chain(diagnostic.notes).chain(hint);
    lines.collect::<Vec<_>>().join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
