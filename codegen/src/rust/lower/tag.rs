//! The property that tells the branches of a union apart.

use super::Lowerer;
use super::object::Declared;
use super::union::Candidate;
use crate::contract::Types;
use crate::rust::conj::{Conj, keywords};
use crate::rust::name::camel;
use std::collections::HashSet;

impl Lowerer<'_> {
    /// Finds a property that every branch requires, with strings that no two branches share, and
    /// gives each branch its values and the name that they make.
    pub(super) fn tag(&self, candidates: &mut [Candidate]) -> Option<String> {
        let all: Vec<_> = candidates.iter().map(|candidate| self.tags_of(&candidate.conj)).collect::<Option<_>>()?;
        let apart = |name: &&String| {
            let mut seen = HashSet::new();
            let mut new = |value: &String| seen.insert(value.clone());
            all.iter().all(|tags| find(tags, name).is_some_and(|values| values.iter().all(&mut new)))
        };
        // In the order of the text: a property that is added behind it changes nothing.
        let name = all.first()?.iter().map(|(name, _)| name).find(apart)?.clone();
        for (candidate, tags) in candidates.iter_mut().zip(&all) {
            candidate.tags = find(tags, &name).cloned().unwrap_or_default();
            let renamed = keywords(self.catalog, candidate.schema).is_some_and(|words| words.rust_name.is_some());
            if let ([only], false) = (candidate.tags.as_slice(), renamed) {
                candidate.name = camel(only);
            }
        }
        Some(name)
    }

    /// Every required property of an object that takes strings out of a list alone.
    fn tags_of(&self, conj: &Conj) -> Option<Vec<(String, Vec<String>)>> {
        let flat = conj.flatten(self.catalog);
        let types = self.accepts.atoms(&flat).and(conj.types);
        // A branch that is a union itself is tried, not tagged.
        if types != Types::OBJECT || !flat.groups.is_empty() {
            return None;
        }
        let declared = Declared::new(self.catalog, &flat, &[]);
        let mut tags = Vec::new();
        for name in declared.names.iter().filter(|name| declared.required.contains(*name)) {
            let value = Conj::all(declared.schemas(name)).flatten(self.catalog);
            if value.never || !value.groups.is_empty() {
                continue;
            }
            let types = self.accepts.atoms(&value);
            let Some(values) = self.values(&value, types) else { continue };
            let texts: Option<Vec<String>> = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
            if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
                tags.push(((*name).to_owned(), texts));
            }
        }
        Some(tags)
    }
}

fn find<'a>(tags: &'a [(String, Vec<String>)], name: &str) -> Option<&'a Vec<String>> {
    tags.iter().find(|(known, _)| known == name).map(|(_, values)| values)
}
