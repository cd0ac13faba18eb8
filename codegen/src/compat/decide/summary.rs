//! What can be told of a schema at a glance.

use std::sync::Arc;

use super::branch::Kind;
use super::engine::Engine;
use super::goal::{Answer, Literal, goal};
use crate::compat::defect::{Defect, is_planted};
use crate::compat::model::{ANYTHING, Json, NOTHING, NodeId};
use crate::contract::Types;

/// A property and the values that it may have.
type Tag = (Arc<str>, Arc<[Json]>);

/// How far in a schema is looked.
const DEPTH: usize = 32;

/// What can be told of a schema at a glance.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    /// No value of another type is accepted.
    pub(crate) types: Types,
    /// No other value is accepted.
    pub(crate) values: Option<Arc<[Json]>>,
    /// An object that is accepted has these properties, each with one of these values.
    pub(crate) tags: Arc<[Tag]>,
    /// Whether it may declare or evaluate properties or items.
    pub(crate) speaks: bool,
}

impl Summary {
    pub(crate) fn allows(&self, kind: Kind) -> bool {
        !self.types.and(kind.types()).is_empty()
    }

    fn is_apart(&self, other: &Self) -> bool {
        if self.types.and(other.types).is_empty() {
            return true;
        }
        if let (Some(a), Some(b)) = (&self.values, &other.values)
            && are_apart(a, b)
        {
            return true;
        }
        let objects = self.types.and(other.types) == Types::OBJECT;
        objects
            && self.tags.iter().any(|(name, a)| {
                let b = other.tags.iter().find(|(other, _)| other == name);
                b.is_some_and(|(_, b)| are_apart(a, b))
            })
    }
}

/// Whether no value is in both lists, which are in order.
pub(super) fn are_apart(a: &[Json], b: &[Json]) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().all(|value| many.binary_search(value).is_err())
}

impl Engine<'_> {
    /// What can be told of a node at a glance.
    pub(crate) fn summary(&mut self, id: NodeId) -> Summary {
        self.summary_within(id, DEPTH)
    }

    fn summary_within(&mut self, id: NodeId, depth: usize) -> Summary {
        if let Some(known) = self.summaries.get(&id) {
            return known.clone();
        }
        let Some(depth) = depth.checked_sub(1) else {
            return Summary { types: Types::ALL, values: None, tags: Arc::from([]), speaks: true };
        };
        let node = self.arena.get(id);
        let mut types = node.types;
        let mut values = node.values.clone();
        let mut tags: Vec<Tag> = Vec::new();
        let (words, items) = (&node.object, &node.array);
        let mut speaks = !words.properties.is_empty()
            || !words.patterns.is_empty()
            || !words.required.is_empty()
            || !words.dependent_required.is_empty()
            || words.additional.is_some()
            || words.unevaluated.is_some()
            || !items.prefix.is_empty()
            || items.items.is_some()
            || items.contains.is_some()
            || items.unevaluated.is_some();
        for name in &words.required {
            if let Some(schema) = words.property(name)
                && let Some(values) = self.summary_within(schema, depth).values
            {
                tags.push((Arc::clone(name), values));
            }
        }
        for all in &node.all {
            let inner = self.summary_within(*all, depth);
            types = types.and(inner.types);
            values = values.or(inner.values);
            tags.extend(inner.tags.iter().cloned());
            speaks |= inner.speaks;
        }
        for branches in [&node.any, &node.one] {
            let mut together = Types::NONE;
            let mut listed = Some(Vec::new());
            for branch in branches {
                let inner = self.summary_within(*branch, depth);
                together = together.or(inner.types);
                speaks |= inner.speaks;
                listed = listed.zip(inner.values).map(|(mut all, own)| {
                    all.extend(own.iter().cloned());
                    all
                });
            }
            if !branches.is_empty() {
                types = types.and(together);
                values = values.or(listed.map(|mut listed| {
                    listed.sort();
                    listed.into()
                }));
            }
        }
        let conditional = node.condition.iter().flat_map(|(test, then, otherwise)| [*test, *then, *otherwise]);
        for inner in conditional.chain(words.dependent_schemas.iter().map(|(_, schema)| *schema)) {
            speaks |= inner != ANYTHING && self.summary_within(inner, depth).speaks;
        }
        if let Some(values) = &values {
            types = types.and(values.iter().fold(Types::NONE, |types, value| types.or(value.types())));
        }
        let summary = Summary { types, values, tags: tags.into(), speaks };
        self.summaries.insert(id, summary.clone());
        summary
    }

    /// Whether it is sure that no value is accepted by both.
    pub(crate) fn are_disjoint(&mut self, a: NodeId, b: NodeId) -> bool {
        let pair = if a < b { (a, b) } else { (b, a) };
        if a == NOTHING || b == NOTHING {
            return true;
        }
        if a == b || a == ANYTHING || b == ANYTHING {
            return false;
        }
        if let Some(known) = self.disjoint.get(&pair) {
            return *known;
        }
        if self.summary(a).is_apart(&self.summary(b)) {
            self.disjoint.insert(pair, true);
            return true;
        }
        if is_planted(Defect::ObjectsAreDisjoint) && self.summary(a).types == Types::OBJECT {
            return true;
        }
        // Whoever asks on the way to the answer is told that it is not sure.
        self.disjoint.insert(pair, false);
        let both = goal(vec![Literal::holds(a), Literal::holds(b)]);
        let answer = self.apart_from_the_path(|engine| engine.meet(&both));
        let disjoint = matches!(answer, Answer::Empty);
        self.disjoint.insert(pair, disjoint);
        disjoint
    }

    /// Whether it is sure at a glance that what is accepted by one is not accepted by the other.
    pub(crate) fn look_apart(&mut self, a: NodeId, b: NodeId) -> bool {
        self.summary(a).is_apart(&self.summary(b))
    }
}
