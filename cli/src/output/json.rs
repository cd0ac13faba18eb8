//! Output for programs: one object, its `format` first. What changes its members' meaning changes
//! `format`; new members do not.

use evenkeel_codegen::Drift;
use evenkeel_codegen::check::Rule;
use evenkeel_codegen::compat::{self, Comparison, Side};
use evenkeel_codegen::diagnostic::to_json;
use evenkeel_codegen::import;
use evenkeel_codegen::source::Sources;
use serde::Serialize;
use serde_json::value::RawValue;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use super::report::CheckedMembers;
use super::{Bumped, Checked, Compared, Exported, Generated, Imported, Initialised, Render, Tally, Warnings};
use crate::command::Answer;
use crate::event::Event;
use crate::failure::Failure;
use crate::payload::{Payload, Problem, Verdict, Violation};

const FORMAT: u32 = 1;

/// One object on standard output, and nothing on standard error.
pub(super) struct Json {
    out: BufWriter<Stdout>,
    /// Whether the list of payloads has begun.
    in_payloads: bool,
}

#[derive(Serialize)]
struct Object<T: Serialize> {
    format: u32,
    #[serde(flatten)]
    members: T,
}

#[derive(Serialize)]
struct InitialisedMembers<'a> {
    schemas: &'a Path,
    written: &'a [PathBuf],
    kept: &'a [PathBuf],
    added: Option<&'a [&'static str]>,
    advice: &'a [String],
}

#[derive(Serialize)]
struct ImportedMembers<'a> {
    out: &'a Path,
    written: &'a [PathBuf],
    events: Vec<ImportedEvent<'a>>,
    /// Files without an event, below `out`.
    shared: Vec<&'a str>,
    /// About the input as a whole.
    guesses: Vec<Guessed<'a>>,
    diagnostics: Box<RawValue>,
}

#[derive(Serialize)]
struct ImportedEvent<'a> {
    r#type: &'a str,
    /// The file, below `out`.
    definition: &'a str,
    from: &'a str,
    guesses: Vec<Guessed<'a>>,
}

#[derive(Serialize)]
struct Guessed<'a> {
    what: &'a str,
    value: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct GeneratedMembers<'a> {
    out: &'a Path,
    check: bool,
    files: usize,
    changes: Vec<Change<'a>>,
    diagnostics: Box<RawValue>,
}

#[derive(Serialize)]
struct Change<'a> {
    file: &'a Path,
    /// `missing`, `changed` or `stale`: how the file was found.
    found: &'static str,
}

#[derive(Serialize)]
struct ExportedMembers<'a> {
    out: &'a Path,
    files: &'a [&'a str],
    written: usize,
    removed: &'a [PathBuf],
    diagnostics: Box<RawValue>,
}

#[derive(Serialize)]
struct ListedMembers<'a> {
    schemas: &'a Path,
    events: &'a [Event<'a>],
}

#[derive(Serialize)]
struct RulesMembers {
    rules: Vec<RuleMembers>,
}

#[derive(Serialize)]
struct RuleMembers {
    rule: &'static str,
    summary: String,
    help: &'static str,
}

#[derive(Serialize)]
struct PageMembers {
    rule: &'static str,
    /// Markdown.
    page: String,
}

#[derive(Serialize)]
struct SchemaMembers {
    schema: &'static RawValue,
}

/// A payload, on a line of its own.
#[derive(Serialize)]
struct PayloadMembers<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<&'a [Violation]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unlisted: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problems: Option<&'a [Problem]>,
}

#[derive(Serialize)]
struct ComparedMembers {
    #[serde(skip_serializing_if = "Option::is_none")]
    backward: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forward: Option<Answer>,
    /// Of which schema nothing can be sent.
    unsatisfiable: Vec<&'static str>,
    diagnostics: Box<RawValue>,
}

#[derive(Serialize)]
struct FailedMembers {
    error: Error,
    diagnostics: Box<RawValue>,
}

#[derive(Serialize)]
struct Error {
    message: String,
    hint: Option<String>,
}

impl Json {
    pub(super) fn new() -> Self {
        Self { out: BufWriter::new(io::stdout()), in_payloads: false }
    }

    fn object(&mut self, members: impl Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, &Object { format: FORMAT, members })?;
        writeln!(self.out)
    }

    /// The head of what `validate` prints, whose payloads are printed as they come.
    fn begin(&mut self, event: &str) -> io::Result<()> {
        let event = serde_json::to_string(event)?;
        write!(self.out, "{{\n  \"format\": {FORMAT},\n  \"event\": {event},\n  \"payloads\": [")?;
        self.in_payloads = true;
        Ok(())
    }

    fn end_payloads(&mut self, name: &str, value: impl Serialize) -> io::Result<()> {
        let value = serde_json::to_string(&value)?;
        self.in_payloads = false;
        writeln!(self.out, "\n  ],\n  \"{name}\": {value}\n}}")
    }
}

impl Render for Json {
    fn initialised(&mut self, initialised: &Initialised<'_>) -> io::Result<()> {
        let Initialised { schemas, written, kept, added, advice, first: _ } = *initialised;
        self.object(InitialisedMembers { schemas, written, kept, added, advice })
    }

    fn imported(&mut self, imported: &Imported<'_>) -> io::Result<()> {
        let Imported { out, written, made, warnings } = *imported;
        let events: Vec<ImportedEvent<'_>> = made.events.iter().map(ImportedEvent::of).collect();
        let is_shared = |file: &&str| !made.events.iter().any(|event| event.file == *file);
        let shared = made.files.keys().map(String::as_str).filter(is_shared).collect();
        let guesses = guesses(&made.guesses);
        self.object(ImportedMembers { out, written, events, shared, guesses, diagnostics: diagnostics(warnings)? })
    }

    fn generated(&mut self, generated: &Generated<'_>) -> io::Result<()> {
        let Generated { out, files, changes, check, warnings } = *generated;
        let changes = changes.iter().map(Change::of).collect();
        self.object(GeneratedMembers { out, check, files, changes, diagnostics: diagnostics(warnings)? })
    }

    fn waiting(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn checked(&mut self, checked: &Checked<'_>) -> io::Result<()> {
        self.object(CheckedMembers::of(checked))
    }

    fn rules(&mut self, rules: &'static [Rule]) -> io::Result<()> {
        let rule = |rule: &Rule| RuleMembers { rule: rule.name, summary: rule.summary(), help: rule.help };
        self.object(RulesMembers { rules: rules.iter().map(rule).collect() })
    }

    fn explained(&mut self, name: &'static str, page: &str) -> io::Result<()> {
        self.object(PageMembers { rule: name, page: page.to_owned() })
    }

    fn bumped(&mut self, bumped: &Bumped<'_>) -> io::Result<()> {
        self.object(bumped)
    }

    fn exported(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let Exported { out, files, written, removed, warnings } = *exported;
        self.object(ExportedMembers { out, files, written, removed, diagnostics: diagnostics(warnings)? })
    }

    fn listed(&mut self, schemas: &Path, events: &[Event<'_>]) -> io::Result<()> {
        self.object(ListedMembers { schemas, events })
    }

    fn schema(&mut self, schema: &'static str) -> io::Result<()> {
        self.object(SchemaMembers { schema: serde_json::from_str(schema)? })
    }

    fn payload(&mut self, event: &str, file: &str, payload: &Payload) -> io::Result<()> {
        if self.in_payloads {
            write!(self.out, ",")?;
        } else {
            self.begin(event)?;
        }
        let valid = PayloadMembers {
            file,
            line: payload.place.line,
            column: payload.place.column,
            verdict: "valid",
            violations: None,
            unlisted: None,
            complete: None,
            problems: None,
        };
        let members = match &payload.verdict {
            Verdict::Valid => valid,
            Verdict::Invalid { violations, unlisted, complete } => PayloadMembers {
                verdict: "invalid",
                violations: Some(violations),
                unlisted: Some(*unlisted),
                complete: Some(*complete),
                ..valid
            },
            Verdict::Malformed(problems) => PayloadMembers { verdict: "malformed", problems: Some(problems), ..valid },
        };
        write!(self.out, "\n    {}", serde_json::to_string(&members)?)
    }

    fn validated(&mut self, event: &str, tally: &Tally) -> io::Result<()> {
        if !self.in_payloads {
            self.begin(event)?;
        }
        self.end_payloads("counts", tally)
    }

    fn compared(&mut self, compared: &Compared<'_>) -> io::Result<()> {
        let Compared { old, new, comparison } = *compared;
        let (findings, sources) = compat::frames(old, new, comparison);
        let Comparison { backward, forward, unsatisfiable } = comparison.clone();
        self.object(ComparedMembers {
            backward: backward.map(Answer::from),
            forward: forward.map(Answer::from),
            unsatisfiable: unsatisfiable.into_iter().map(Side::name).collect(),
            diagnostics: diagnostics((&findings, &sources))?,
        })
    }

    fn failed(&mut self, failure: &Failure) -> io::Result<()> {
        let found = failure.diagnostics();
        let message = match found {
            Some(_) => "there are problems in the files".to_owned(),
            None => failure.to_string(),
        };
        let error = Error { message, hint: failure.what_to_do().map(str::to_owned) };
        if self.in_payloads {
            return self.end_payloads("error", error);
        }
        let diagnostics = diagnostics(found.unwrap_or((&[], &Sources::default())))?;
        self.object(FailedMembers { error, diagnostics })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<'a> ImportedEvent<'a> {
    fn of(event: &'a import::ImportedEvent) -> Self {
        let import::ImportedEvent { event_type, file, from, guesses: found, .. } = event;
        Self { r#type: event_type, definition: file, from, guesses: guesses(found) }
    }
}

fn guesses(found: &[import::Guess]) -> Vec<Guessed<'_>> {
    found.iter().map(|guess| Guessed { what: guess.what, value: &guess.value, why: &guess.why }).collect()
}

impl<'a> Change<'a> {
    fn of(drift: &'a Drift) -> Self {
        let (file, found) = match drift {
            Drift::Missing(file) => (file, "missing"),
            Drift::Changed(file) => (file, "changed"),
            Drift::Stale(file) => (file, "stale"),
        };
        Self { file, found }
    }
}

fn diagnostics((found, sources): Warnings<'_>) -> io::Result<Box<RawValue>> {
    Ok(RawValue::from_string(to_json(found, sources))?)
}
