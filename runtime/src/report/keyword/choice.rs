//! `anyOf` and `oneOf`: of the alternatives that all fail, the nearest is reported.

use super::{
    super::{
        judge::{Judge, Outcome, Place, Site},
        path::unescape,
        problems::{Bound, Problem, Problems},
        seen::Seen,
        words,
    },
    outline::Outline,
};
use crate::Violation;
use serde_json::Value;
use std::{cmp::Reverse, collections::BTreeSet};

pub(super) fn any_of<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let alternatives = judge_all(judge, site, outcome.problems.bound());
    if alternatives.valid.is_empty() {
        alternatives.report(site, outcome);
    } else {
        outcome.seen.absorb(alternatives.seen);
    }
}

pub(super) fn one_of<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let alternatives = judge_all(judge, site, outcome.problems.bound());
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

/// How far off a value is from an alternative; the nearest is the least. The kind of value tells most, then
/// the tags; then what fails at the value itself, and all that fails; of equals, what fails deepest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    look: Look,
    own: usize,
    violations: usize,
    deepest: Reverse<usize>,
}

/// How an alternative looks from afar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    other_kind: bool,
    /// How many tags have another value.
    other_tags: usize,
}

/// What one alternative asks for that tells it apart from others.
struct Hint {
    look: Look,
    /// Another kind of value.
    kind: Option<Problem>,
    /// Another value of a tag.
    tag: Option<Problem>,
    /// Members.
    required: Vec<Problem>,
}

fn judge_all<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, told: Bound) -> Alternatives<'i> {
    let schemas = site.rule.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut alternatives = Alternatives {
        count: schemas.len(),
        valid: Vec::new(),
        seen: Seen::default(),
        nearest: None,
        hints: Vec::new(),
    };
    // Nobody asks why when the verdict is enough.
    let bound = if told.is_verdict() { Bound::VERDICT } else { Bound::BRANCH };
    let at = site.instance.to_string();
    let mut looks = None;
    for (index, schema) in schemas.iter().enumerate() {
        let path = site.path.index(index);
        let place = Place { instance: site.instance, schema: &path, keyword: site.keyword };
        let other = judge.judge(schema, site.value, place, bound);
        if other.is_valid() {
            if alternatives.valid.is_empty() {
                alternatives.seen = Seen::default();
            }
            alternatives.valid.push(index);
            alternatives.seen.absorb(other.seen);
        } else if alternatives.valid.is_empty() {
            alternatives.seen.absorb(other.seen);
            if !told.is_verdict() {
                let (tags, looks) = looks.get_or_insert_with(|| look_at(judge, schemas, site.value));
                let hint = Hint::new(looks[index], other.problems.listed(), &at, tags);
                alternatives.refused(index, &at, hint, other.problems);
            }
        }
    }
    alternatives
}

/// The tags of alternatives, members that all of the value's kind give constants, and how each looks.
fn look_at<'s>(judge: &mut Judge<'s>, schemas: &'s [Value], value: &Value) -> (BTreeSet<&'s str>, Vec<Look>) {
    let outlines: Vec<Outline<'s>> = schemas.iter().map(|schema| Outline::of(judge, schema, value)).collect();
    let tags = Outline::tags(outlines.iter().filter(|outline| outline.is_kind));
    let other_tags =
        |outline: &Outline<'s>| tags.iter().filter(|tag| outline.members.get(*tag) == Some(&false)).count();
    let look = |outline: &Outline<'s>| Look { other_kind: !outline.is_kind, other_tags: other_tags(outline) };
    let looks = outlines.iter().map(look).collect();
    (tags, looks)
}

impl<'i> Alternatives<'i> {
    fn refused(&mut self, index: usize, at: &str, hint: Hint, problems: Problems) {
        let places = problems.listed().iter().map(|problem| problem.violation.instance_path.as_str());
        let own = places.clone().filter(|place| *place == at).count();
        let deepest = Reverse(places.map(|place| place.matches('/').count()).max().unwrap_or(0));
        let distance = Distance { look: hint.look, own, violations: problems.len(), deepest };
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
            for mut problem in in_common {
                problem.violation.schema_path = site.path.to_string();
                site.keyword.clone_into(&mut problem.violation.keyword);
                outcome.problems.push(|| problem);
            }
            return;
        }
        let Some(nearest) = self.nearest else {
            outcome.problems.push(|| site.violation("one of no alternatives", words::found(site.value)));
            return;
        };
        let look = nearest.distance.look;
        // The only one that looks like the value is the one that is meant.
        if self.hints.iter().filter(|hint| hint.look == look).count() != 1 {
            let expected = format!("one of {}", words::count(self.count, "alternative"));
            let found = format!("none that fits; alternative {} is the nearest", nearest.index);
            outcome.problems.push(|| site.violation(expected, found));
        }
        outcome.problems.absorb(nearest.problems);
    }
}

impl Hint {
    fn new(look: Look, problems: &[Problem], at: &str, tags: &BTreeSet<&str>) -> Self {
        let mut hint = Self { look, kind: None, tag: None, required: Vec::new() };
        for problem in problems {
            let violation = &problem.violation;
            let place = violation.instance_path.strip_prefix(at).unwrap_or_default();
            let is_tag =
                |place: &str| place.strip_prefix('/').is_some_and(|name| tags.contains(unescape(name).as_str()));
            match violation.keyword.as_str() {
                "type" | "const" | "enum" | "anyOf" | "oneOf" if place.is_empty() && look.other_kind => {
                    hint.kind = Some(problem.clone());
                }
                "const" | "enum" | "anyOf" | "oneOf" if is_tag(place) => hint.tag = Some(problem.clone()),
                "required" if place.is_empty() => hint.required.push(problem.clone()),
                _ => {}
            }
        }
        hint
    }
}

/// What every alternative asks for: a kind of value, or, of those of its kind, a value of the tag, or members.
fn in_common(hints: &[Hint]) -> Vec<Problem> {
    let of_kind: Vec<&Hint> = hints.iter().filter(|hint| !hint.look.other_kind).collect();
    let Some((first, others)) = of_kind.split_first() else {
        return all_have(hints.iter().map(|hint| hint.kind.as_ref())).unwrap_or_default();
    };
    if others.is_empty() {
        return Vec::new();
    }
    if let Some(tags) = all_have(of_kind.iter().map(|hint| hint.tag.as_ref())) {
        return tags;
    }
    let required = first.required.iter().filter(|member| others.iter().all(|hint| hint.asks_for(member)));
    required.cloned().collect()
}

/// One problem for those of all alternatives, where each has one and all are at one place.
fn all_have<'p>(problems: impl Iterator<Item = Option<&'p Problem>>) -> Option<Vec<Problem>> {
    let problems: Vec<&Problem> = problems.collect::<Option<_>>()?;
    let first = &problems.first()?.violation;
    if problems.iter().any(|problem| problem.violation.instance_path != first.instance_path) {
        return None;
    }
    let mut known = BTreeSet::new();
    let choices = problems.iter().flat_map(|problem| problem.choices()).filter(|choice| known.insert(*choice));
    let choices = words::choices(choices);
    Some(vec![Problem::any_of(Violation { expected: words::any_of(&choices), ..first.clone() }, choices)])
}

impl Hint {
    fn asks_for(&self, member: &Problem) -> bool {
        self.required.iter().any(|problem| problem.violation.expected == member.violation.expected)
    }
}
