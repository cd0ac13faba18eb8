//! Schemas that apply to one place together: what `allOf`, `$ref` with siblings and merged
//! properties come down to.

use crate::contract::{Body, Catalog, Keywords, SchemaId, Types};
use std::collections::BTreeSet;

/// How many schemas may be taken into conjunctions, in all: `allOf`s within `allOf`s that are met one
/// by one would take the square of their number.
const STEPS: usize = 500_000;

/// How many more, for each schema.
const STEPS_A_SCHEMA: usize = 64;

/// Schemas that all apply to one instance location. Equal conjunctions give one Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Conj {
    /// Schemas that apply whole.
    pub(crate) whole: BTreeSet<SchemaId>,
    /// Schemas of which the local keywords alone apply: what they refer to has been taken apart.
    pub(crate) local: BTreeSet<SchemaId>,
    /// `oneOf`s and `anyOf`s of the local ones that are not yet decided.
    pub(crate) groups: BTreeSet<Group>,
    /// The JSON types that are left.
    pub(crate) types: Types,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) owner: SchemaId,
    pub(crate) exactly_one: bool,
}

/// A conjunction with every reference followed and every `allOf` opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flat {
    /// A `false` schema is among them.
    pub(crate) never: bool,
    /// Schemas whose local keywords apply, in the order in which they were met.
    pub(crate) atoms: Vec<SchemaId>,
    pub(crate) groups: Vec<Group>,
}

impl Conj {
    /// One schema, whole.
    pub(crate) fn of(id: SchemaId) -> Self {
        Self::all([id])
    }

    /// Several schemas, whole.
    pub(crate) fn all(ids: impl IntoIterator<Item = SchemaId>) -> Self {
        let whole = ids.into_iter().collect();
        Self { whole, local: BTreeSet::new(), groups: BTreeSet::new(), types: Types::ALL }
    }

    /// The only schema, where it is one, whole and of every type.
    pub(crate) fn single(&self) -> Option<SchemaId> {
        let one = self.whole.len() == 1 && self.local.is_empty() && self.groups.is_empty();
        one.then(|| self.whole.first().copied()).flatten()
    }

    /// References followed, `allOf` opened.
    pub(crate) fn flatten(&self, catalog: &Catalog) -> Flat {
        let mut flat = Flat { atoms: Vec::new(), groups: self.groups.iter().copied().collect(), never: false };
        // Schemas that are taken apart already come in the order of the text like all others.
        let mut seen: BTreeSet<SchemaId> = self.local.clone();
        flat.atoms.extend(self.local.iter().copied().filter(|&id| keywords(catalog, id).is_some_and(asserts)));
        let mut open: Vec<SchemaId> = self.whole.iter().rev().copied().collect();
        while let Some(id) = open.pop().filter(|_| !exhausted(catalog)) {
            let id = follow(catalog, id);
            if !seen.insert(id) {
                continue;
            }
            let words = match &catalog[id].body {
                Body::Bool(accepts) => {
                    flat.never |= !accepts;
                    continue;
                }
                Body::Keywords(words) => words,
            };
            if asserts(words) {
                flat.atoms.push(id);
            }
            if words.one_of.is_some() {
                flat.groups.push(Group { owner: id, exactly_one: true });
            }
            if words.any_of.is_some() {
                flat.groups.push(Group { owner: id, exactly_one: false });
            }
            open.extend(words.all_of.iter().flat_map(|all| all.value.iter().rev()));
            open.extend(words.reference.iter().map(|reference| reference.value));
        }
        spend(catalog, seen.len());
        flat
    }
}

/// Whether the bound on the work is met: what is flattened from here on says less than it should, and
/// nothing is generated.
pub(crate) fn exhausted(catalog: &Catalog) -> bool {
    catalog.steps.get() > STEPS + STEPS_A_SCHEMA * catalog.schemas.len()
}

/// Notes work on so many schemas; false where it is too much.
pub(crate) fn spend(catalog: &Catalog, schemas: usize) -> bool {
    catalog.steps.set(catalog.steps.get().saturating_add(schemas + 1));
    !exhausted(catalog)
}

impl Group {
    /// The branches.
    pub(crate) fn branches(self, catalog: &Catalog) -> &[SchemaId] {
        let Some(words) = keywords(catalog, self.owner) else { return &[] };
        let list = if self.exactly_one { &words.one_of } else { &words.any_of };
        list.as_ref().map_or(&[], |at| at.value.as_slice())
    }
}

/// The keywords of a schema that is no boolean.
pub(crate) fn keywords(catalog: &Catalog, id: SchemaId) -> Option<&Keywords> {
    match &catalog[id].body {
        Body::Bool(_) => None,
        Body::Keywords(words) => Some(words),
    }
}

/// Follows references that stand alone: `{$ref: X, description: …}` is X.
pub(crate) fn follow(catalog: &Catalog, id: SchemaId) -> SchemaId {
    catalog.targets.get_or_init(|| targets(catalog))[id.0 as usize]
}

/// Where each schema's bare references end. Each step is taken once, however long the ways are.
fn targets(catalog: &Catalog) -> Box<[SchemaId]> {
    let mut ends: Vec<Option<SchemaId>> = vec![None; catalog.schemas.len()];
    let all = (0..).take(ends.len()).map(SchemaId);
    for start in all.clone() {
        let mut way = Vec::new();
        let mut id = start;
        // Circles of bare references are refused when the contract is read; the bound is for safety.
        let end = loop {
            match (ends[id.0 as usize], next(catalog, id)) {
                (Some(end), _) => break end,
                (None, Some(next)) if way.len() < ends.len() => {
                    way.push(id);
                    id = next;
                }
                _ => break id,
            }
        };
        for id in way.into_iter().chain([id]) {
            ends[id.0 as usize] = Some(end);
        }
    }
    ends.into_iter().zip(all).map(|(end, id)| end.unwrap_or(id)).collect()
}

/// The schema that a bare reference stands for.
pub(crate) fn next(catalog: &Catalog, id: SchemaId) -> Option<SchemaId> {
    let words = keywords(catalog, id)?;
    if asserts(words) || words.any_of.is_some() || words.one_of.is_some() {
        return None;
    }
    match (&words.reference, &words.all_of) {
        (Some(reference), None) => Some(reference.value),
        // `allOf` around one schema is the older way to give a reference siblings.
        (None, Some(all)) if all.value.len() == 1 => Some(all.value[0]),
        _ => None,
    }
}

/// Whether a schema says anything by itself, references and `oneOf`/`anyOf`/`allOf` aside.
pub(crate) fn asserts(words: &Keywords) -> bool {
    words.types.is_some()
        || words.enum_values.is_some()
        || words.const_value.is_some()
        || number_words(words)
        || string_words(words)
        || array_words(words)
        || object_words(words)
        || words.not.is_some()
        || words.if_schema.is_some()
        || words.rust_type.is_some()
}

/// Whether a keyword speaks of numbers.
pub(crate) fn number_words(words: &Keywords) -> bool {
    words.multiple_of.is_some()
        || words.maximum.is_some()
        || words.exclusive_maximum.is_some()
        || words.minimum.is_some()
        || words.exclusive_minimum.is_some()
}

/// Whether a keyword speaks of strings.
pub(crate) fn string_words(words: &Keywords) -> bool {
    words.max_length.is_some() || words.min_length.is_some() || words.pattern.is_some() || words.format.is_some()
}

/// Whether a keyword speaks of arrays.
pub(crate) fn array_words(words: &Keywords) -> bool {
    words.prefix_items.is_some()
        || words.items.is_some()
        || words.contains.is_some()
        || words.max_items.is_some()
        || words.min_items.is_some()
        || words.unique_items.is_some()
        || words.unevaluated_items.is_some()
}

/// Whether a keyword speaks of objects.
pub(crate) fn object_words(words: &Keywords) -> bool {
    !words.required.is_empty() || property_words(words)
}

/// Whether a keyword other than `required` speaks of objects.
fn property_words(words: &Keywords) -> bool {
    !words.properties.is_empty()
        || !words.pattern_properties.is_empty()
        || words.additional_properties.is_some()
        || words.property_names.is_some()
        || words.unevaluated_properties.is_some()
        || words.max_properties.is_some()
        || words.min_properties.is_some()
        || !words.dependent_required.is_empty()
        || !words.dependent_schemas.is_empty()
}

/// Whether a schema asks others about the value.
fn in_place(words: &Keywords) -> bool {
    words.reference.is_some()
        || words.all_of.is_some()
        || words.any_of.is_some()
        || words.one_of.is_some()
        || words.not.is_some()
        || words.if_schema.is_some()
}

/// The types of a schema that says nothing else.
pub(crate) fn only_types(words: &Keywords) -> Option<Types> {
    let types = words.types.as_ref()?.value;
    let values = words.enum_values.is_some() || words.const_value.is_some();
    let other = number_words(words) || string_words(words) || array_words(words) || object_words(words);
    (!in_place(words) && !values && !other).then_some(types)
}

/// Whether a schema only lists required names, on objects.
pub(crate) fn only_requires(words: &Keywords) -> bool {
    let values = words.enum_values.is_some() || words.const_value.is_some() || words.rust_type.is_some();
    let other = number_words(words) || string_words(words) || array_words(words) || property_words(words);
    let objects = words.types.as_ref().is_none_or(|at| at.value == Types::OBJECT);
    objects && !words.required.is_empty() && !(in_place(words) || values || other)
}
