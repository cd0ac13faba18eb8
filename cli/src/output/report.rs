//! The report of `check` for programs: `evenkeel schema report` is its JSON Schema.

use evenkeel_codegen::check::{Direction, EventReport, Finding, Report, Weight};
use evenkeel_codegen::diagnostic::Lines;
use evenkeel_codegen::source::{Sources, Span};
use serde::Serialize;
use serde_json::Value;

use super::Checked;

/// Everything that a check found.
#[derive(Serialize)]
pub(super) struct CheckedMembers<'a> {
    baseline: Option<&'a str>,
    /// Why there is no baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    clean: bool,
    events: Vec<EventMembers<'a>>,
    /// What is about no event in particular.
    findings: Vec<FindingMembers<'a>>,
}

#[derive(Serialize)]
struct EventMembers<'a> {
    event: &'a str,
    status: &'static str,
    required: &'static str,
    findings: Vec<FindingMembers<'a>>,
}

#[derive(Serialize)]
struct FindingMembers<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    fingerprint: String,
    #[serde(flatten)]
    place: PlaceMembers<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<PlaceMembers<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<&'a Value>,
    #[serde(skip_serializing_if = "str::is_empty")]
    instance_path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
    affected: &'a [String],
    help: &'static str,
}

/// A place in a file: line and column count from 1, columns in characters.
#[derive(Serialize)]
pub(super) struct PlaceMembers<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> CheckedMembers<'a> {
    pub(super) fn of(checked: &'a Checked<'a>) -> Self {
        let Report { events, findings, sources, .. } = checked.report;
        let finding = |finding: &'a Finding| FindingMembers::of(finding, sources);
        let event = |event: &'a EventReport| EventMembers {
            event: &event.event,
            status: event.status.name(),
            required: event.required.name(),
            findings: event.findings.iter().map(finding).collect(),
        };
        Self {
            baseline: checked.baseline,
            note: checked.note.map(|why| format!("no baseline: {why}")),
            clean: checked.report.is_clean(),
            events: events.iter().map(event).collect(),
            findings: findings.iter().map(finding).collect(),
        }
    }
}

impl<'a> FindingMembers<'a> {
    fn of(finding: &'a Finding, sources: &'a Sources) -> Self {
        Self {
            rule: finding.rule,
            level: match finding.weight {
                Weight::Error => "error",
                Weight::Note => "note",
            },
            message: &finding.message,
            fingerprint: finding.fingerprint(),
            place: PlaceMembers::of(finding.place, sources),
            before: finding.before.map(|span| PlaceMembers::of(span, sources)),
            direction: finding.direction.map(Direction::name),
            witness: finding.witness.as_ref(),
            instance_path: &finding.instance_path,
            reason: finding.reason.as_deref(),
            cause: finding.cause.as_deref(),
            affected: &finding.affected,
            help: finding.help(),
        }
    }
}

impl<'a> PlaceMembers<'a> {
    pub(super) fn of(span: Span, sources: &'a Sources) -> Self {
        let source = sources.get(span.file);
        let place = Lines::new(&source.text).place(&source.text, span.start as usize);
        Self { file: &source.display, line: place.line, column: place.column }
    }
}
