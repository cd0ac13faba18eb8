//! Names that were let go and are there again.
//!
//! Where each revision is held against the one before it, a name can come back with another meaning: nobody
//! produces what is not declared, so that both steps pass. What was sent under the first is still there.

use super::compare::compare_at;
use super::named::Named;
use super::options::{Mode, Options, Schema};
use super::verdict::Reused;
use crate::contract::SchemaId;
use crate::resolve::pointer;

/// How many places are looked at.
const MAX_PLACES: usize = 10_000;

/// How deep payloads nest.
const MAX_DEPTH: usize = 128;

/// A property at a place, and the schemas that speak of it.
pub(crate) struct Place {
    /// JSON pointer to the value; `*` stands for any item or member.
    pub(crate) path: String,
    pub(crate) old: Vec<SchemaId>,
    pub(crate) new: Vec<SchemaId>,
}

impl Place {
    /// Whether a pointer into a payload leads to the place, or below it; with `is_union`, or above it.
    pub(crate) fn holds(&self, instance_path: &str, is_union: bool) -> bool {
        let mut found = pointer::tokens(instance_path).flatten();
        pointer::tokens(&self.path)
            .flatten()
            .all(|wanted| found.next().map_or(is_union, |token| wanted == "*" || token == wanted))
    }

    /// Whether a payload has something there.
    pub(super) fn is_in(&self, payload: &serde_json::Value) -> bool {
        let mut here = vec![payload];
        for token in pointer::tokens(&self.path).flatten() {
            here = here.into_iter().flat_map(|value| parts(value, &token)).collect();
        }
        !here.is_empty()
    }
}

/// The member of a name, or the items and members that `*` stands for.
fn parts<'v>(value: &'v serde_json::Value, token: &str) -> Vec<&'v serde_json::Value> {
    match value {
        serde_json::Value::Array(items) if token == "*" => items.iter().collect(),
        serde_json::Value::Object(members) if token == "*" => members.values().collect(),
        serde_json::Value::Object(members) => members.get(token).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The re-declared names that do not mean what they meant, each against every revision from before it was
/// gone. Both directions are asked, whatever the mode.
pub(super) fn find(released: &[Schema<'_>], new: &Schema<'_>, options: &Options) -> Vec<Reused> {
    if released.len() < 2 {
        return Vec::new();
    }
    let all: Vec<Schema<'_>> = released.iter().chain([new]).copied().collect();
    let mut walk = Walk { all: &all, places: 0, options: Options { mode: Mode::Full, ..*options }, found: Vec::new() };
    walk.place(&all.iter().map(|schema| vec![schema.root]).collect::<Vec<_>>(), "");
    walk.found
}

struct Walk<'a> {
    all: &'a [Schema<'a>],
    places: usize,
    options: Options,
    found: Vec<Reused>,
}

impl Walk<'_> {
    /// Looks at what each revision says of one place; the new one is the last.
    fn place(&mut self, schemas: &[Vec<SchemaId>], path: &str) {
        self.places += 1;
        let named: Vec<Named<'_>> =
            self.all.iter().zip(schemas).map(|(schema, ids)| Named::of(schema.catalog, ids)).collect();
        let Some((new, earlier)) = named.split_last() else { return };
        if self.places > MAX_PLACES || path.matches('/').count() > MAX_DEPTH || earlier.iter().all(Named::is_empty) {
            return;
        }
        for property in new.by_name() {
            let name = property.name.value.as_str();
            let mut path = path.to_owned();
            pointer::push(&mut path, name);
            let gap = earlier.iter().rposition(|named| !named.declares(name));
            let before = earlier[..gap.unwrap_or(0)].iter().enumerate().filter(|(_, named)| named.declares(name));
            let before: Vec<(usize, Vec<SchemaId>)> =
                before.map(|(revision, named)| (revision, named.schemas_of(name))).collect();
            if before.is_empty() {
                let below: Vec<_> = named.iter().map(|named| named.schemas_of(name)).collect();
                self.place(&below, &path);
                continue;
            }
            for (revision, old) in before {
                let place = Place { path: path.clone(), old, new: new.schemas_of(name) };
                let (before, after) = (&self.all[revision], &self.all[self.all.len() - 1]);
                let comparison = compare_at(before, after, &self.options, Some(&place));
                if !comparison.is_compatible() {
                    self.found.push(Reused { revision, path: path.clone(), place: property.name.span, comparison });
                }
            }
        }
        let items: Vec<_> = named.iter().map(|named| named.items.clone()).collect();
        if items.iter().any(|items| !items.is_empty()) {
            self.place(&items, &format!("{path}/*"));
        }
    }
}
