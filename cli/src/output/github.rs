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
        let block = block(&format!("{file}:{line}:{column}\n{}", words(finding)));
        let _ = write!(out, "\n### {}\n\n{block}\n", finding.rule);
    }
    out
}

/// A text as it stands, whatever is in it: the fence is longer than any that it holds.
fn block(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}")
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

#[cfg(test)]
mod tests {
    use super::{annotations, summary};
    use evenkeel_codegen::check::{Options, Report, Side, check};
    use evenkeel_codegen::{Builder, Snapshot, SnapshotFile};

    /// A break in a file of that name, about a property of that name.
    fn broken(file: &str, property: &str) -> Report {
        let load = |kind: &str| {
            let text = format!(
                "x-event: {{ domain: order, name: created, version: 1 }}\ntype: object\n\
                 properties: {{ {property}: {{ type: {kind} }} }}\n"
            );
            let file = SnapshotFile { path: "a.yaml".into(), display: file.into(), bytes: text.into() };
            let snapshot = Snapshot { files: vec![file], resources: Vec::new() };
            Builder::new().load_snapshot(snapshot).map(|loaded| loaded.catalog)
        };
        let (old, new) = (load("[string, \"null\"]").unwrap_or_default(), load("string").unwrap_or_default());
        let [old, new] = [&old, &new].map(|catalog| Side { catalog, keeps: false });
        check(old, new, &Options { today: "2026-11-20", allow_undecided: false })
    }

    #[test]
    fn nothing_in_a_name_ends_a_command_or_begins_another() -> std::io::Result<()> {
        let mut out = Vec::new();
        annotations(&broken("a,b:c\n::error::100%\r.yaml", r#""a\n::warning::%0A""#), &mut out)?;
        let text = String::from_utf8_lossy(&out);
        assert_eq!(
            text,
            "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3A100%25%0D.yaml,line=3,col=44,title=type-narrowed::\
             order.created.v1: what was published before is refused now%0A\
             it breaks with {\"a\\n::warning::%250A\":null}, at /a\\n::warning::%250A%0A\
             help: go on accepting it, or add a version with `evenkeel bump`\n"
        );
        Ok(())
    }

    #[test]
    fn nothing_in_a_name_ends_a_block_of_the_summary() {
        let summary = summary(&broken("a.yaml", r#""````<b>|""#));
        let fences = summary.lines().filter(|line| line.starts_with("`````"));
        assert_eq!(fences.collect::<Vec<_>>(), ["`````text", "`````"], "{summary}");
    }
}
