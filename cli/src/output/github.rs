//! Findings as GitHub's workflow commands, and as the summary of a job step.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use evenkeel_codegen::check::{Finding, Report, Weight};
use std::env;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::report::PlaceMembers;

/// The folder where the command runs, as a runner's paths are meant: from the root of what it checked out.
pub(super) fn here() -> PathBuf {
    let workspace = env::var_os("GITHUB_WORKSPACE");
    let below = |workspace| Some(env::current_dir().ok()?.strip_prefix(workspace).ok()?.to_owned());
    workspace.and_then(below).unwrap_or_default()
}

/// A line for each finding, errors first, since only so many are shown. `here` is where the paths of the
/// report begin.
pub(super) fn annotations(report: &Report, here: &Path, out: &mut impl Write) -> io::Result<()> {
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
            let file = property(&joined(here, file));
            writeln!(out, "::{command} file={file},line={line},col={column},title={title}::{text}")?;
        }
    }
    Ok(())
}

/// A path from another folder, without the steps up.
fn joined(folder: &Path, file: &str) -> String {
    let mut path = PathBuf::new();
    for part in folder.join(file).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.file_name().is_some() => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.display().to_string()
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
    use super::{annotations, joined, summary};
    use evenkeel_codegen::check::{Options, Report, Side, check};
    use evenkeel_codegen::{Builder, Snapshot, SnapshotFile};
    use std::path::Path;

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
        annotations(&broken("a,b:c\n::error::100%\r.yaml", r#""a\n::warning::%0A""#), Path::new(""), &mut out)?;
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
    fn paths_are_from_the_root_of_what_was_checked_out() {
        for (folder, file, expected) in [
            ("", "schemas/a.yaml", "schemas/a.yaml"),
            ("apps/shop", "./schemas/a.yaml", "apps/shop/schemas/a.yaml"),
            ("apps/shop", "../schemas/a.yaml", "apps/schemas/a.yaml"),
            ("", "../a.yaml", "../a.yaml"),
            ("apps", "/elsewhere/a.yaml", "/elsewhere/a.yaml"),
        ] {
            assert_eq!(joined(Path::new(folder), file), expected);
        }
    }

    #[test]
    fn nothing_in_a_name_ends_a_block_of_the_summary() {
        let summary = summary(&broken("a.yaml", r#""````<b>|""#));
        let fences = summary.lines().filter(|line| line.starts_with("`````"));
        assert_eq!(fences.collect::<Vec<_>>(), ["`````text", "`````"], "{summary}");
    }
}
