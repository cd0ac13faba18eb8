//! Properties that are not declared any more.

use std::collections::{HashSet, VecDeque};

use super::shape;
use crate::contract::{Body, Catalog, Keywords, Property, SchemaId};
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
        let (before, after) = (Declared::of(self.old, &old), Declared::of(self.new, &new));
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
            let is_deprecated = |id| keywords(self.old, id).is_some_and(|keywords| keywords.deprecated);
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

/// What is declared of the value at one place, by all schemas that may judge it: through `$ref`, `allOf`, and
/// the branches of unions and conditions.
#[derive(Default)]
struct Declared<'a> {
    properties: Vec<&'a Property>,
    required: Vec<&'a str>,
    patterns: bool,
    /// `items` and `additionalProperties`.
    items: Vec<SchemaId>,
}

impl<'a> Declared<'a> {
    fn of(catalog: &'a Catalog, roots: &[SchemaId]) -> Self {
        let mut declared = Self::default();
        let mut seen = HashSet::new();
        let mut waiting: VecDeque<SchemaId> = roots.iter().copied().collect();
        while let Some(id) = waiting.pop_front() {
            let Some(keywords) = keywords(catalog, id).filter(|_| seen.insert(id)) else { continue };
            declared.properties.extend(&keywords.properties);
            declared.required.extend(keywords.required.iter().map(|name| name.value.as_str()));
            declared.patterns |= !keywords.pattern_properties.is_empty();
            let items = [&keywords.items, &keywords.additional_properties].into_iter().flatten();
            declared.items.extend(items.map(|at| at.value));
            waiting.extend(keywords.reference.iter().map(|at| at.value));
            let branches = [&keywords.all_of, &keywords.one_of, &keywords.any_of].into_iter().flatten();
            waiting.extend(branches.flat_map(|at| at.value.iter().copied()));
            let conditional = [&keywords.then_schema, &keywords.else_schema].into_iter().flatten();
            waiting.extend(conditional.map(|at| at.value));
        }
        declared
    }

    /// One property for each name.
    fn by_name(&self) -> Vec<&'a Property> {
        let mut names = HashSet::new();
        self.properties.iter().copied().filter(|property| names.insert(property.name.value.as_str())).collect()
    }

    fn declares(&self, name: &str) -> bool {
        self.properties.iter().any(|property| property.name.value == name)
    }

    fn schemas_of(&self, name: &str) -> Vec<SchemaId> {
        let named = self.properties.iter().filter(|property| property.name.value == name);
        named.map(|property| property.schema).collect()
    }
}

fn keywords(catalog: &Catalog, id: SchemaId) -> Option<&Keywords> {
    match &catalog[id].body {
        Body::Keywords(keywords) => Some(keywords),
        Body::Bool(_) => None,
    }
}
