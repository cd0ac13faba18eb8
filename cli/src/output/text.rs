//! Output for people.

use evenkeel_codegen::Drift;
use evenkeel_codegen::check::{Finding, Required, Rule, Status};
use evenkeel_codegen::compat;
use evenkeel_codegen::diagnostic::{Color, render};
use evenkeel_codegen::import::Guess;
use std::env;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};
use std::path::Path;

use super::github;
use super::{Bumped, Checked, Compared, Exported, Generated, Imported, Initialised, Render, Tally, Warnings};
use crate::event::Event;
use crate::failure::Failure;
use crate::payload::{Payload, Place, Verdict};

/// Results on standard output, everything else on standard error.
pub(super) struct Text {
    findings: Findings,
    out: BufWriter<Stdout>,
    err: Stderr,
    color: Color,
}

/// How what `check` finds is shown.
#[derive(Clone, Copy)]
pub(super) enum Findings {
    /// With the lines that it is about.
    Frames,
    /// As GitHub's annotations.
    Annotations,
}

impl Text {
    pub(super) fn new(findings: Findings) -> Self {
        let err = io::stderr();
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let color = if err.is_terminal() && !plain { Color::Always } else { Color::Never };
        Self { findings, out: BufWriter::new(io::stdout()), err, color }
    }

    fn guesses(&mut self, head: &str, guesses: &[Guess]) -> io::Result<()> {
        if guesses.is_empty() {
            return Ok(());
        }
        writeln!(self.err, "{head}:")?;
        for Guess { what, value, why, .. } in guesses {
            writeln!(self.err, "  {what}: {}, {}", quiet(value), quiet(why))?;
        }
        Ok(())
    }

    fn warnings(&mut self, (warnings, sources): Warnings<'_>) -> io::Result<()> {
        write!(self.err, "{}", render(warnings, sources, self.color))
    }
}

impl Render for Text {
    fn initialised(&mut self, initialised: &Initialised<'_>) -> io::Result<()> {
        let Initialised { schemas, written, kept, added, advice, first } = initialised;
        let err = &mut self.err;
        for path in *kept {
            writeln!(err, "kept   {}, which was there", path.display())?;
        }
        for path in *written {
            writeln!(err, "wrote  {}", path.display())?;
        }
        if let Some(added) = added.filter(|added| !added.is_empty()) {
            writeln!(err, "added  {} to Cargo.toml", added.join(", "))?;
        }
        for advice in *advice {
            writeln!(err, "note: {advice}")?;
        }
        let schemas = schemas.display();
        match (added, first) {
            (_, Some(first)) => {
                writeln!(err, "\nNext: put this into src/main.rs, then `cargo run`.\n\n{}", first.trim_end())
            }
            (Some(_), None) => writeln!(
                err,
                "\nNext: `evenkeel::include_events!();` in src/main.rs or src/lib.rs, then `cargo build`."
            ),
            (None, None) => {
                writeln!(err, "\nNext: `evenkeel ls {schemas}`, then `evenkeel generate {schemas} -o OUT`.")
            }
        }
    }

    fn imported(&mut self, imported: &Imported<'_>) -> io::Result<()> {
        let Imported { out, written, made, warnings } = imported;
        self.warnings(*warnings)?;
        for path in *written {
            writeln!(self.out, "{}", path.display())?;
        }
        self.out.flush()?;
        self.guesses("guessed", &made.guesses)?;
        for event in &made.events {
            let head = format!("guessed of {}, from {}", event.event_type, quiet(&event.from));
            self.guesses(&head, &event.guesses)?;
        }
        let events = count(made.events.len(), "definition");
        let shared = count(made.files.len() - made.events.len(), "shared file");
        writeln!(self.err, "{events} and {shared} in {}, {} written", out.display(), written.len())
    }

    fn generated(&mut self, generated: &Generated<'_>) -> io::Result<()> {
        let Generated { out, files, changes, check, warnings } = generated;
        self.warnings(*warnings)?;
        let out = out.display();
        let files = count(*files, "file");
        if !check {
            return writeln!(self.err, "{files} in {out}, {} changed", changes.len());
        }
        for change in *changes {
            match change {
                Drift::Missing(path) => writeln!(self.out, "{}: missing", path.display())?,
                Drift::Changed(path) => writeln!(self.out, "{}: changed", path.display())?,
                Drift::Stale(path) => writeln!(self.out, "{}: stale, no longer generated", path.display())?,
            }
        }
        self.out.flush()?;
        if changes.is_empty() {
            writeln!(self.err, "{files} in {out}, all up to date")
        } else {
            let differences = count(changes.len(), "difference");
            writeln!(self.err, "error: {differences} in {out}\nhint: run the same command without `--check`")
        }
    }

    fn waiting(&mut self) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.err, "waiting for changes; Ctrl-C ends it")
    }

    fn checked(&mut self, checked: &Checked<'_>) -> io::Result<()> {
        let Checked { baseline, note, report } = checked;
        match self.findings {
            Findings::Frames => {
                let found: Vec<_> = report.findings().map(Finding::diagnostic).collect();
                self.warnings((&found, &report.sources))?;
            }
            Findings::Annotations => {
                github::annotations(report, &github::here(), &mut self.out)?;
                if let Some(path) = env::var_os("GITHUB_STEP_SUMMARY") {
                    let mut file = File::options().append(true).create(true).open(path)?;
                    file.write_all(github::summary(report).as_bytes())?;
                }
            }
        }
        let width = report.events.iter().map(|event| event.event.len()).max().unwrap_or(0);
        for event in report.events.iter().filter(|event| event.status != Status::Unchanged) {
            let needs = if event.required == Required::NewVersion { "  needs a new version" } else { "" };
            let status = match event.status {
                Status::NotEnforced => "breaking (not enforced)",
                status => status.name(),
            };
            writeln!(self.out, "{:width$}  {status}{needs}", event.event)?;
        }
        self.out.flush()?;
        if let Some(why) = note {
            writeln!(self.err, "note: no baseline: {why}")?;
        }
        let events = count(report.events.len(), "event");
        let against = baseline.map_or_else(String::new, |baseline| format!(" against {baseline}"));
        let changed = report.events.iter().filter(|event| event.status != Status::Unchanged).count();
        writeln!(self.err, "{events}{against}: {changed} changed, {}", count(report.findings().count(), "finding"))
    }

    fn rules(&mut self, rules: &'static [Rule]) -> io::Result<()> {
        let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        rules.iter().try_for_each(|rule| writeln!(self.out, "{:width$}  {}", rule.name, rule.summary()))
    }

    fn explained(&mut self, _: &'static str, page: &str) -> io::Result<()> {
        self.out.write_all(page.as_bytes())
    }

    fn bumped(&mut self, bumped: &Bumped<'_>) -> io::Result<()> {
        let Bumped { event, file, supersedes } = bumped;
        writeln!(self.err, "wrote {}: {event}, which supersedes {supersedes}", file.display())
    }

    fn exported(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let Exported { out, files, written, removed, warnings } = exported;
        self.warnings(*warnings)?;
        let files = count(files.len(), "file");
        writeln!(self.err, "{files} in {}, {written} written, {} removed", out.display(), removed.len())
    }

    fn listed(&mut self, schemas: &Path, events: &[Event<'_>]) -> io::Result<()> {
        let rows: Vec<[String; 4]> = events.iter().map(|event| row(schemas, event)).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2)];
        for [name, definition, owner, notes] in &rows {
            let [a, b, c] = widths;
            let line = format!("{name:a$}  {definition:b$}  {owner:c$}  {notes}");
            writeln!(self.out, "{}", line.trim_end())?;
        }
        if events.is_empty() {
            writeln!(self.err, "there are no events in {}", schemas.display())?;
        }
        Ok(())
    }

    fn schema(&mut self, schema: &'static str) -> io::Result<()> {
        self.out.write_all(schema.as_bytes())
    }

    fn payload(&mut self, _: &str, file: &str, payload: &Payload) -> io::Result<()> {
        let out = &mut self.out;
        match &payload.verdict {
            Verdict::Valid => return Ok(()),
            Verdict::Malformed(problems) => {
                for problem in problems {
                    let Place { line, column } = problem.place;
                    writeln!(out, "{file}:{line}:{column}: malformed: {}", problem.message)?;
                }
            }
            Verdict::Invalid { violations, unlisted, complete } => {
                for violation in violations {
                    let Place { line, column } = violation.place;
                    let separator = if violation.instance_path.is_empty() { "" } else { ": " };
                    let path = quiet(&violation.instance_path);
                    writeln!(out, "{file}:{line}:{column}: {path}{separator}{}", violation.message)?;
                }
                if *unlisted > 0 {
                    let Place { line, column } = payload.place;
                    writeln!(out, "{file}:{line}:{column}: {unlisted} more violations")?;
                }
                if !complete {
                    let Place { line, column } = payload.place;
                    writeln!(out, "{file}:{line}:{column}: not all was judged, for it takes too much work")?;
                }
            }
        }
        // Whoever feeds standard input by hand waits for it.
        out.flush()
    }

    fn validated(&mut self, event: &str, tally: &Tally) -> io::Result<()> {
        self.out.flush()?;
        let Tally { valid, invalid, malformed } = tally;
        let payloads = count(valid + invalid + malformed, "payload");
        writeln!(self.err, "{payloads} of {event}: {valid} valid, {invalid} invalid, {malformed} malformed")
    }

    fn compared(&mut self, compared: &Compared<'_>) -> io::Result<()> {
        let Compared { old, new, comparison } = *compared;
        let (findings, sources) = compat::frames(old, new, comparison);
        write!(self.err, "{}", render(&findings, &sources, self.color))?;
        for (name, verdict) in [("backward", &comparison.backward), ("forward", &comparison.forward)] {
            match verdict {
                None => {}
                Some(compat::Verdict::Compatible) => writeln!(self.out, "{name}: compatible")?,
                Some(compat::Verdict::Breaking(found)) => {
                    writeln!(self.out, "{name}: breaking, {}: {}", found.rule, found.witness)?;
                }
                Some(compat::Verdict::Undecided(reason)) => writeln!(self.out, "{name}: undecided, {reason}")?,
            }
        }
        for side in &comparison.unsatisfiable {
            writeln!(self.out, "unsatisfiable: nothing can be sent by the {} schema", side.name())?;
        }
        Ok(())
    }

    fn failed(&mut self, failure: &Failure) -> io::Result<()> {
        self.out.flush()?;
        if let Some(diagnostics) = failure.diagnostics() {
            return self.warnings(diagnostics);
        }
        writeln!(self.err, "error: {failure}")?;
        match failure.what_to_do() {
            Some(hint) => writeln!(self.err, "hint: {hint}"),
            None => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Type, definition, owner, and what else a reader should know.
fn row(schemas: &Path, event: &Event<'_>) -> [String; 4] {
    let mut notes = Vec::new();
    if let Some(deprecated) = &event.deprecated {
        let since = deprecated.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let instead = deprecated.successor.map(|successor| format!(", use {successor}")).unwrap_or_default();
        notes.push(format!("deprecated{since}{instead}"));
    }
    notes.extend(event.supersedes.map(|earlier| format!("supersedes {earlier}")));
    let definition = schemas.join(event.definition).display().to_string();
    let owner = quiet(event.owner.unwrap_or("-"));
    [event.r#type.clone(), definition, owner, notes.join("; ")]
}

/// `1 file`, `2 files`
fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Words of the input without the characters that a terminal would obey: controls, and those that turn
/// the direction of text.
fn quiet(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().flat_map(|c| if obeyed(c) { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}
