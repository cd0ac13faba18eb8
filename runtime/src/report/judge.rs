//! A value against a schema: every keyword, every violation.

use super::{
    document::{Document, ResourceId, Target},
    hidden::{self, Hidden},
    keyword,
    path::Path,
    patterns::Match,
    problems::{Bound, Problems},
    seen::Seen,
};
use crate::Violation;
use serde_json::{Map, Value};

/// How many schemas may be judged within each other. A loop of references ends here.
const DEPTH: usize = 640;

/// How many schemas are judged in all, against contracts that take exponential work: so many for
/// any payload, more for each byte of a large one, and never more than the last.
const STEPS: usize = 100_000;
const STEPS_A_BYTE: usize = 8;
const MOST_STEPS: usize = 4_000_000;

/// So many bytes of a text or a path are as much work as a schema.
const BYTES_A_STEP: usize = 64;

/// The state of one report.
pub(super) struct Judge<'s> {
    pub(super) document: &'s Document<'s>,
    /// The resources that judging has entered and not left: the dynamic scope.
    scope: Vec<ResourceId>,
    depth: usize,
    /// How many schemas may still be judged.
    steps: usize,
    complete: bool,
    pub(super) hidden: Hidden,
}

/// Where judging stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) instance: &'p Path<'p>,
    pub(super) schema: &'p Path<'p>,
    /// The keyword that asked.
    pub(super) keyword: &'p str,
}

/// One keyword at one place.
pub(super) struct Site<'s, 'i, 'p> {
    pub(super) keyword: &'s str,
    /// The keyword's value.
    pub(super) rule: &'s Value,
    /// The schema that it stands in.
    pub(super) schema: &'s Map<String, Value>,
    pub(super) value: &'i Value,
    pub(super) instance: &'p Path<'p>,
    /// The keyword's place.
    pub(super) path: &'p Path<'p>,
}

/// What a schema says about a value.
pub(super) struct Outcome<'i> {
    pub(super) problems: Problems,
    pub(super) seen: Seen<'i>,
}

impl Outcome<'_> {
    pub(super) fn new(bound: Bound) -> Self {
        Self { problems: Problems::new(bound), seen: Seen::default() }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.problems.is_empty()
    }
}

impl<'s> Judge<'s> {
    /// A judge of a payload of so many bytes.
    pub(super) fn new(document: &'s Document<'s>, bytes: usize) -> Self {
        Self {
            document,
            scope: Vec::new(),
            depth: 0,
            steps: bytes.saturating_mul(STEPS_A_BYTE).saturating_add(STEPS).min(MOST_STEPS),
            complete: true,
            hidden: Hidden::default(),
        }
    }

    /// A judge that has come through these resources.
    pub(super) fn within(document: &'s Document<'s>, scope: &[ResourceId], bytes: usize) -> Self {
        Self { scope: scope.to_vec(), ..Self::new(document, bytes) }
    }

    /// False once a bound has cut the work short. From then on nothing is judged, all looks valid,
    /// and a keyword that objects to validity must not speak.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// Takes a step, and more for a look at so many bytes. False once there are none left.
    pub(super) fn affords(&mut self, bytes: usize) -> bool {
        match self.steps.checked_sub(1 + bytes / BYTES_A_STEP) {
            Some(steps) => self.steps = steps,
            None => (self.steps, self.complete) = (0, false),
        }
        self.complete
    }

    /// Whether a pattern of the contract matches anywhere in a text. `None` where that cannot be decided.
    pub(super) fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        match self.document.patterns.matches(pattern, text) {
            Match::Yes => Some(true),
            Match::No => Some(false),
            Match::Unknown => None,
            Match::TooMuch => {
                (self.steps, self.complete) = (0, false);
                None
            }
        }
    }

    /// The resource that judging is in.
    pub(super) fn resource(&self) -> ResourceId {
        self.scope.last().copied().unwrap_or(0)
    }

    pub(super) fn scope(&self) -> &[ResourceId] {
        &self.scope
    }

    /// Judges a value against a schema of the current resource.
    pub(super) fn judge<'i>(
        &mut self,
        schema: &'s Value,
        value: &'i Value,
        place: Place<'_>,
        bound: Bound,
    ) -> Outcome<'i> {
        self.judge_target(Target { schema, resource: self.resource() }, value, place, bound)
    }

    /// Judges a value against a schema of any resource.
    pub(super) fn judge_target<'i>(
        &mut self,
        target: Target<'s>,
        value: &'i Value,
        place: Place<'_>,
        bound: Bound,
    ) -> Outcome<'i> {
        let mut outcome = Outcome::new(bound);
        if self.depth == DEPTH {
            self.steps = 0;
        }
        // Keywords look at the value, and violations tell its place.
        if !self.affords(place.instance.len() + width(value)) {
            return outcome;
        }
        let resource = self.document.rooted_at(target.schema).unwrap_or(target.resource);
        self.depth += 1;
        self.scope.push(resource);
        match target.schema {
            Value::Bool(false) => outcome.problems.push(|| nothing_allowed(value, place)),
            Value::Object(schema) => {
                self.hidden.note(target.schema, value, place.instance);
                self.keywords(schema, value, place, &mut outcome);
            }
            _ => {}
        }
        self.scope.pop();
        self.depth -= 1;
        outcome
    }

    /// Judges a value against one keyword of a schema, with the keywords beside it that it reads.
    pub(super) fn judge_keyword<'i>(
        &mut self,
        target: Target<'s>,
        keyword: &str,
        value: &'i Value,
        place: Place<'_>,
        bound: Bound,
    ) -> Outcome<'i> {
        let mut outcome = Outcome::new(bound);
        let Some(schema) = target.schema.as_object() else { return outcome };
        self.scope.push(self.document.rooted_at(target.schema).unwrap_or(target.resource));
        if let (Some((keyword, rule)), Some(judge)) = (schema.get_key_value(keyword), keyword::of(keyword)) {
            let path = place.schema.name(keyword);
            judge(self, &Site { keyword, rule, schema, value, instance: place.instance, path: &path }, &mut outcome);
        }
        self.scope.pop();
        outcome
    }

    fn keywords<'i>(
        &mut self,
        schema: &'s Map<String, Value>,
        value: &'i Value,
        place: Place<'_>,
        outcome: &mut Outcome<'i>,
    ) {
        // What is left unevaluated is known when all others have spoken.
        let (late, early): (Vec<_>, Vec<_>) =
            schema.iter().partition(|(keyword, _)| keyword.starts_with("unevaluated"));
        for (keyword, rule) in early.into_iter().chain(late) {
            if let Some(judge) = keyword::of(keyword) {
                let path = place.schema.name(keyword);
                judge(self, &Site { keyword, rule, schema, value, instance: place.instance, path: &path }, outcome);
            }
        }
    }
}

impl<'s, 'i> Site<'s, 'i, '_> {
    /// The violation of this keyword.
    pub(super) fn violation(&self, expected: impl Into<String>, found: impl Into<String>) -> Violation {
        violation(self.instance, self.path, self.keyword, expected.into(), found.into())
    }

    /// Judges the same value against a schema in this keyword, and takes the outcome over.
    pub(super) fn also(&self, judge: &mut Judge<'s>, schema: &'s Value, path: &Path<'_>, outcome: &mut Outcome<'i>) {
        let place = Place { instance: self.instance, schema: path, keyword: self.keyword };
        let other = judge.judge(schema, self.value, place, outcome.problems.bound());
        outcome.problems.absorb(other.problems);
        outcome.seen.absorb(other.seen);
    }

    /// Whether the same value is valid against a schema in this keyword, and what it evaluates.
    pub(super) fn verdict(&self, judge: &mut Judge<'s>, schema: &'s Value, path: &Path<'_>) -> Outcome<'i> {
        let place = Place { instance: self.instance, schema: path, keyword: self.keyword };
        judge.judge(schema, self.value, place, Bound::VERDICT)
    }

    /// Judges a member or an item against a schema in this keyword.
    pub(super) fn child(
        &self,
        judge: &mut Judge<'s>,
        schema: &'s Value,
        path: &Path<'_>,
        (instance, value): (&Path<'_>, &Value),
        outcome: &mut Outcome<'i>,
    ) {
        let place = Place { instance, schema: path, keyword: self.keyword };
        outcome.problems.absorb(judge.judge(schema, value, place, outcome.problems.bound()).problems);
    }
}

/// How many bytes of a value a schema looks at before it asks others about items and members.
fn width(value: &Value) -> usize {
    const ITEM: usize = 4;
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.len() * ITEM,
        Value::Object(members) => members.keys().map(|name| name.len() + ITEM).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// How many bytes of a value a comparison looks at.
pub(super) fn size(value: &Value) -> usize {
    let inside: usize = match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    };
    inside + width(value)
}

/// A violation at a place.
pub(super) fn violation(
    instance: &Path<'_>,
    schema: &Path<'_>,
    keyword: &str,
    expected: String,
    found: String,
) -> Violation {
    Violation {
        instance_path: instance.to_string(),
        schema_path: schema.to_string(),
        keyword: keyword.to_owned(),
        expected,
        found,
        line: None,
        column: None,
    }
}

/// The schema `false`: whoever asked says what is too much.
fn nothing_allowed(value: &Value, place: Place<'_>) -> Violation {
    let expected = match place.instance {
        Path::Name(_, name) => format!("{}{}", hidden::NO_MEMBER, super::words::name(name)),
        Path::Index(_, index) => format!("no item {index}"),
        Path::Start(_) => "no payload at all".to_owned(),
    };
    violation(place.instance, place.schema, place.keyword, expected, super::words::found(value))
}
