//! What a schema that holds asks of a value of one type.

use std::sync::Arc;

use super::branch::{Atom, Branch, Choice, Kind, Rank, Role, Task};
use super::engine::Engine;
use super::goal::{Literal, Sign};
use super::keys::{KeySet, Keys};
use crate::compat::defect::{Defect, is_planted};
use crate::compat::model::{ANYTHING, NOTHING, Node, NodeId, Rational};
use crate::contract::Types;
use num_traits::One;

/// Branches of an `anyOf` that are tried together.
const MAX_TOGETHER: usize = 8;

impl Engine<'_> {
    /// Takes a literal apart; `false` if no value of the branch's type meets it.
    pub(super) fn expand(&mut self, branch: &mut Branch, task: &Task) -> bool {
        self.steps = self.steps.saturating_sub(1);
        let Literal { node: id, sign } = task.literal;
        match sign {
            Sign::Fails => {
                if branch.held.contains(&id) {
                    return false;
                }
                branch.failed.push(id);
                branch.fails.push(id);
                true
            }
            Sign::Declares => {
                self.declare(branch, id, &task.scopes);
                true
            }
            Sign::Holds | Sign::Produced => self.hold(branch, task),
        }
    }

    fn hold(&mut self, branch: &mut Branch, task: &Task) -> bool {
        // One that was given up half way may have left its own.
        self.own_scope = None;
        let Literal { node: id, sign } = task.literal;
        if id == NOTHING || branch.failed.contains(&id) {
            return false;
        }
        // What reports to a scope has to do so each time.
        if id == ANYTHING || (task.scopes.is_empty() && sign != Sign::Produced && branch.held.contains(&id)) {
            return true;
        }
        if !branch.held.contains(&id) {
            branch.held.push(id);
        }
        let node = self.arena.get(id);
        if node.types.and(branch.kind.types()).is_empty() {
            return false;
        }
        if let Some(reason) = node.opaque {
            branch.unknown = Some(reason);
        }
        if let Some(values) = &node.values {
            let fits = |value: &&_| branch.kind.types().contains(crate::compat::model::Json::types(value));
            let values = match branch.values.take() {
                Some(known) => known.into_iter().filter(|value| values.binary_search(value).is_ok()).collect(),
                None => values.iter().filter(fits).cloned().collect::<Vec<_>>(),
            };
            if values.is_empty() {
                return false;
            }
            branch.values = Some(values);
        }
        match branch.kind {
            Kind::Null | Kind::Bool => {}
            Kind::Number => {
                if !node.types.contains(Types::FRACTION) {
                    branch.number.step(&Rational::one());
                }
                if !node.types.contains(Types::INTEGER) {
                    branch.number.off(&Rational::one());
                }
                node.number.lower.iter().for_each(|bound| branch.number.lower(bound));
                node.number.upper.iter().for_each(|bound| branch.number.upper(bound));
                node.number.step.iter().for_each(|step| branch.number.step(step));
            }
            Kind::String => {
                branch.string.min(node.string.min);
                node.string.max.iter().for_each(|max| branch.string.max(*max));
                let pattern = node.string.pattern.iter();
                branch.string.patterns.extend(pattern.map(|pattern| (Arc::clone(pattern), true)));
                branch.string.formats.extend(node.string.format.iter().map(|format| (format.clone(), true)));
            }
            Kind::Array => self.hold_array(branch, task, &node),
            Kind::Object => {
                if !self.hold_object(branch, task, &node) {
                    return false;
                }
            }
        }
        self.hold_in_place(branch, task, &node);
        true
    }

    fn hold_array(&mut self, branch: &mut Branch, task: &Task, node: &Node) {
        let words = &node.array;
        let sign = task.literal.sign;
        let facts = Arc::make_mut(&mut branch.array);
        facts.min = facts.min.max(words.min);
        words.max.iter().for_each(|max| facts.at_most(*max));
        facts.unique |= words.unique;
        for (index, item) in (0..).zip(&words.prefix) {
            facts.every(index, Some(index + 1), Literal::new(*item, sign));
        }
        let prefix = words.prefix.len() as u64;
        if let Some(items) = words.items {
            facts.every(prefix, None, Literal::new(items, sign));
        }
        if let Some(contains) = &words.contains {
            let literal = Literal::new(contains.node, sign);
            facts.apply(&Atom::Count { literal, min: contains.min, max: contains.max });
        }
        let evaluates = words.contains.as_ref().filter(|contains| contains.evaluates).map(|contains| contains.node);
        let own = words.unevaluated.map(|rest| branch.open(Role::Rest(Literal::new(rest, sign))));
        for scope in task.scopes.iter().copied().chain(own) {
            let all = words.items.is_some() || (words.unevaluated.is_some() && Some(scope) != own);
            let scope = &mut branch.scopes[scope];
            scope.prefix = scope.prefix.max(prefix);
            scope.all_items |= all;
            scope.contains.extend(evaluates);
        }
        self.own_scope = own;
    }

    fn hold_object(&mut self, branch: &mut Branch, task: &Task, node: &Node) -> bool {
        let words = &node.object;
        let sign = task.literal.sign;
        declare_names(branch, node, &task.scopes);
        let own = words.unevaluated.map(|rest| branch.open(Role::Rest(Literal::new(rest, sign))));
        let covered = Arc::new(KeySet::of(words));
        for scope in task.scopes.iter().copied().chain(own) {
            let scope_is_own = Some(scope) == own;
            let scope = &mut branch.scopes[scope];
            if scope.role != Role::Declared {
                scope.keys.add(words);
                scope.keys.all |= is_planted(Defect::EvaluatedTooMuch)
                    || words.additional.is_some()
                    || (words.unevaluated.is_some() && !scope_is_own);
            }
        }
        self.own_scope = own;
        let facts = Arc::make_mut(&mut branch.object);
        if is_planted(Defect::EachSchemaClosed) && sign == Sign::Produced && !words.properties.is_empty() {
            facts.every(Keys::Outside(Arc::clone(&covered)), Literal::holds(NOTHING));
        }
        facts.min = facts.min.max(words.min);
        words.max.iter().for_each(|max| facts.at_most(*max));
        for name in &words.required {
            if !facts.present(name) {
                return false;
            }
        }
        for (name, value) in &words.properties {
            facts.every(Keys::Name(Arc::clone(name)), Literal::new(*value, sign));
        }
        for (pattern, value) in &words.patterns {
            facts.every(Keys::Pattern(Arc::clone(pattern)), Literal::new(*value, sign));
        }
        if let Some(additional) = words.additional {
            facts.every(Keys::Outside(covered), Literal::new(additional, sign));
        }
        facts.names.extend(words.names.filter(|names| *names != ANYTHING).map(Literal::holds));
        facts.dependents.extend(words.dependent_required.iter().cloned());
        self.hold_dependents(branch, task, node);
        true
    }

    /// What is asked where a property is there.
    pub(super) fn hold_dependents(&mut self, branch: &mut Branch, task: &Task, node: &Node) {
        let sign = task.literal.sign;
        for (name, schema) in &node.object.dependent_schemas {
            let scopes = self.with_own(task);
            let task = Task { literal: Literal::new(*schema, sign), scopes };
            branch.choices.push(Choice {
                ways: vec![
                    vec![Atom::Missing(Arc::clone(name))],
                    vec![Atom::Present(Arc::clone(name)), Atom::Task(task)],
                ],
                rank: Rank::Condition,
            });
        }
    }

    /// The scopes of the subschemas that judge the same value.
    fn with_own(&self, task: &Task) -> Arc<[usize]> {
        match self.own_scope {
            None => Arc::clone(&task.scopes),
            Some(own) => task.scopes.iter().copied().chain([own]).collect(),
        }
    }

    /// The subschemas that judge the same value.
    pub(super) fn hold_in_place(&mut self, branch: &mut Branch, task: &Task, node: &Node) {
        let sign = task.literal.sign;
        let scopes = self.with_own(task);
        self.own_scope = None;
        let holds = |node: NodeId| Atom::Task(Task { literal: Literal::new(node, sign), scopes: Arc::clone(&scopes) });
        branch
            .tasks
            .extend(node.all.iter().map(|all| Task { literal: Literal::new(*all, sign), scopes: Arc::clone(&scopes) }));
        if let Some(not) = node.not {
            branch.tasks.push(Task { literal: Literal::fails(not), scopes: Arc::from([]) });
        }
        if !node.any.is_empty() {
            let ways = self.any_of(branch, &node.any, &scopes, sign);
            branch.choices.push(Choice { ways, rank: Rank::Union });
        }
        if !node.one.is_empty() {
            let ways = node.one.iter().enumerate();
            let ways = ways.map(|(number, one)| {
                let others = node.one.iter().enumerate().filter(|(other, _)| *other != number);
                let others = others.filter(|(_, other)| !self.are_disjoint(*one, **other));
                let others: Vec<Atom> = others.map(|(_, other)| fails(*other)).collect();
                std::iter::once(holds(*one)).chain(others).collect()
            });
            let ways = ways.collect();
            branch.choices.push(Choice { ways, rank: Rank::Union });
        }
        if let Some((test, then, otherwise)) = node.condition {
            let declares = Task { literal: Literal::new(test, Sign::Declares), scopes: Arc::clone(&scopes) };
            let mut second = vec![fails(test), holds(otherwise)];
            if sign == Sign::Produced && !is_planted(Defect::IfDeclaresNothing) {
                second.push(Atom::Task(declares));
            }
            let ways = vec![vec![holds(test), holds(then)], second];
            branch.choices.push(Choice { ways, rank: Rank::Condition });
        }
    }

    /// The ways to meet an `anyOf`. Where somebody collects what is evaluated, several branches together
    /// are a way of their own.
    fn any_of(&mut self, branch: &mut Branch, any: &[NodeId], scopes: &Arc<[usize]>, sign: Sign) -> Vec<Vec<Atom>> {
        let holds = |node: NodeId| Atom::Task(Task { literal: Literal::new(node, sign), scopes: Arc::clone(scopes) });
        let kind = branch.kind;
        let possible: Vec<NodeId> = any.iter().copied().filter(|node| self.summary(*node).allows(kind)).collect();
        // Items that several branches judge have the names of all of them.
        let together = !scopes.is_empty() || (sign == Sign::Produced && kind == Kind::Array);
        let (speaking, silent): (Vec<NodeId>, Vec<NodeId>) =
            possible.into_iter().partition(|node| together && self.summary(*node).speaks);
        let exact = scopes.iter().any(|scope| matches!(branch.scopes[*scope].role, Role::Escapes(_)));
        let mut ways: Vec<Vec<Atom>> = Vec::new();
        if speaking.len() > MAX_TOGETHER {
            branch.unknown = Some("too many branches of an anyOf declare properties");
            for scope in scopes.iter() {
                let scope = &mut branch.scopes[*scope];
                let generous = !matches!(scope.role, Role::Escapes(_));
                scope.keys.all |= generous;
                scope.all_items |= generous;
            }
            let alone = |node: &NodeId| Task { literal: Literal::new(*node, sign), scopes: Arc::from([]) };
            return speaking.iter().chain(&silent).map(|node| vec![Atom::Task(alone(node))]).collect();
        }
        let mut subsets: Vec<u32> = (1..1_u32 << speaking.len()).collect();
        subsets.sort_by_key(|subset| subset.count_ones());
        if is_planted(Defect::BranchesDeclareAlone) {
            subsets.truncate(speaking.len());
        }
        let inside = |subset: u32, number: usize| subset >> number & 1 == 1;
        for subset in subsets {
            let chosen: Vec<NodeId> = speaking
                .iter()
                .enumerate()
                .filter(|(number, _)| inside(subset, *number))
                .map(|(_, node)| *node)
                .collect();
            let apart = chosen
                .iter()
                .enumerate()
                .any(|(number, a)| chosen[number + 1..].iter().any(|b| self.are_disjoint(*a, *b)));
            if apart {
                continue;
            }
            let mut way: Vec<Atom> = chosen.iter().map(|node| holds(*node)).collect();
            if exact {
                let others = speaking.iter().enumerate().filter(|(number, _)| !inside(subset, *number));
                way.extend(others.map(|(_, node)| fails(*node)));
            }
            ways.push(way);
        }
        for node in silent {
            let mut way = vec![holds(node)];
            if exact {
                way.extend(speaking.iter().map(|node| fails(*node)));
            }
            ways.push(way);
        }
        for scope in scopes.iter() {
            let scope = &mut branch.scopes[*scope];
            if scope.role == Role::Declared {
                scope.unchosen.extend(&speaking);
            }
        }
        ways
    }

    /// Takes in what a schema declares, whether it holds or not.
    fn declare(&mut self, branch: &mut Branch, id: NodeId, scopes: &Arc<[usize]>) {
        let node = self.arena.get(id);
        match branch.kind {
            Kind::Object => {
                declare_names(branch, &node, scopes);
                let words = &node.object;
                let facts = Arc::make_mut(&mut branch.object);
                for (name, value) in &words.properties {
                    facts.every(Keys::Name(Arc::clone(name)), Literal::new(*value, Sign::Declares));
                }
                for (pattern, value) in &words.patterns {
                    facts.every(Keys::Pattern(Arc::clone(pattern)), Literal::new(*value, Sign::Declares));
                }
                if let Some(additional) = words.additional {
                    facts.every(Keys::Outside(Arc::new(KeySet::of(words))), Literal::new(additional, Sign::Declares));
                }
            }
            Kind::Array => {
                let facts = Arc::make_mut(&mut branch.array);
                for (index, item) in (0..).zip(&node.array.prefix) {
                    facts.every(index, Some(index + 1), Literal::new(*item, Sign::Declares));
                }
                if let Some(items) = node.array.items {
                    facts.every(node.array.prefix.len() as u64, None, Literal::new(items, Sign::Declares));
                }
            }
            _ => return,
        }
        let inner = node.in_place().filter(|inner| node.not != Some(*inner));
        for inner in inner.filter(|inner| *inner != ANYTHING && *inner != NOTHING) {
            branch.tasks.push(Task { literal: Literal::new(inner, Sign::Declares), scopes: Arc::clone(scopes) });
        }
    }
}

pub(super) fn fails(node: NodeId) -> Atom {
    Atom::Task(Task { literal: Literal::fails(node), scopes: Arc::from([]) })
}

/// The names that a schema declares at its location.
fn declare_names(branch: &mut Branch, node: &Node, scopes: &[usize]) {
    let words = &node.object;
    let other_than_false = |slot: Option<NodeId>| slot.is_some_and(|schema| schema != NOTHING);
    for scope in scopes {
        let scope = &mut branch.scopes[*scope];
        if scope.role != Role::Declared {
            continue;
        }
        scope.declares |= !words.properties.is_empty() || !words.patterns.is_empty();
        scope.keys.add(words);
        if !is_planted(Defect::RequiredDeclaresNothing) {
            scope.keys.names.extend(words.required.iter().cloned());
        }
        for (name, required) in &words.dependent_required {
            scope.keys.names.insert(Arc::clone(name));
            scope.keys.names.extend(required.iter().cloned());
        }
        if other_than_false(words.additional) {
            scope.keys.others.push(Arc::new(KeySet::of(words)));
        }
        // What it does not cover is evaluated, by something that declares it too.
        scope.keys.all |= other_than_false(words.unevaluated);
    }
}
