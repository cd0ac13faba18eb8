//! Which values stay out of `Debug`: those that a schema calls `writeOnly` or `x-sensitive`, as they stay out of
//! reports. Whatever may apply to a value may hide it, whether it does or not.

use super::pattern::may_match;
use super::{Lowerer, words};
use crate::contract::{Catalog, Keywords, SchemaId};
use crate::rust::conj::{Conj, keywords};
use crate::rust::shape::{Type, Use};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The schemas that hide values.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// They hide the value that they apply to.
    in_place: HashSet<SchemaId>,
    /// They hide it or something in it.
    within: HashSet<SchemaId>,
}

impl Hidden {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let all = || (0..).map(SchemaId).zip(&catalog.schemas);
        let saying =
            all().filter(|(_, schema)| schema.keywords().is_some_and(|words| words.sensitive || words.write_only));
        let saying: Vec<SchemaId> = saying.map(|(id, _)| id).collect();
        if saying.is_empty() {
            return Self::default();
        }
        Self {
            in_place: above(catalog, &saying, |words| words.in_place_children().chain(words.references()).collect()),
            within: above(catalog, &saying, |words| words.children().chain(words.references()).collect()),
        }
    }

    fn any(set: &HashSet<SchemaId>, conj: &Conj) -> bool {
        !set.is_empty() && conj.whole.iter().chain(&conj.local).any(|id| set.contains(id))
    }
}

/// Some schemas, and all that lead to them.
fn above(catalog: &Catalog, from: &[SchemaId], below: impl Fn(&Keywords) -> Vec<SchemaId>) -> HashSet<SchemaId> {
    let mut parents: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (id, schema) in (0..).map(SchemaId).zip(&catalog.schemas) {
        for child in schema.keywords().map(&below).unwrap_or_default() {
            parents.entry(child).or_default().push(id);
        }
    }
    let mut found: HashSet<SchemaId> = from.iter().copied().collect();
    let mut pending = from.to_vec();
    while let Some(id) = pending.pop() {
        pending.extend(parents.get(&id).into_iter().flatten().copied().filter(|parent| found.insert(*parent)));
    }
    found
}

impl Lowerer<'_> {
    /// Whether a schema of a conjunction hides the value.
    pub(super) fn hides(&self, conj: &Conj) -> bool {
        Hidden::any(&self.hidden.in_place, conj)
    }

    /// Whether a lowered value is hidden: a schema says so, or hides a part of what is of no type.
    pub(super) fn hides_value(&self, conj: &Conj, lowered: &Use) -> bool {
        let untyped = lowered.without_null().ty == Type::Any;
        self.hides(conj) || (untyped && Hidden::any(&self.hidden.within, conj))
    }

    /// Whether a property is hidden by a schema that its own type does not come from: one in a condition, for one.
    pub(super) fn hides_property(&self, conj: &Conj, name: &str, typed: &[SchemaId]) -> bool {
        self.hides_elsewhere(conj, typed, |id, keywords| {
            let is_named = |words: &Keywords| words.properties.iter().any(|property| property.name.value == name);
            let own = keywords.properties.iter().filter(|property| property.name.value == name);
            let by_pattern = keywords.pattern_properties.iter();
            let by_pattern = by_pattern.filter(|property| may_match(&property.name.value, name));
            let mut found: Vec<SchemaId> = own.chain(by_pattern).map(|property| property.schema).collect();
            if found.is_empty() {
                found.extend(keywords.additional_properties.iter().map(|at| at.value));
            }
            let flat = Conj::of(id).flatten(self.catalog);
            if !words(self.catalog, &flat).any(|(_, words)| is_named(words)) {
                found.extend(keywords.unevaluated_properties.iter().map(|at| at.value));
            }
            found
        })
    }

    /// Whether members of other names than these are hidden by a schema that their type does not come from.
    pub(super) fn hides_others(&self, conj: &Conj, names: &[&str], typed: &[SchemaId]) -> bool {
        let names: HashSet<&str> = names.iter().copied().collect();
        self.hides_elsewhere(conj, typed, |_, words| {
            let of = [&words.additional_properties, &words.unevaluated_properties];
            let named = words.properties.iter().filter(|property| !names.contains(property.name.value.as_str()));
            let others = named.chain(&words.pattern_properties).map(|property| property.schema);
            of.into_iter().flatten().map(|at| at.value).chain(others).collect()
        })
    }

    /// Whether items are hidden by a schema that their type does not come from.
    pub(super) fn hides_items(&self, conj: &Conj, typed: &[SchemaId]) -> bool {
        self.hides_elsewhere(conj, typed, |_, words| {
            let of = [&words.items, &words.contains, &words.unevaluated_items];
            let positions = words.prefix_items.iter().flat_map(|at| at.value.iter().copied());
            of.into_iter().flatten().map(|at| at.value).chain(positions).collect()
        })
    }

    /// Whether any schema that may apply to the value hides something in these of its subschemas; the
    /// typed ones left out.
    fn hides_elsewhere(
        &self,
        conj: &Conj,
        typed: &[SchemaId],
        of: impl Fn(SchemaId, &Keywords) -> Vec<SchemaId>,
    ) -> bool {
        if !Hidden::any(&self.hidden.within, conj) {
            return false;
        }
        let mut seen: BTreeSet<SchemaId> = conj.whole.iter().chain(&conj.local).copied().collect();
        let mut pending: Vec<SchemaId> = seen.iter().copied().collect();
        while let Some(id) = pending.pop() {
            let Some(words) = keywords(self.catalog, id) else { continue };
            if of(id, words).iter().any(|id| self.hidden.within.contains(id) && !typed.contains(id)) {
                return true;
            }
            pending.extend(words.in_place_children().chain(words.references()).filter(|id| seen.insert(*id)));
        }
        false
    }
}
