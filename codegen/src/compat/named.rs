//! The names that schemas speak of at one place.

use std::collections::{HashSet, VecDeque};

use crate::contract::{Catalog, Property, SchemaId};

/// What is declared of the value at one place, by all schemas that may judge it: through `$ref`, `allOf`, and
/// the branches of unions and conditions.
#[derive(Default)]
pub(crate) struct Named<'a> {
    pub(crate) properties: Vec<&'a Property>,
    pub(crate) required: Vec<&'a str>,
    pub(crate) patterns: bool,
    /// `items` and `additionalProperties`.
    pub(crate) items: Vec<SchemaId>,
}

impl<'a> Named<'a> {
    pub(crate) fn of(catalog: &'a Catalog, roots: &[SchemaId]) -> Self {
        let mut named = Self::default();
        let mut seen = HashSet::new();
        let mut waiting: VecDeque<SchemaId> = roots.iter().copied().collect();
        while let Some(id) = waiting.pop_front() {
            let Some(keywords) = catalog[id].keywords().filter(|_| seen.insert(id)) else { continue };
            named.properties.extend(&keywords.properties);
            named.required.extend(keywords.required.iter().map(|name| name.value.as_str()));
            named.patterns |= !keywords.pattern_properties.is_empty();
            let items = [&keywords.items, &keywords.additional_properties].into_iter().flatten();
            named.items.extend(items.map(|at| at.value));
            waiting.extend(keywords.reference.iter().map(|at| at.value));
            let branches = [&keywords.all_of, &keywords.one_of, &keywords.any_of].into_iter().flatten();
            waiting.extend(branches.flat_map(|at| at.value.iter().copied()));
            let conditional = [&keywords.then_schema, &keywords.else_schema].into_iter().flatten();
            waiting.extend(conditional.map(|at| at.value));
        }
        named
    }

    /// Whether nothing is said of members and items.
    pub(crate) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.items.is_empty()
    }

    /// One property for each name.
    pub(crate) fn by_name(&self) -> Vec<&'a Property> {
        let mut names = HashSet::new();
        self.properties.iter().copied().filter(|property| names.insert(property.name.value.as_str())).collect()
    }

    pub(crate) fn declares(&self, name: &str) -> bool {
        self.properties.iter().any(|property| property.name.value == name)
    }

    pub(crate) fn schemas_of(&self, name: &str) -> Vec<SchemaId> {
        let named = self.properties.iter().filter(|property| property.name.value == name);
        named.map(|property| property.schema).collect()
    }
}
