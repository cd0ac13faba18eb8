//! `anyOf` and `oneOf`: of the alternatives that all fail, the nearest is reported.

use super::super::{
    judge::{Judge, Outcome, Place, Site},
    problems::{Bound, Problems},
    seen::Seen,
    words,
};
use crate::Violation;

pub(super) fn any_of<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let alternatives = judge_all(judge, site);
    if alternatives.valid.is_empty() {
        alternatives.report(site, outcome);
    } else {
        outcome.seen.absorb(alternatives.seen);
    }
}

pub(super) fn one_of<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let alternatives = judge_all(judge, site);
    match alternatives.valid.as_slice() {
        [] => alternatives.report(site, outcome),
        [first, second, ..] if judge.is_complete() => {
            let expected = format!("exactly one of {}", words::count(alternatives.count, "alternative"));
            outcome.problems.push(|| site.violation(expected, format!("a match of {first} and {second}")));
            outcome.seen.absorb(alternatives.seen);
        }
        _ => outcome.seen.absorb(alternatives.seen),
    }
}

/// What the alternatives say.
struct Alternatives<'i> {
    count: usize,
    /// Indices of those that accept the value.
    valid: Vec<usize>,
    /// What these evaluate; what all evaluate when none accepts, lest it be called unevaluated.
    seen: Seen<'i>,
    nearest: Option<Refusal>,
    /// Why each of the others refuses, as far as it tells alternatives apart.
    hints: Vec<Hint>,
}

/// Why one alternative refuses.
struct Refusal {
    index: usize,
    distance: Distance,
    problems: Problems,
}

/// How far off a value is: by its kind, by a tag, or by the number of its violations.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    Near { violations: usize },
    OtherTag { violations: usize },
    OtherKind { violations: usize },
}

/// What one alternative asks for that tells it apart from others.
#[derive(Default)]
struct Hint {
    /// Another kind of value.
    kind: Option<Violation>,
    /// Another value of a member.
    tag: Option<Violation>,
    /// Members.
    required: Vec<Violation>,
}

fn judge_all<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>) -> Alternatives<'i> {
    let schemas = site.rule.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut alternatives = Alternatives {
        count: schemas.len(),
        valid: Vec::new(),
        seen: Seen::default(),
        nearest: None,
        hints: Vec::new(),
    };
    let at = site.instance.to_string();
    for (index, schema) in schemas.iter().enumerate() {
        let path = site.path.index(index);
        let place = Place { instance: site.instance, schema: &path, keyword: site.keyword };
        let other = judge.judge(schema, site.value, place, Bound::BRANCH);
        if other.is_valid() {
            if alternatives.valid.is_empty() {
                alternatives.seen = Seen::default();
            }
            alternatives.valid.push(index);
            alternatives.seen.absorb(other.seen);
        } else {
            if alternatives.valid.is_empty() {
                alternatives.seen.absorb(other.seen);
            }
            alternatives.refused(index, &at, other.problems);
        }
    }
    alternatives
}

impl<'i> Alternatives<'i> {
    fn refused(&mut self, index: usize, at: &str, problems: Problems) {
        let hint = Hint::new(problems.listed(), at);
        let violations = problems.len();
        let distance = match &hint {
            Hint { kind: Some(_), .. } => Distance::OtherKind { violations },
            Hint { tag: Some(_), .. } => Distance::OtherTag { violations },
            _ => Distance::Near { violations },
        };
        self.hints.push(hint);
        if self.nearest.as_ref().is_none_or(|nearest| distance < nearest.distance) {
            self.nearest = Some(Refusal { index, distance, problems });
        }
    }

    /// None accepts the value.
    fn report(self, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
        outcome.seen.absorb(self.seen);
        let in_common = in_common(&self.hints);
        if !in_common.is_empty() {
            for violation in in_common {
                outcome.problems.push(|| Violation {
                    schema_path: site.path.to_string(),
                    keyword: site.keyword.to_owned(),
                    ..violation
                });
            }
            return;
        }
        let Some(nearest) = self.nearest else {
            outcome.problems.push(|| site.violation("one of no alternatives", words::found(site.value)));
            return;
        };
        let candidates = self.hints.iter().filter(|hint| hint.kind.is_none() && hint.tag.is_none()).count();
        // The only one of the right kind and tag is the one that is meant.
        if candidates != 1 {
            let expected = format!("one of {}", words::count(self.count, "alternative"));
            let found = format!("none that fits; alternative {} is the nearest", nearest.index);
            outcome.problems.push(|| site.violation(expected, found));
        }
        outcome.problems.absorb(nearest.problems);
    }
}

impl Hint {
    fn new(problems: &[Violation], at: &str) -> Self {
        let mut hint = Self::default();
        for violation in problems {
            let place = violation.instance_path.strip_prefix(at).unwrap_or_default();
            let is_member = place.starts_with('/') && !place[1..].contains('/');
            match violation.keyword.as_str() {
                "type" | "const" | "enum" if place.is_empty() => {
                    hint.kind = Some(violation.clone());
                }
                "const" | "enum" if is_member => hint.tag = Some(violation.clone()),
                "required" if place.is_empty() => hint.required.push(violation.clone()),
                _ => {}
            }
        }
        hint
    }
}

/// What every alternative asks for: a kind of value, a value of the tag, or members.
fn in_common(hints: &[Hint]) -> Vec<Violation> {
    if let Some(kinds) = all_have(hints, |hint| hint.kind.as_ref()) {
        return kinds;
    }
    if let Some(tags) = all_have(hints, |hint| hint.tag.as_ref()) {
        return tags;
    }
    let Some((first, others)) = hints.split_first() else {
        return Vec::new();
    };
    let required = first.required.iter().filter(|v| others.iter().all(|hint| hint.asks_for(v)));
    required.cloned().collect()
}

/// One violation for those of all alternatives, where each has one and all are at one place.
fn all_have(hints: &[Hint], of: impl Fn(&Hint) -> Option<&Violation>) -> Option<Vec<Violation>> {
    let violations: Vec<&Violation> = hints.iter().map(of).collect::<Option<_>>()?;
    let first = *violations.first()?;
    let mut expected: Vec<&str> = Vec::new();
    for violation in &violations {
        if violation.instance_path != first.instance_path {
            return None;
        }
        if !expected.contains(&violation.expected.as_str()) {
            expected.push(&violation.expected);
        }
    }
    Some(vec![Violation { expected: words::any_of(&expected), ..first.clone() }])
}

impl Hint {
    fn asks_for(&self, member: &Violation) -> bool {
        self.required.iter().any(|violation| violation.expected == member.expected)
    }
}
