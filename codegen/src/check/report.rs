//! What a check comes to.

use super::Options;
use super::finding::{BASELINE_UNREADABLE, Finding, Weight};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// What became of each event.
#[derive(Clone, Debug)]
pub struct Report {
    /// The events of both sides, by type.
    pub events: Vec<EventReport>,
    /// What is about no event in particular.
    pub findings: Vec<Finding>,
    /// The texts that places are in: the new files, then those of the baseline.
    pub sources: Sources,
    /// The number of the baseline's first file.
    pub(super) earlier: u32,
}

/// What became of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventReport {
    /// `order.created.v1`; of an event that is gone, what it was.
    pub event: String,
    /// What became of it.
    pub status: Status,
    /// What the change needs, so that nobody breaks.
    pub required: Required,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Its schema says the same.
    Unchanged,
    /// Its schema changed, and it is proved that everybody still understands everybody.
    Compatible,
    /// It was not there before.
    New,
    /// Somebody does not understand somebody, or relied on what is gone.
    Breaking,
    /// The same, where `compatibility: none` lets it pass.
    NotEnforced,
    /// Nobody can say.
    Undecided,
    /// It is gone after its sunset.
    Retired,
}

/// What a change needs, so that nobody breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// There is no change.
    None,
    /// It can stay in its version.
    InPlace,
    /// It needs a version of its own.
    NewVersion,
}

impl Report {
    /// The report where the definitions of the baseline have errors, so that nothing can be compared.
    pub fn baseline_unreadable(problems: &[Diagnostic], sources: &Sources, options: &Options<'_>) -> Self {
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let findings = errors.map(|problem| Finding {
            rule: "undecided",
            weight: if options.allow_undecided { Weight::Note } else { Weight::Error },
            event: String::new(),
            message: format!("the baseline cannot be read: {}", problem.message),
            place: problem.span,
            before: None,
            direction: None,
            witness: None,
            instance_path: String::new(),
            reason: Some(BASELINE_UNREADABLE.to_owned()),
            affected: Vec::new(),
            cause: None,
        });
        Self { events: Vec::new(), findings: findings.collect(), sources: sources.clone(), earlier: 0 }
    }

    /// Everything that was found, in the order of the events.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.events.iter().flat_map(|event| &event.findings))
    }

    /// Whether a place is in a file of the baseline.
    pub fn is_earlier(&self, place: Span) -> bool {
        place.file.0 >= self.earlier
    }

    /// Whether nothing that was found fails the check.
    pub fn is_clean(&self) -> bool {
        self.findings().all(|finding| finding.weight == Weight::Note)
    }
}

impl Status {
    /// The status as it is printed: `not-enforced`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Compatible => "compatible",
            Self::New => "new",
            Self::Breaking => "breaking",
            Self::NotEnforced => "not-enforced",
            Self::Undecided => "undecided",
            Self::Retired => "retired",
        }
    }
}

impl Required {
    /// `none`, `in-place`, `new-version`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::InPlace => "in-place",
            Self::NewVersion => "new-version",
        }
    }
}
