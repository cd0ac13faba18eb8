//! One event, judged.

use super::finding::{Direction, Finding, Weight};
use super::pair::Pair;
use super::report::{EventReport, Required, Status};
use super::{Options, Side, affected, cause, mode, removed};
use crate::compat::{self, Mode, Relation, Schema, Verdict, compare};
use crate::contract::Contract;
use crate::export;
use crate::source::Span;

/// What events are judged with.
pub(super) struct Judge<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// What is added to the numbers of the old side's files.
    pub(super) earlier: u32,
    pub(super) options: &'a Options<'a>,
}

impl Judge<'_> {
    pub(super) fn pair(&self, pair: &Pair<'_>) -> EventReport {
        match *pair {
            Pair::Kept { old, new } => self.kept(old, new),
            Pair::New(new) => plain(new, Status::New),
            Pair::Retired(old) => plain(old, Status::Retired),
            Pair::Deleted(old) => {
                let place = self.before(old.event.span);
                broken(old, finding("event-deleted", old, "the event is gone", place))
            }
            Pair::Renamed { old, new } => {
                let message = format!("the event is called {} now", new.event.event_type());
                broken(old, self.at(finding("event-renamed", old, &message, new.event.name.span), old.event.name.span))
            }
            Pair::Moved { old, new } => {
                let (from, to) = (old.event.version.value, new.event.version.value);
                let rule = if to > from { "version-replaced" } else { "version-backwards" };
                let message = format!("version {to} stands where version {from} was");
                let moved = finding(rule, old, &message, new.event.version.span);
                broken(old, self.at(moved, old.event.version.span))
            }
        }
    }

    /// An event that is there on both sides.
    fn kept(&self, old: &Contract, new: &Contract) -> EventReport {
        let modes = (mode::of(old), mode::of(new));
        let mut findings = Vec::new();
        if mode::is_weaker(modes.0, modes.1) {
            let message = format!("compatibility is {} now, and was {}", modes.1.name(), modes.0.name());
            let place = new.event.compatibility.as_ref().map_or(new.event.span, |at| at.span);
            let was = old.event.compatibility.as_ref().map_or(old.event.span, |at| at.span);
            findings.push(self.at(finding("compatibility-weakened", new, &message, place), was));
        }
        let same = export::schema(self.old.catalog, old.root) == export::schema(self.new.catalog, new.root);
        let mut payloads = if same { Vec::new() } else { self.payloads(old, new, modes) };
        let cause = if payloads.is_empty() { None } else { cause::of(self.old.catalog, self.new.catalog, new) };
        for found in &mut payloads {
            found.cause.clone_from(&cause);
            found.affected = affected::by(found.direction, old, Some(new));
        }
        let enforced = mode::stricter(modes.0, modes.1).is_some();
        let undecided = |finding: &Finding| finding.rule == "undecided";
        let breaks = payloads.iter().any(|finding| !undecided(finding));
        let status = match (same, breaks, payloads.is_empty()) {
            (true, ..) => Status::Unchanged,
            (_, true, _) if !enforced => Status::NotEnforced,
            (_, true, _) => Status::Breaking,
            (_, _, false) => Status::Undecided,
            _ => Status::Compatible,
        };
        let required = match status {
            Status::Unchanged => Required::None,
            Status::Compatible => Required::InPlace,
            _ => Required::NewVersion,
        };
        for found in &mut payloads {
            if !enforced || (undecided(found) && self.options.allow_undecided) {
                found.weight = Weight::Note;
            }
        }
        // A promise that is taken back fails whatever the payloads say.
        let status = if findings.is_empty() { status } else { Status::Breaking };
        findings.extend(payloads);
        EventReport { event: new.event.event_type(), status, required, findings }
    }

    /// What the payloads of either side meet on the other.
    fn payloads(
        &self,
        old: &Contract,
        new: &Contract,
        modes: (crate::contract::Mode, crate::contract::Mode),
    ) -> Vec<Finding> {
        // Where nothing is enforced, it is told all the same.
        let asked = mode::stricter(modes.0, modes.1).unwrap_or(Mode::Full);
        let mut findings = Vec::new();
        for (direction, writer) in [(Direction::Backward, (self.old, old)), (Direction::Forward, (self.new, new))] {
            let (asks, mode) = match direction {
                Direction::Backward => (asked.is_backward(), Mode::Backward),
                Direction::Forward => (asked.is_forward(), Mode::Forward),
            };
            if asks {
                let relation = if forwards(writer.0, writer.1) { Relation::Strict } else { Relation::Produced };
                findings.extend(self.direction(
                    old,
                    new,
                    direction,
                    &compat::Options { relation, mode, ..compat::Options::default() },
                ));
            }
        }
        let removed = removed::removed((self.old.catalog, old.root), (self.new.catalog, new.root));
        findings.extend(removed.into_iter().map(|removed| self.gone(new, removed)));
        findings
    }

    fn direction(
        &self,
        old: &Contract,
        new: &Contract,
        direction: Direction,
        options: &compat::Options,
    ) -> Option<Finding> {
        let [before, after] = [(self.old, old), (self.new, new)]
            .map(|(side, contract)| Schema { catalog: side.catalog, root: contract.root });
        let comparison = compare(&before, &after, options);
        let (old_root, new_root) = (self.old.catalog[old.root].span, self.new.catalog[new.root].span);
        let verdict = match direction {
            Direction::Backward => comparison.backward,
            Direction::Forward => comparison.forward,
        }?;
        let message = match direction {
            Direction::Backward => "what was published before is refused now",
            Direction::Forward => "consumers that were built before refuse what is published now",
        };
        let mut found = match verdict {
            Verdict::Compatible if comparison.unsatisfiable.is_empty() => return None,
            Verdict::Compatible => {
                let side = if direction == Direction::Backward { "the earlier contract" } else { "the contract" };
                let message = format!("{side} allows no payload at all, so nothing can be proved of it");
                self.at(finding("unsatisfiable", new, &message, head(new)), old_root)
            }
            Verdict::Undecided(reason) => {
                let message = match direction {
                    Direction::Backward => "whether what was published before is understood now cannot be decided",
                    Direction::Forward => "whether consumers that were built before understand it cannot be decided",
                };
                let found = self.at(finding("undecided", new, message, head(new)), head(old));
                Finding { reason: Some(reason), ..found }
            }
            Verdict::Breaking(broken) => {
                // The reader's schema refuses: the new one backward, the old one forward.
                let refused = broken.refused_at;
                let (place, before) = match direction {
                    Direction::Backward => (refused.unwrap_or(new_root), broken.sent_at.unwrap_or(old_root)),
                    Direction::Forward => (broken.sent_at.unwrap_or(new_root), refused.unwrap_or(old_root)),
                };
                let found = finding(broken.rule, new, message, self.short(place, new));
                let found = self.at(found, if before == old_root { head(old) } else { before });
                Finding { witness: Some(broken.witness), instance_path: broken.instance_path, ..found }
            }
        };
        found.direction = Some(direction);
        Some(found)
    }

    /// A property that is not declared any more.
    fn gone(&self, new: &Contract, removed: removed::Removed) -> Finding {
        let removed::Removed { path, old, object, instead } = removed;
        let found = match instead {
            Some((name, place)) => {
                let message = format!("the property {path} is gone, and `{name}` of the same shape is there");
                finding("field-renamed", new, &message, place)
            }
            None => {
                let message = format!("the property {path} is gone, and was not deprecated");
                finding("field-removed", new, &message, self.short(object, new))
            }
        };
        Finding { instance_path: path, ..self.at(found, old) }
    }

    /// A whole definition is shown by its `x-event` block.
    fn short(&self, span: Span, contract: &Contract) -> Span {
        if span == self.new.catalog[contract.root].span { head(contract) } else { span }
    }

    fn at(&self, finding: Finding, before: Span) -> Finding {
        Finding { before: Some(self.before(before)), ..finding }
    }

    fn before(&self, span: Span) -> Span {
        span.moved(self.earlier)
    }
}

/// The line that a contract is known by.
fn head(contract: &Contract) -> Span {
    contract.event.name.span
}

/// Whether what a contract's producers send can hold what they do not know.
fn forwards(side: Side<'_>, contract: &Contract) -> bool {
    side.keeps || contract.event.producers.iter().any(|producer| producer.value.forwards)
}

fn plain(contract: &Contract, status: Status) -> EventReport {
    EventReport { event: contract.event.event_type(), status, required: Required::None, findings: Vec::new() }
}

fn broken(old: &Contract, mut finding: Finding) -> EventReport {
    finding.affected = affected::by(None, old, None);
    let event = old.event.event_type();
    EventReport { event, status: Status::Breaking, required: Required::NewVersion, findings: vec![finding] }
}

fn finding(rule: &'static str, contract: &Contract, message: &str, place: Span) -> Finding {
    Finding {
        rule,
        weight: Weight::Error,
        event: contract.event.event_type(),
        message: message.to_owned(),
        place,
        before: None,
        direction: None,
        witness: None,
        instance_path: String::new(),
        reason: None,
        affected: Vec::new(),
        cause: None,
    }
}
