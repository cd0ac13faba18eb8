//! Names in `required` that no schema of their object declares: mostly a slip of the pen.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::catalog::Catalog;
use super::payload::{is_open, together};
use super::schema::{At, Keywords, SchemaId};
use super::value::Problems;
use crate::diagnostic::{Diagnostic, quote, suggest};
use crate::source::Span;

/// How many schemas are looked at in all, for each schema: those that apply together are met once for each
/// place that they apply at.
const LOOKS: usize = 64;

/// Looks at the objects that payloads hold. Schemas that apply to one object declare for one another; where
/// some apply at several places, a name is told only if it is declared at none.
pub(super) fn check(catalog: &Catalog, problems: &mut Problems) {
    let mut looks = LOOKS.saturating_mul(catalog.schemas.len());
    let mut pending: Vec<Vec<SchemaId>> = catalog.contracts.iter().map(|contract| vec![contract.root]).collect();
    let mut seen: HashSet<Vec<SchemaId>> = pending.iter().cloned().collect();
    let mut declared: HashSet<Span> = HashSet::new();
    let mut slips: BTreeMap<Span, Diagnostic> = BTreeMap::new();
    while let Some(place) = pending.pop() {
        let schemas = together(catalog, &place);
        // What is not looked at is not told.
        let Some(left) = looks.checked_sub(schemas.len()) else { return };
        looks = left;
        let words: Vec<&Keywords> = schemas.iter().filter_map(|id| catalog[*id].keywords()).collect();
        let names = Names::of(catalog, &words);
        for required in words.iter().flat_map(|words| &words.required) {
            match names.slip(required) {
                None => drop(declared.insert(required.span)),
                Some(problem) => drop(slips.entry(required.span).or_insert(problem)),
            }
        }
        pending.extend(below(&words).into_iter().filter(|place| seen.insert(place.clone())));
    }
    problems.extend(slips.into_iter().filter(|(span, _)| !declared.contains(span)).map(|(_, problem)| problem));
}

/// The names that an object's schemas speak of.
struct Names<'a> {
    declared: HashSet<&'a str>,
    required: HashSet<&'a str>,
    /// Rules for other names stand beside them.
    open: bool,
}

impl<'a> Names<'a> {
    fn of(catalog: &Catalog, words: &[&'a Keywords]) -> Self {
        let properties = words.iter().flat_map(|words| &words.properties);
        let required = words.iter().flat_map(|words| &words.required);
        Self {
            declared: properties.map(|property| property.name.value.as_str()).collect(),
            required: required.map(|name| name.value.as_str()).collect(),
            open: words.iter().any(|words| is_open(catalog, words)),
        }
    }

    /// What there is to say about a required name. An object that declares nothing is none of our business,
    /// and one that rules over all names declares all.
    fn slip(&self, required: &At<String>) -> Option<Diagnostic> {
        let name = required.value.as_str();
        if self.declared.contains(name) || self.declared.is_empty() {
            return None;
        }
        let mut others: Vec<&str> = self.declared.difference(&self.required).copied().collect();
        others.sort_unstable();
        let near = suggest(name, others);
        if self.open && near.is_none() {
            return None;
        }
        let message = format!("`required` names {}, which is not declared", quote(name));
        let problem = Diagnostic::warning("undeclared-required", required.span, message);
        Some(match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("declare it in `properties`: `{}` is any value"),
        })
    }
}

/// The places below some schemas that apply together: members by name, items, and the rest.
fn below(words: &[&Keywords]) -> Vec<Vec<SchemaId>> {
    let mut places = Vec::new();
    let mut members: HashMap<&str, Vec<SchemaId>> = HashMap::new();
    let mut items = Vec::new();
    for words in words {
        for property in &words.properties {
            members.entry(&property.name.value).or_default().push(property.schema);
        }
        items.extend(words.items.iter().map(|at| at.value));
        let alone = [&words.contains, &words.additional_properties, &words.unevaluated_properties];
        places.extend(alone.into_iter().flatten().map(|at| vec![at.value]));
        places.extend(words.prefix_items.iter().flat_map(|at| &at.value).map(|id| vec![*id]));
        places.extend(words.pattern_properties.iter().map(|property| vec![property.schema]));
    }
    places.extend(members.into_values());
    places.push(items);
    places.iter_mut().for_each(|place| {
        place.sort_unstable();
        place.dedup();
    });
    places.retain(|place| !place.is_empty());
    places.sort_unstable();
    places
}
