//! Whether a schema accepts a value that is given.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::engine::Engine;
use crate::compat::model::{Json, Node, NodeId};

/// Parts of a value that were evaluated.
#[derive(Default)]
struct Seen {
    names: BTreeSet<Arc<str>>,
    items: BTreeSet<usize>,
}

/// What is known of a verdict as long as nothing refuses.
struct Verdict(Option<bool>);

impl Verdict {
    /// `false` when the verdict is sure to be a refusal.
    fn and(&mut self, other: Option<bool>) -> bool {
        match other {
            Some(false) => self.0 = Some(false),
            None if self.0 == Some(true) => self.0 = None,
            _ => {}
        }
        self.0 != Some(false)
    }
}

impl Engine<'_> {
    /// Whether a node accepts a value; `None` when nobody can say.
    pub(super) fn accepts(&self, id: NodeId, value: &Json) -> Option<bool> {
        self.judge(id, value, &mut Seen::default())
    }

    fn judge(&self, id: NodeId, value: &Json, seen: &mut Seen) -> Option<bool> {
        let node = &self.arena[id];
        let mut verdict = Verdict(Some(true));
        let mut own = Seen::default();
        if node.opaque.is_some() {
            return None;
        }
        let types = node.types.contains(value.types());
        let listed = node.values.as_ref().is_none_or(|values| values.binary_search(value).is_ok());
        if !types || !listed || !self.judge_kind(node, value, &mut own, &mut verdict) {
            return Some(false);
        }
        for all in &node.all {
            if !verdict.and(self.judge(*all, value, &mut own)) {
                return Some(false);
            }
        }
        if let Some(not) = node.not
            && !verdict.and(self.accepts(not, value).map(|accepts| !accepts))
        {
            return Some(false);
        }
        if !node.any.is_empty() && !verdict.and(self.judge_some(&node.any, value, &mut own).map(|count| count > 0)) {
            return Some(false);
        }
        if !node.one.is_empty() && !verdict.and(self.judge_some(&node.one, value, &mut own).map(|count| count == 1)) {
            return Some(false);
        }
        if let Some((test, then, otherwise)) = node.condition {
            let branch = self.judge(test, value, &mut own).map(|holds| if holds { then } else { otherwise });
            let judged = branch.and_then(|branch| self.judge(branch, value, &mut own));
            if !verdict.and(judged) {
                return Some(false);
            }
        }
        if !self.judge_rest(node, value, &mut own, &mut verdict) {
            return Some(false);
        }
        if verdict.0 != Some(false) {
            seen.names.append(&mut own.names);
            seen.items.append(&mut own.items);
        }
        verdict.0
    }

    /// How many of some nodes accept a value.
    fn judge_some(&self, nodes: &[NodeId], value: &Json, seen: &mut Seen) -> Option<usize> {
        let mut count = 0;
        let mut known = true;
        for node in nodes {
            match self.judge(*node, value, seen) {
                Some(accepts) => count += usize::from(accepts),
                None => known = false,
            }
        }
        known.then_some(count)
    }

    fn judge_kind(&self, node: &Node, value: &Json, seen: &mut Seen, verdict: &mut Verdict) -> bool {
        match value {
            Json::Null | Json::Bool(_) => true,
            Json::Number(number) => {
                let words = &node.number;
                words.lower.iter().all(|bound| *number > bound.value || (*number == bound.value && !bound.exclusive))
                    && words
                        .upper
                        .iter()
                        .all(|bound| *number < bound.value || (*number == bound.value && !bound.exclusive))
                    && words.step.as_ref().is_none_or(|step| (number / step).is_integer())
            }
            Json::String(text) => {
                let words = &node.string;
                let length = text.chars().count() as u64;
                length >= words.min
                    && words.max.is_none_or(|max| length <= max)
                    && verdict.and(words.pattern.as_ref().map_or(Some(true), |pattern| pattern.is_match(text)))
                    && verdict
                        .and(words.format.as_ref().map_or(Some(true), |format| self.formats.is_match(format, text)))
            }
            Json::Array(items) => self.judge_items(node, items, seen, verdict),
            Json::Object(members) => {
                let words = &node.object;
                let length = members.len() as u64;
                if length < words.min || words.max.is_some_and(|max| length > max) {
                    return false;
                }
                if !words.required.iter().all(|name| members.contains_key(name)) {
                    return false;
                }
                let dependents = words.dependent_required.iter().filter(|(name, _)| members.contains_key(name));
                if !dependents.flat_map(|(_, required)| required).all(|name| members.contains_key(name)) {
                    return false;
                }
                for (name, schema) in &words.dependent_schemas {
                    if members.contains_key(name) && !verdict.and(self.judge(*schema, value, seen)) {
                        return false;
                    }
                }
                members.iter().all(|(name, member)| self.judge_member(node, name, member, seen, verdict))
            }
        }
    }

    fn judge_member(
        &self,
        node: &Node,
        name: &Arc<str>,
        member: &Json,
        seen: &mut Seen,
        verdict: &mut Verdict,
    ) -> bool {
        let words = &node.object;
        let mut covered = false;
        if let Some(names) = words.names
            && !verdict.and(self.accepts(names, &Json::String(Arc::clone(name))))
        {
            return false;
        }
        if let Some(schema) = words.property(name) {
            covered = true;
            if !verdict.and(self.accepts(schema, member)) {
                return false;
            }
        }
        for (pattern, schema) in &words.patterns {
            match pattern.is_match(name) {
                Some(true) => {
                    covered = true;
                    if !verdict.and(self.accepts(*schema, member)) {
                        return false;
                    }
                }
                Some(false) => {}
                None => {
                    verdict.and(None);
                }
            }
        }
        if let (Some(additional), false) = (words.additional, covered) {
            covered = true;
            if !verdict.and(self.accepts(additional, member)) {
                return false;
            }
        }
        if covered {
            seen.names.insert(Arc::clone(name));
        }
        true
    }

    fn judge_items(&self, node: &Node, items: &[Json], seen: &mut Seen, verdict: &mut Verdict) -> bool {
        let words = &node.array;
        let length = items.len() as u64;
        if length < words.min || words.max.is_some_and(|max| length > max) {
            return false;
        }
        if words.unique && items.iter().collect::<BTreeSet<_>>().len() != items.len() {
            return false;
        }
        for (index, item) in items.iter().enumerate() {
            let Some(schema) = words.prefix.get(index).copied().or(words.items) else { continue };
            seen.items.insert(index);
            if !verdict.and(self.accepts(schema, item)) {
                return false;
            }
        }
        let Some(contains) = &words.contains else { return true };
        let mut count = 0;
        for (index, item) in items.iter().enumerate() {
            match self.accepts(contains.node, item) {
                Some(true) => {
                    count += 1;
                    if contains.evaluates {
                        seen.items.insert(index);
                    }
                }
                Some(false) => {}
                None => {
                    verdict.and(None);
                    return true;
                }
            }
        }
        count >= contains.min && contains.max.is_none_or(|max| count <= max)
    }

    /// `unevaluatedProperties` and `unevaluatedItems`
    fn judge_rest(&self, node: &Node, value: &Json, seen: &mut Seen, verdict: &mut Verdict) -> bool {
        match value {
            Json::Object(members) => {
                let Some(rest) = node.object.unevaluated else { return true };
                for (name, member) in members.iter() {
                    if seen.names.insert(Arc::clone(name)) && !verdict.and(self.accepts(rest, member)) {
                        return false;
                    }
                }
            }
            Json::Array(items) => {
                let Some(rest) = node.array.unevaluated else { return true };
                for (index, item) in items.iter().enumerate() {
                    if seen.items.insert(index) && !verdict.and(self.accepts(rest, item)) {
                        return false;
                    }
                }
            }
            _ => {}
        }
        true
    }
}
