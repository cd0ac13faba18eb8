//! Properties that are not declared any more.

use std::collections::HashSet;

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
    walk.pair(old.1, new.1, "");
    walk.found
}

struct Walk<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    seen: HashSet<(SchemaId, SchemaId)>,
    found: Vec<Removed>,
}

impl Walk<'_> {
    /// Compares what two schemas say of the value at one place.
    fn pair(&mut self, old: SchemaId, new: SchemaId, path: &str) {
        if !self.seen.insert((old, new)) {
            return;
        }
        let (before, after) = (Declared::of(self.old, old), Declared::of(self.new, new));
        let is_new = |property: &&Property| before.property(&property.name.value).is_none();
        let mut fresh: Vec<&Property> = after.properties.iter().copied().filter(is_new).collect();
        for property in &before.properties {
            let name = &property.name.value;
            let below = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
            if let Some(kept) = after.property(name) {
                self.pair(property.schema, kept.schema, &below);
                continue;
            }
            let deprecated = keywords(self.old, property.schema).is_some_and(|keywords| keywords.deprecated);
            // Where anything goes by a pattern, the name is still declared.
            if deprecated || before.required.contains(&name.as_str()) || after.patterns {
                continue;
            }
            let shape = shape::of(self.old, property.schema);
            let twin = fresh.iter().position(|other| shape::of(self.new, other.schema) == shape);
            let instead = twin.map(|at| fresh.remove(at)).map(|twin| (twin.name.value.clone(), twin.name.span));
            let object = self.new[new].span;
            self.found.push(Removed { path: below, old: property.name.span, object, instead });
        }
        for (old, new) in before.items.iter().zip(&after.items) {
            self.pair(*old, *new, &format!("{path}/*"));
        }
    }
}

/// What is declared of the value at one place, through `$ref` and `allOf`.
#[derive(Default)]
struct Declared<'a> {
    properties: Vec<&'a Property>,
    required: Vec<&'a str>,
    patterns: bool,
    /// `items` and `additionalProperties`.
    items: Vec<SchemaId>,
}

impl<'a> Declared<'a> {
    fn of(catalog: &'a Catalog, root: SchemaId) -> Self {
        let mut declared = Self::default();
        let mut seen = HashSet::new();
        let mut waiting = vec![root];
        while let Some(id) = waiting.pop() {
            let Some(keywords) = keywords(catalog, id).filter(|_| seen.insert(id)) else { continue };
            declared.properties.extend(&keywords.properties);
            declared.required.extend(keywords.required.iter().map(|name| name.value.as_str()));
            declared.patterns |= !keywords.pattern_properties.is_empty();
            declared
                .items
                .extend([&keywords.items, &keywords.additional_properties].into_iter().flatten().map(|at| at.value));
            waiting.extend(keywords.reference.iter().map(|at| at.value));
            waiting.extend(keywords.all_of.iter().flat_map(|at| at.value.iter().rev().copied()));
        }
        declared
    }

    fn property(&self, name: &str) -> Option<&'a Property> {
        self.properties.iter().copied().find(|property| property.name.value == name)
    }
}

fn keywords(catalog: &Catalog, id: SchemaId) -> Option<&Keywords> {
    match &catalog[id].body {
        Body::Keywords(keywords) => Some(keywords),
        Body::Bool(_) => None,
    }
}
