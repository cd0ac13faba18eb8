//! Taking a branch apart: what holds first, what fails then, the choice with the fewest ways first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::branch::{Atom, Branch, Choice, Kind, Rank, Role, Task};
use super::engine::Engine;
use super::goal::{Answer, Goal, Literal, Sign, Tries};
use super::keys::{KeySet, Keys};
use super::refute::Refutation;
use super::summary::are_apart;
use crate::compat::BUDGET;
use crate::compat::defect::{Defect, is_planted};
use crate::compat::model::{ANYTHING, Json, NodeId};

impl Engine<'_> {
    /// Finds a value of a branch.
    pub(super) fn solve(&mut self, goal: &Goal, mut branch: Branch) -> Answer {
        if self.spend(1).is_none() {
            return Answer::Unknown(BUDGET);
        }
        loop {
            while let Some(task) = branch.tasks.pop() {
                if !self.expand(&mut branch, &task) {
                    return Answer::Empty;
                }
                if self.steps == 0 {
                    return Answer::Unknown(BUDGET);
                }
            }
            if branch.values.is_some() {
                return self.among(goal, &branch);
            }
            match self.choose(goal, &mut branch, Rank::Union) {
                Chosen::Answer(answer) => return answer,
                Chosen::Applied => continue,
                Chosen::None => {}
            }
            let conditions = branch.choices.iter().any(|choice| choice.rank == Rank::Condition);
            let unfinished = branch.scopes.iter().position(|scope| !scope.finished);
            if let (Some(open), false) = (unfinished, conditions) {
                if !self.finish(&mut branch, open) {
                    return Answer::Empty;
                }
                continue;
            }
            if !branch.fails.is_empty() {
                if !self.refute_all(&mut branch) {
                    return Answer::Empty;
                }
                continue;
            }
            let mut chosen = self.choose(goal, &mut branch, Rank::Failure);
            if matches!(chosen, Chosen::None) {
                chosen = self.choose(goal, &mut branch, Rank::Condition);
            }
            match chosen {
                Chosen::Answer(answer) => return answer,
                Chosen::Applied => {}
                // Conditions that are met already were put aside.
                Chosen::None if branch.scopes.iter().any(|scope| !scope.finished) => {}
                Chosen::None => return self.leaf(&branch),
            }
        }
    }

    /// Turns what fails into choices; `false` if something cannot fail.
    fn refute_all(&mut self, branch: &mut Branch) -> bool {
        for id in std::mem::take(&mut branch.fails) {
            if self.fails_anyway(branch, id) {
                continue;
            }
            if let Some(reason) = self.arena[id].opaque {
                // It may fail in ways that nobody knows.
                branch.unknown = Some(reason);
                continue;
            }
            match self.refute(id, branch.kind) {
                Refutation::Sure => {}
                Refutation::Ways(ways) => match <[_; 1]>::try_from(ways) {
                    Ok([only]) => {
                        if !self.apply(branch, &only) {
                            return false;
                        }
                    }
                    Err(ways) if ways.is_empty() => return false,
                    Err(ways) => branch.choices.push(Choice { ways, rank: Rank::Failure }),
                },
            }
        }
        true
    }

    /// Whether what holds leaves no doubt that a node fails.
    fn fails_anyway(&mut self, branch: &Branch, id: NodeId) -> bool {
        if branch.held.iter().any(|held| self.look_apart(*held, id)) {
            return true;
        }
        let tags = self.summary(id).tags;
        branch.kind == Kind::Object
            && tags.iter().any(|(name, wanted)| {
                branch.object.literals(name).iter().any(|literal| {
                    let holds = matches!(literal.sign, Sign::Holds | Sign::Produced);
                    let values = if holds { self.summary(literal.node).values } else { None };
                    values.is_some_and(|values| are_apart(wanted, &values))
                })
            })
    }

    /// Takes in all atoms of a way.
    fn apply(&mut self, branch: &mut Branch, way: &[Atom]) -> bool {
        for atom in way {
            match atom {
                Atom::Escapes(id) => self.open_escape(branch, *id),
                Atom::NotValues(values) => self.differ(branch, values),
                _ => {}
            }
            if !branch.apply(atom) {
                return false;
            }
        }
        true
    }

    /// An array or object is another one than each of some values: in its length, or in a part.
    fn differ(&mut self, branch: &mut Branch, values: &[Json]) {
        for value in values {
            let mut ways = Vec::new();
            match (branch.kind, value) {
                (Kind::Array, Json::Array(items)) => {
                    let length = items.len() as u64;
                    ways.extend(length.checked_sub(1).map(|max| vec![Atom::MaxItems(max)]));
                    ways.push(vec![Atom::MinItems(length + 1)]);
                    for (index, item) in (0..).zip(items.iter()) {
                        let literals = vec![Literal::fails(self.constant(vec![item.clone()]))];
                        ways.push(vec![Atom::Item { from: index, to: Some(index + 1), literals }]);
                    }
                }
                (Kind::Object, Json::Object(members)) => {
                    let names = members.keys().cloned().collect();
                    let keys = Keys::Outside(Arc::new(KeySet { names, ..KeySet::default() }));
                    ways.extend(members.keys().map(|name| vec![Atom::Missing(Arc::clone(name))]));
                    ways.push(vec![Atom::Member { keys, value: Vec::new(), name: Vec::new() }]);
                    for (name, member) in members.iter() {
                        let value = vec![Literal::fails(self.constant(vec![member.clone()]))];
                        ways.push(vec![Atom::Member { keys: Keys::Name(Arc::clone(name)), value, name: Vec::new() }]);
                    }
                }
                _ => continue,
            }
            branch.choices.push(Choice { ways, rank: Rank::Failure });
        }
    }

    /// Collects what a node evaluates, to find something that it does not.
    fn open_escape(&mut self, branch: &mut Branch, id: NodeId) {
        let node = self.arena.get(id);
        let rest = if branch.kind == Kind::Array { node.array.unevaluated } else { node.object.unevaluated };
        let scope = branch.open(Role::Escapes(rest.unwrap_or(ANYTHING)));
        let open = &mut branch.scopes[scope];
        open.keys.add(&node.object);
        open.keys.all |= node.object.additional.is_some() || is_planted(Defect::EvaluatedTooMuch);
        open.prefix = node.array.prefix.len() as u64;
        open.all_items = node.array.items.is_some();
        let contains = node.array.contains.as_ref().filter(|contains| contains.evaluates);
        open.contains.extend(contains.map(|contains| contains.node));
        let task = Task { literal: Literal::holds(id), scopes: Arc::from([scope]) };
        self.own_scope = None;
        self.hold_in_place(branch, &task, &node);
        if branch.kind == Kind::Object {
            self.hold_dependents(branch, &task, &node);
        }
    }

    /// Looks at the choices of a kind: takes the only way of one, or tries each way of the one that has
    /// the fewest.
    fn choose(&mut self, goal: &Goal, branch: &mut Branch, rank: Rank) -> Chosen {
        let (mine, others) = std::mem::take(&mut branch.choices).into_iter().partition(|choice| choice.rank == rank);
        branch.choices = others;
        let several = Vec::len(&mine) > 1 || !branch.choices.is_empty();
        let mut open: Vec<Choice> = Vec::new();
        let mut mine: std::vec::IntoIter<Choice> = Vec::into_iter(mine);
        while let Some(choice) = mine.next() {
            if choice.ways.iter().any(|way| way.iter().all(|atom| is_met(branch, atom))) {
                continue;
            }
            let mut ways = Vec::with_capacity(choice.ways.len());
            for way in choice.ways {
                let ahead = rank == Rank::Condition && several;
                if self.is_viable(branch, &way) && (!ahead || self.survives(branch, &way)) {
                    ways.push(way);
                }
            }
            match ways.as_slice() {
                [] => return Chosen::Answer(Answer::Empty),
                [only] => {
                    branch.choices.extend(open.into_iter().chain(mine));
                    let applied = self.apply(branch, only);
                    return if applied { Chosen::Applied } else { Chosen::Answer(Answer::Empty) };
                }
                _ => open.push(Choice { ways, rank }),
            }
        }
        let fewest = open.iter().enumerate().min_by_key(|(_, choice)| choice.ways.len()).map(|(number, _)| number);
        let Some(fewest) = fewest else { return Chosen::None };
        let choice = open.remove(fewest);
        branch.choices.append(&mut open);
        let mut tries = Tries::new();
        for way in &choice.ways {
            if self.spend(branch.weight()).is_none() {
                return Chosen::Answer(Answer::Unknown(BUDGET));
            }
            let mut next = branch.clone();
            if self.apply(&mut next, way) {
                let answer = self.solve(goal, next);
                if let Some(value) = tries.take(answer) {
                    return Chosen::Answer(Answer::Found(value));
                }
            }
        }
        Chosen::Answer(tries.none())
    }

    /// Whether a way leaves anything once what follows from it for certain is taken in.
    fn survives(&mut self, branch: &Branch, way: &[Atom]) -> bool {
        // What cannot be afforded is looked at no further, and stays possible.
        if self.spend(1 + branch.weight()).is_none() {
            return true;
        }
        let mut next = branch.clone();
        if !self.apply(&mut next, way) {
            return false;
        }
        loop {
            while let Some(task) = next.tasks.pop() {
                if !self.expand(&mut next, &task) {
                    return false;
                }
                if self.steps == 0 {
                    return true;
                }
            }
            if next.fails.is_empty() {
                return true;
            }
            if !self.refute_all(&mut next) {
                return false;
            }
        }
    }

    /// Whether a way may lead to a value, as far as a look ahead tells.
    fn is_viable(&mut self, branch: &Branch, way: &[Atom]) -> bool {
        self.steps = self.steps.saturating_sub(1);
        way.iter().all(|atom| match atom {
            Atom::Task(Task { literal: Literal { node, sign: Sign::Fails }, .. }) => {
                *node != ANYTHING && !branch.held.contains(node)
            }
            Atom::Task(Task { literal: Literal { sign: Sign::Declares, .. }, .. }) => true,
            Atom::Task(Task { literal: Literal { node, .. }, .. }) => {
                !branch.failed.contains(node)
                    && self.summary(*node).allows(branch.kind)
                    && !self.fails_anyway(branch, *node)
            }
            Atom::Present(name) => !branch.object.forbidden.contains(name),
            Atom::Missing(name) => !branch.object.required.contains(name),
            Atom::Member { keys: Keys::Name(name), value, .. } => {
                if branch.object.forbidden.contains(name) {
                    return false;
                }
                let mut literals = branch.object.literals(name);
                literals.extend(value);
                !matches!(self.meet_all(literals), Answer::Empty)
            }
            _ => true,
        })
    }

    /// One of the only values that are left.
    fn among(&mut self, goal: &Goal, branch: &Branch) -> Answer {
        let mut tries = Tries::new();
        for value in branch.values.iter().flatten() {
            if branch.excludes(value) {
                continue;
            }
            let mut fits = Some(true);
            for literal in goal.iter() {
                let one = match literal.sign {
                    Sign::Holds | Sign::Produced => self.accepts(literal.node, value),
                    Sign::Fails => self.accepts(literal.node, value).map(|accepts| !accepts),
                    Sign::Declares => Some(true),
                };
                fits = match (fits, one) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (None, _) | (_, None) => None,
                    _ => Some(true),
                };
            }
            if let (Json::String(text), Some(true)) = (value, fits) {
                fits = branch.string.accepts(text, self.formats);
            }
            match fits {
                Some(true) => return Answer::Found(value.clone()),
                Some(false) => {}
                None => tries.give_up("a value of an enum cannot be judged"),
            }
        }
        // No value is left, whatever could not be decided.
        tries.none()
    }

    /// A value of a branch in which nothing is left to be taken apart.
    fn leaf(&mut self, branch: &Branch) -> Answer {
        let answer = match branch.kind {
            Kind::Null if branch.excludes(&Json::Null) => Answer::Empty,
            Kind::Null => Answer::Found(Json::Null),
            Kind::Bool => {
                let left = [false, true].into_iter().find(|value| !branch.excludes(&Json::Bool(*value)));
                left.map_or(Answer::Empty, |value| Answer::Found(Json::Bool(value)))
            }
            Kind::Number => {
                let excluded = branch.excluded.iter().flat_map(|values| values.iter());
                let excluded = excluded.filter_map(|value| match value {
                    Json::Number(number) => Some(number.clone()),
                    _ => None,
                });
                branch.number.solve(&excluded.collect())
            }
            Kind::String => {
                let excluded = branch.excluded.iter().flat_map(|values| values.iter());
                let excluded: BTreeSet<&str> = excluded
                    .filter_map(|value| match value {
                        Json::String(text) => Some(&**text),
                        _ => None,
                    })
                    .collect();
                branch.string.solve(&excluded, self.formats, &mut self.steps)
            }
            Kind::Array => self.array(branch),
            Kind::Object => self.object(branch),
        };
        match (answer, branch.unknown) {
            (Answer::Found(_), Some(reason)) => Answer::Unknown(reason),
            (answer, _) => answer,
        }
    }
}

/// What came of looking at the choices.
enum Chosen {
    Answer(Answer),
    /// One had only one way, which was taken.
    Applied,
    /// There are none.
    None,
}

/// Whether a branch says an atom already.
fn is_met(branch: &Branch, atom: &Atom) -> bool {
    match atom {
        Atom::Task(Task { literal: Literal { node, sign }, scopes }) => match sign {
            Sign::Fails => branch.failed.contains(node),
            Sign::Holds => scopes.is_empty() && branch.held.contains(node),
            Sign::Produced | Sign::Declares => false,
        },
        Atom::Present(name) => branch.object.required.contains(name),
        Atom::Missing(name) => branch.object.forbidden.contains(name),
        _ => false,
    }
}
