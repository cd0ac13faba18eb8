//! What commands have to say, and the forms in which it is printed.

mod github;
mod json;
mod report;
mod text;

use clap::ValueEnum;
use evenkeel_codegen::Drift;
use evenkeel_codegen::check::{Report, Rule};
use evenkeel_codegen::compat;
use evenkeel_codegen::diagnostic::Diagnostic;
use evenkeel_codegen::import;
use evenkeel_codegen::source::Sources;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

use crate::event::Event;
use crate::failure::Failure;
use crate::payload::{Payload, Verdict};

/// A form of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: results on standard output, everything else on standard error
    #[default]
    Text,
    /// For programs: one object on standard output
    Json,
    /// For GitHub Actions: what `check` finds as annotations and in the summary of the step; else as `text`
    Github,
}

/// Prints what commands have to say. Each command calls one method, `validate` one more a payload.
pub(crate) trait Render {
    /// Of `init`.
    fn initialised(&mut self, initialised: &Initialised<'_>) -> io::Result<()>;
    /// Of `import`.
    fn imported(&mut self, imported: &Imported<'_>) -> io::Result<()>;
    /// Of `generate`.
    fn generated(&mut self, generated: &Generated<'_>) -> io::Result<()>;
    /// Of `generate --watch`: all is told, and the next change is waited for.
    fn waiting(&mut self) -> io::Result<()>;
    /// Of `bump`.
    fn bumped(&mut self, bumped: &Bumped<'_>) -> io::Result<()>;
    /// Of `check`.
    fn checked(&mut self, checked: &Checked<'_>) -> io::Result<()>;
    /// Of `rules`.
    fn rules(&mut self, rules: &'static [Rule]) -> io::Result<()>;
    /// Of `explain`.
    fn explained(&mut self, name: &'static str, page: &str) -> io::Result<()>;
    /// Of `export`.
    fn exported(&mut self, exported: &Exported<'_>) -> io::Result<()>;
    /// Of `ls`.
    fn listed(&mut self, schemas: &Path, events: &[Event<'_>]) -> io::Result<()>;
    /// Of `schema`: a JSON Schema.
    fn schema(&mut self, schema: &'static str) -> io::Result<()>;
    /// Of `validate`: one payload of a file.
    fn payload(&mut self, event: &str, file: &str, payload: &Payload) -> io::Result<()>;
    /// Of `validate`: the end.
    fn validated(&mut self, event: &str, tally: &Tally) -> io::Result<()>;
    /// Of `compat`: two schemas were compared.
    fn compared(&mut self, compared: &Compared<'_>) -> io::Result<()>;
    /// Of any command that could not go on.
    fn failed(&mut self, failure: &Failure) -> io::Result<()>;
    /// Hands on what was held back.
    fn flush(&mut self) -> io::Result<()>;
}

/// Warnings, and the texts that they speak of.
pub(crate) type Warnings<'a> = (&'a [Diagnostic], &'a Sources);

/// Definitions were made of something else.
pub(crate) struct Imported<'a> {
    /// The schema folder.
    pub(crate) out: &'a Path,
    /// The files that were not there before.
    pub(crate) written: &'a [PathBuf],
    pub(crate) made: &'a import::Imported,
    pub(crate) warnings: Warnings<'a>,
}

/// A folder was set up.
pub(crate) struct Initialised<'a> {
    /// The schema folder.
    pub(crate) schemas: &'a Path,
    pub(crate) written: &'a [PathBuf],
    /// What was there already.
    pub(crate) kept: &'a [PathBuf],
    /// The dependencies that were added; `None` where there is no package.
    pub(crate) added: Option<&'a [&'static str]>,
    /// What is left to do by hand.
    pub(crate) advice: &'a [String],
    /// A first program.
    pub(crate) first: Option<&'static str>,
}

/// Generated code was written, or compared with what is there.
pub(crate) struct Generated<'a> {
    pub(crate) out: &'a Path,
    /// How many files belong there.
    pub(crate) files: usize,
    /// How the folder differed.
    pub(crate) changes: &'a [Drift],
    /// Whether it was only compared.
    pub(crate) check: bool,
    pub(crate) warnings: Warnings<'a>,
}

/// A change was checked.
pub(crate) struct Checked<'a> {
    /// What it was compared with.
    pub(crate) baseline: Option<&'a str>,
    /// Why there is nothing to compare with.
    pub(crate) note: Option<&'a str>,
    pub(crate) report: &'a Report,
}

/// The next version of an event was written.
#[derive(Serialize)]
pub(crate) struct Bumped<'a> {
    /// `order.created.v2`
    pub(crate) event: &'a str,
    pub(crate) file: &'a Path,
    /// `order.created.v1`
    pub(crate) supersedes: &'a str,
}

/// Contracts were exported.
pub(crate) struct Exported<'a> {
    pub(crate) out: &'a Path,
    /// Every file that belongs there.
    pub(crate) files: &'a [&'a str],
    /// How many of them were not so before.
    pub(crate) written: usize,
    /// Files of an earlier export.
    pub(crate) removed: &'a [PathBuf],
    pub(crate) warnings: Warnings<'a>,
}

/// Two schemas were compared.
pub(crate) struct Compared<'a> {
    pub(crate) old: &'a compat::Schema<'a>,
    pub(crate) new: &'a compat::Schema<'a>,
    pub(crate) comparison: &'a compat::Comparison,
}

/// How many payloads got which verdict.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Tally {
    pub(crate) valid: usize,
    pub(crate) invalid: usize,
    pub(crate) malformed: usize,
}

impl Tally {
    pub(crate) fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Valid => self.valid += 1,
            Verdict::Invalid { .. } => self.invalid += 1,
            Verdict::Malformed(_) => self.malformed += 1,
        }
    }

    pub(crate) fn total(self) -> usize {
        self.valid + self.invalid + self.malformed
    }

    pub(crate) fn is_clean(self) -> bool {
        self.invalid + self.malformed == 0
    }
}

impl Format {
    pub(crate) fn renderer(self) -> Box<dyn Render> {
        match self {
            Self::Text => Box::new(text::Text::new(text::Findings::Frames)),
            Self::Github => Box::new(text::Text::new(text::Findings::Annotations)),
            Self::Json => Box::new(json::Json::new()),
        }
    }
}
