//! What a schema leads to.

use super::schema::{At, Body, Keywords, Property, Schema, SchemaId};

impl Schema {
    /// The keywords; `None` for `true` and `false`.
    pub fn keywords(&self) -> Option<&Keywords> {
        match &self.body {
            Body::Bool(_) => None,
            Body::Keywords(keywords) => Some(keywords),
        }
    }
}

impl Keywords {
    /// The schemas that stand directly in this one: subschemas, not the targets of references.
    pub fn children(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let elsewhere = [
            &self.content_schema,
            &self.items,
            &self.contains,
            &self.unevaluated_items,
            &self.additional_properties,
            &self.property_names,
            &self.unevaluated_properties,
        ];
        let listed = self.prefix_items.iter().flat_map(|list| list.value.iter().copied());
        self.in_place_children()
            .chain(ids(elsewhere))
            .chain(listed)
            .chain(named(&self.properties))
            .chain(named(&self.pattern_properties))
    }

    /// Puts another schema in the place of each that judges something: subschemas and what `$ref`
    /// leads to.
    pub(crate) fn replace(&mut self, mut with: impl FnMut(SchemaId) -> SchemaId) {
        let single = [
            &mut self.items,
            &mut self.contains,
            &mut self.unevaluated_items,
            &mut self.additional_properties,
            &mut self.property_names,
            &mut self.unevaluated_properties,
            &mut self.not,
            &mut self.if_schema,
            &mut self.then_schema,
            &mut self.else_schema,
            &mut self.reference,
        ];
        let lists = [&mut self.prefix_items, &mut self.all_of, &mut self.any_of, &mut self.one_of];
        let named = [&mut self.properties, &mut self.pattern_properties, &mut self.dependent_schemas];
        let single = single.into_iter().flatten().map(|at| &mut at.value);
        let listed = lists.into_iter().flatten().flat_map(|at| &mut at.value);
        let named = named.into_iter().flatten().map(|property| &mut property.schema);
        single.chain(listed).chain(named).for_each(|id| *id = with(*id));
    }

    /// The subschemas that judge the very value that this one judges.
    pub fn in_place_children(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let single = [&self.not, &self.if_schema, &self.then_schema, &self.else_schema];
        let lists = [&self.all_of, &self.any_of, &self.one_of];
        let listed = lists.into_iter().flatten().flat_map(|list| list.value.iter().copied());
        listed.chain(ids(single)).chain(named(&self.dependent_schemas))
    }

    /// The schemas that this one refers to: `$ref`, and where a `$dynamicRef` leads at first.
    pub fn references(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let fixed = self.reference.iter().map(|target| target.value);
        fixed.chain(self.dynamic_reference.iter().map(|reference| reference.value.target))
    }
}

fn ids<const N: usize>(slots: [&Option<At<SchemaId>>; N]) -> impl Iterator<Item = SchemaId> {
    slots.into_iter().flatten().map(|slot| slot.value)
}

fn named(properties: &[Property]) -> impl Iterator<Item = SchemaId> + '_ {
    properties.iter().map(|property| property.schema)
}
