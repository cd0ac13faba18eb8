//! The ways in which a value of one type fails a schema.

use std::sync::Arc;

use super::branch::{Atom, Kind, Task};
use super::engine::Engine;
use super::expand::fails;
use super::goal::Literal;
use super::keys::{KeySet, Keys};
use crate::compat::defect::{Defect, is_planted};
use crate::compat::model::{ANYTHING, Bound, Node, NodeId, Rational};
use crate::contract::Types;
use num_traits::One;

/// How a schema is failed.
pub(super) enum Refutation {
    /// By every value of the type.
    Sure,
    /// In one of these ways; by nothing, if there is none.
    Ways(Vec<Vec<Atom>>),
}

impl Engine<'_> {
    /// The ways in which a value of a type fails a node; `taken` are the nodes that it meets in the branch.
    pub(super) fn refute(&mut self, id: NodeId, kind: Kind) -> Refutation {
        let node = self.arena.get(id);
        if node.types.and(kind.types()).is_empty() {
            return Refutation::Sure;
        }
        let mut ways: Vec<Vec<Atom>> = Vec::new();
        let values = node.values.iter().filter(|_| !is_planted(Defect::ExcludedValueForgotten));
        ways.extend(values.map(|values| vec![Atom::NotValues(Arc::clone(values))]));
        match kind {
            Kind::Null | Kind::Bool => {}
            Kind::Number => number(&node, &mut ways),
            Kind::String => string(&node, &mut ways),
            Kind::Array => array(id, &node, &mut ways),
            Kind::Object => object(id, &node, &mut ways),
        }
        ways.extend(node.all.iter().map(|all| vec![fails(*all)]));
        ways.extend(node.not.filter(|_| !is_planted(Defect::NotForgotten)).map(|not| vec![holds(not)]));
        if !node.any.is_empty() {
            ways.push(node.any.iter().map(|any| fails(*any)).collect());
        }
        if !node.one.is_empty() {
            ways.push(node.one.iter().map(|one| fails(*one)).collect());
            for (number, a) in node.one.iter().enumerate() {
                for b in &node.one[number + 1..] {
                    if !is_planted(Defect::OverlapOfOneOfForgotten) && !self.are_disjoint(*a, *b) {
                        ways.push(vec![holds(*a), holds(*b)]);
                    }
                }
            }
        }
        if let Some((test, then, otherwise)) = node.condition {
            let otherwise = if is_planted(Defect::ElseForgotten) { ANYTHING } else { otherwise };
            let both = [(holds(test), then), (fails(test), otherwise)];
            ways.extend(both.into_iter().filter(|(_, so)| *so != ANYTHING).map(|(test, so)| vec![test, fails(so)]));
        }
        Refutation::Ways(ways)
    }
}

pub(super) fn holds(node: NodeId) -> Atom {
    Atom::Task(Task { literal: Literal::holds(node), scopes: Arc::from([]) })
}

fn number(node: &Node, ways: &mut Vec<Vec<Atom>>) {
    if !node.types.contains(Types::FRACTION) && !is_planted(Defect::IntegerIsNumber) {
        ways.push(vec![Atom::Off(Rational::one())]);
    }
    if !node.types.contains(Types::INTEGER) {
        ways.push(vec![Atom::Step(Rational::one())]);
    }
    let beyond = |bound: &Bound| Bound {
        value: bound.value.clone(),
        exclusive: !bound.exclusive || is_planted(Defect::ExclusiveBoundIsInclusive),
    };
    ways.extend(node.number.lower.iter().map(|bound| vec![Atom::Upper(beyond(bound))]));
    ways.extend(node.number.upper.iter().map(|bound| vec![Atom::Lower(beyond(bound))]));
    let step = node.number.step.iter().filter(|_| !is_planted(Defect::StepForgotten));
    ways.extend(step.map(|step| vec![Atom::Off(step.clone())]));
}

fn string(node: &Node, ways: &mut Vec<Vec<Atom>>) {
    let words = &node.string;
    ways.extend(words.min.checked_sub(1).map(|max| vec![Atom::MaxLength(max)]));
    let max = words.max.filter(|_| !is_planted(Defect::MaxLengthForgotten));
    ways.extend(max.and_then(|max| max.checked_add(1)).map(|min| vec![Atom::MinLength(min)]));
    let pattern = words.pattern.iter().filter(|_| !is_planted(Defect::PatternForgotten));
    ways.extend(pattern.map(|pattern| vec![Atom::Pattern(Arc::clone(pattern), false)]));
    let format = words.format.iter().filter(|_| !is_planted(Defect::FormatForgotten));
    ways.extend(format.map(|format| vec![Atom::Format(format.clone(), false)]));
}

fn array(id: NodeId, node: &Node, ways: &mut Vec<Vec<Atom>>) {
    let words = &node.array;
    ways.extend(words.min.checked_sub(1).map(|max| vec![Atom::MaxItems(max)]));
    ways.extend(words.max.and_then(|max| max.checked_add(1)).map(|min| vec![Atom::MinItems(min)]));
    let item = |from, to, schema| vec![Atom::Item { from, to, literals: vec![Literal::fails(schema)] }];
    let prefix = words.prefix.len() as u64;
    let listed = (0..).zip(&words.prefix).filter(|(_, schema)| **schema != ANYTHING);
    let listed = listed.filter(|_| !is_planted(Defect::PrefixForgotten));
    ways.extend(listed.map(|(index, schema)| item(index, Some(index + 1), *schema)));
    let items = words.items.filter(|_| !is_planted(Defect::ItemsForgotten));
    ways.extend(items.filter(|items| *items != ANYTHING).map(|items| item(prefix, None, items)));
    if let Some(contains) = &words.contains {
        let literal = Literal::holds(contains.node);
        let fewer = contains.min.checked_sub(1).map(|max| Atom::Count { literal, min: 0, max: Some(max) });
        let fewer = fewer.filter(|_| !is_planted(Defect::ContainsForgotten));
        let max = contains.max.filter(|_| !is_planted(Defect::MaxContainsForgotten));
        let more = max.and_then(|max| max.checked_add(1));
        let more = more.map(|min| Atom::Count { literal, min, max: None });
        ways.extend([fewer, more].into_iter().flatten().map(|count| vec![count]));
    }
    if words.unique && !is_planted(Defect::UniqueItemsForgotten) {
        ways.push(vec![Atom::Twins]);
    }
    if words.unevaluated.is_some_and(|rest| rest != ANYTHING) && !is_planted(Defect::UnevaluatedForgotten) {
        ways.push(vec![Atom::Escapes(id)]);
    }
}

fn object(id: NodeId, node: &Node, ways: &mut Vec<Vec<Atom>>) {
    let words = &node.object;
    let min = if is_planted(Defect::MinPropertiesForgotten) { 0 } else { words.min };
    ways.extend(min.checked_sub(1).map(|max| vec![Atom::MaxProperties(max)]));
    ways.extend(words.max.and_then(|max| max.checked_add(1)).map(|min| vec![Atom::MinProperties(min)]));
    let required = words.required.iter().filter(|_| !is_planted(Defect::RequiredForgotten));
    ways.extend(required.map(|name| vec![Atom::Missing(Arc::clone(name))]));
    let member = |keys, schema| vec![Atom::Member { keys, value: vec![Literal::fails(schema)], name: Vec::new() }];
    let named = words.properties.iter().map(|(name, schema)| (Keys::Name(Arc::clone(name)), *schema));
    let matching = words.patterns.iter().map(|(pattern, schema)| (Keys::Pattern(Arc::clone(pattern)), *schema));
    let matching = matching.filter(|_| !is_planted(Defect::PatternPropertiesForgotten));
    let additional = words.additional.filter(|_| !is_planted(Defect::AdditionalPropertiesForgotten));
    let rest = additional.map(|schema| (Keys::Outside(Arc::new(KeySet::of(words))), schema));
    let all = named.chain(matching).chain(rest).filter(|(_, schema)| *schema != ANYTHING);
    ways.extend(all.map(|(keys, schema)| member(keys, schema)));
    let names = words.names.filter(|_| !is_planted(Defect::PropertyNamesForgotten));
    if let Some(names) = names.filter(|names| *names != ANYTHING) {
        let keys = Keys::Outside(Arc::default());
        ways.push(vec![Atom::Member { keys, value: Vec::new(), name: vec![Literal::fails(names)] }]);
    }
    let dependents = words.dependent_required.iter().filter(|_| !is_planted(Defect::DependentRequiredForgotten));
    for (name, required) in dependents {
        let missing =
            required.iter().map(|missing| vec![Atom::Present(Arc::clone(name)), Atom::Missing(Arc::clone(missing))]);
        ways.extend(missing);
    }
    for (name, schema) in &words.dependent_schemas {
        ways.push(vec![Atom::Present(Arc::clone(name)), fails(*schema)]);
    }
    if words.unevaluated.is_some_and(|rest| rest != ANYTHING) && !is_planted(Defect::UnevaluatedForgotten) {
        ways.push(vec![Atom::Escapes(id)]);
    }
}
