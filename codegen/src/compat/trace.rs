//! Where in a schema the value at a place of a payload is spoken of.

use super::options::Schema;
use crate::contract::{Keywords, SchemaId};
use crate::resolve::pointer;
use crate::source::Span;

/// How many schemas are looked at for one step.
const MAX_SCHEMAS: usize = 200;

/// The place that speaks of the value a pointer leads to, or of the nearest value around it.
pub(super) fn trace(schema: &Schema<'_>, instance_path: &str) -> Option<Span> {
    let mut here = vec![schema.root];
    for token in pointer::tokens(instance_path).flatten() {
        let next: Vec<SchemaId> = in_place(schema, &here).iter().flat_map(|words| children(words, &token)).collect();
        if next.is_empty() {
            break;
        }
        here = next;
    }
    let found = here.into_iter().find(|id| *id != schema.root)?;
    Some(schema.catalog[found].span)
}

/// The keywords of some schemas, and of those that judge the same value.
fn in_place<'a>(schema: &Schema<'a>, from: &[SchemaId]) -> Vec<&'a Keywords> {
    let mut pending = from.to_vec();
    let mut seen = Vec::new();
    let mut found = Vec::new();
    while let Some(id) = pending.pop() {
        if seen.contains(&id) || seen.len() > MAX_SCHEMAS {
            continue;
        }
        seen.push(id);
        if let Some(words) = schema.catalog[id].keywords() {
            found.push(words);
            pending.extend(words.references().chain(words.in_place_children()));
        }
    }
    found
}

/// The schemas of the member or item that a token names.
fn children(words: &Keywords, token: &str) -> Vec<SchemaId> {
    let named = words.properties.iter().find(|property| property.name.value == token).map(|property| property.schema);
    let index: Option<usize> = token.parse().ok();
    let listed = index.and_then(|index| words.prefix_items.as_ref()?.value.get(index).copied());
    let items = index.and(words.items.as_ref()).map(|at| at.value);
    let rest = words.additional_properties.as_ref().filter(|_| named.is_none()).map(|at| at.value);
    named.or(listed).or(items).or(rest).into_iter().collect()
}
