//! What a schema looks like from afar: whether it is for values of this kind, and which members it gives
//! constants. It tells the alternative that is meant from the others, and judges nothing.

use super::{
    super::{document::Target, judge::Judge},
    value,
};
use crate::json;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many references, `allOf`s and unions are followed into one another.
const DEPTH: usize = 6;

/// A schema from afar, as a value meets it.
#[derive(Default)]
pub(super) struct Outline<'s> {
    /// Whether it is for values of this kind.
    pub(super) is_kind: bool,
    /// The value's members that it gives a `const` or an `enum`, and whether they have one of its values.
    pub(super) members: BTreeMap<&'s str, bool>,
}

impl<'s> Outline<'s> {
    /// A schema of the current resource.
    pub(super) fn of(judge: &mut Judge<'s>, schema: &'s Value, value: &Value) -> Self {
        let target = Target { schema, resource: judge.resource() };
        Self::at(judge, target, value, DEPTH)
    }

    /// The members that all outlines give constants.
    pub(super) fn tags<'o>(mut outlines: impl Iterator<Item = &'o Self>) -> BTreeSet<&'s str>
    where
        's: 'o,
    {
        let Some(first) = outlines.next() else { return BTreeSet::new() };
        let mut tags: BTreeSet<&str> = first.members.keys().copied().collect();
        outlines.for_each(|outline| tags.retain(|tag| outline.members.contains_key(tag)));
        tags
    }

    fn at(judge: &mut Judge<'s>, target: Target<'s>, value: &Value, depth: usize) -> Self {
        let mut outline = Self { is_kind: true, members: BTreeMap::new() };
        let Value::Object(schema) = target.schema else { return outline };
        if depth == 0 || !judge.affords(0) {
            return outline;
        }
        let resource = judge.document.rooted_at(target.schema).unwrap_or(target.resource);
        let within = |schema| Target { schema, resource };
        if let Some(kind) = schema.get("type") {
            outline.is_kind = value::is_of(value, kind);
        }
        outline.is_kind &=
            constants(target.schema).is_none_or(|mut constants| constants.any(|one| json::equal(one, value)));
        if let (Some(Value::Object(properties)), Value::Object(members)) = (schema.get("properties"), value) {
            for (name, property) in properties.iter().filter(|(name, _)| members.contains_key(*name)) {
                if let Some(mut constants) = follow(judge, within(property)).and_then(constants) {
                    outline.members.insert(name, constants.any(|one| json::equal(one, &members[name])));
                }
            }
        }
        let referred = schema.get("$ref").and_then(Value::as_str);
        let referred = referred.and_then(|reference| judge.document.target(resource, reference));
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten().map(within);
        for part in referred.into_iter().chain(parts) {
            let part = Self::at(judge, part, value, depth - 1);
            outline.also(part);
        }
        for union in ["anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()) {
            let branches = union.iter().map(|branch| Self::at(judge, within(branch), value, depth - 1));
            let branches: Vec<Self> = branches.filter(|branch| branch.is_kind).collect();
            let fits = |tag: &&str| branches.iter().any(|branch| branch.members.get(tag) == Some(&true));
            let members = Self::tags(branches.iter()).into_iter().map(|tag| (tag, fits(&tag))).collect();
            outline.also(Self { is_kind: !branches.is_empty(), members });
        }
        outline
    }

    /// Both must hold.
    fn also(&mut self, other: Self) {
        self.is_kind &= other.is_kind;
        for (name, fits) in other.members {
            *self.members.entry(name).or_insert(true) &= fits;
        }
    }
}

/// The values that a schema allows by `const` or `enum`.
fn constants(schema: &Value) -> Option<impl Iterator<Item = &Value>> {
    let list = match (schema.get("const"), schema.get("enum")) {
        (Some(one), _) => std::slice::from_ref(one),
        (None, Some(Value::Array(list))) => list,
        _ => return None,
    };
    Some(list.iter())
}

/// The schema itself, or what it refers to.
fn follow<'s>(judge: &Judge<'s>, mut target: Target<'s>) -> Option<&'s Value> {
    for _ in 0..DEPTH {
        let Some(reference) = target.schema.get("$ref").and_then(Value::as_str) else { break };
        target = judge.document.target(target.resource, reference)?;
    }
    Some(target.schema)
}
