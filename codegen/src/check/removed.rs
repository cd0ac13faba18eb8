//! Properties that are not declared any more.

use std::collections::HashSet;

use super::shape;
use crate::compat::Named;
use crate::contract::{Catalog, Property, SchemaId};
use crate::source::Span;

/// A property that is not declared any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    /// JSON pointer to the value: `/customer/nickname`; `*` stands for any item or member.
    pub(super) path: String,
    /// Its name in the earlier revision.
    pub(super) old: Span,
    /// The object that it was in, in the new one.
    pub(super) object: Span,
    /// The name, in the new revision, of a property of the same shape that came instead.
    pub(super) instead: Option<(String, Span)>,
}

/// The optional properties of `old` that `new` does not declare and that were not deprecated before.
pub(super) fn removed(old: (&Catalog, SchemaId), new: (&Catalog, SchemaId)) -> Vec<Removed> {
    let mut walk = Walk { old: old.0, new: new.0, seen: HashSet::new(), found: Vec::new() };
    walk.pair(vec![old.1], vec![new.1], "");
    walk.found
}

/// How many places of a payload are looked at, where branches multiply them.
const MAX_PLACES: usize = 10_000;

/// How deep payloads nest.
const MAX_DEPTH: usize = 128;

struct Walk<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    seen: HashSet<(Vec<SchemaId>, Vec<SchemaId>)>,
    found: Vec<Removed>,
}

impl Walk<'_> {
    /// Compares what the schemas of either side say of the value at one place.
    fn pair(&mut self, old: Vec<SchemaId>, new: Vec<SchemaId>, path: &str) {
        let (before, after) = (Named::of(self.old, &old), Named::of(self.new, &new));
        let Some(object) = new.first().map(|id| self.new[*id].span) else { return };
        // No payload nests deeper.
        let is_far = self.seen.len() >= MAX_PLACES || path.matches('/').count() > MAX_DEPTH;
        if is_far || !self.seen.insert((old, new)) {
            return;
        }
        let mut fresh: Vec<&Property> =
            after.properties.iter().copied().filter(|property| !before.declares(&property.name.value)).collect();
        for property in before.by_name() {
            let name = &property.name.value;
            let below = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
            if after.declares(name) {
                self.pair(before.schemas_of(name), after.schemas_of(name), &below);
                continue;
            }
            let is_deprecated = |id: SchemaId| self.old[id].keywords().is_some_and(|keywords| keywords.deprecated);
            let deprecated = before.schemas_of(name).into_iter().any(is_deprecated);
            // Where anything goes by a pattern, the name is still declared.
            if deprecated || before.required.contains(&name.as_str()) || after.patterns {
                continue;
            }
            let shape = shape::of(self.old, property.schema);
            let twin = fresh.iter().position(|other| shape::of(self.new, other.schema) == shape);
            let instead = twin.map(|at| fresh.remove(at)).map(|twin| (twin.name.value.clone(), twin.name.span));
            self.found.push(Removed { path: below, old: property.name.span, object, instead });
        }
        if !before.items.is_empty() {
            self.pair(before.items, after.items, &format!("{path}/*"));
        }
    }
}
