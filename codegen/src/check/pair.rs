//! Which event was which.

use std::collections::{HashMap, HashSet};

use crate::contract::{Catalog, Contract, DocumentId};
use crate::read::Node;

/// What became of an event, by its identity: domain, name and version.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair<'a> {
    /// It is there on both sides.
    Kept { old: &'a Contract, new: &'a Contract },
    /// It is there for the first time.
    New(&'a Contract),
    /// It is gone.
    Deleted(&'a Contract),
    /// It is gone after its sunset.
    Retired(&'a Contract),
    /// Its domain or name is another.
    Renamed { old: &'a Contract, new: &'a Contract },
    /// Its version is another: the earlier one is not there any more.
    Moved { old: &'a Contract, new: &'a Contract },
}

/// Pairs the events of two catalogs: those of the new one in their order, then those that are gone.
///
/// An event that is gone is the same as a new one where that has its domain and name, or stands in its
/// file, or says the same in another file. `today` is a date such as `2026-11-20`.
pub(super) fn pair<'a>(old: &'a Catalog, new: &'a Catalog, today: &str) -> Vec<Pair<'a>> {
    let known: HashMap<_, _> = old.contracts.iter().map(|contract| (identity(contract), contract)).collect();
    let mut pairs = Vec::new();
    let mut fresh = Vec::new();
    for contract in &new.contracts {
        match known.get(&identity(contract)) {
            Some(earlier) => pairs.push(Pair::Kept { old: earlier, new: contract }),
            None => fresh.push(contract),
        }
    }
    let kept: HashSet<_> = new.contracts.iter().map(identity).collect();
    let mut gone = Vec::new();
    for contract in old.contracts.iter().filter(|contract| !kept.contains(&identity(contract))) {
        if is_retired(contract, today) {
            gone.push(Pair::Retired(contract));
            continue;
        }
        let heir = heir(contract, &fresh, old, new);
        gone.push(match heir.map(|position| fresh.remove(position)) {
            Some(heir) if family(heir) == family(contract) => Pair::Moved { old: contract, new: heir },
            Some(heir) => Pair::Renamed { old: contract, new: heir },
            None => Pair::Deleted(contract),
        });
    }
    pairs.extend(fresh.into_iter().map(Pair::New));
    pairs.extend(gone);
    pairs
}

/// The new event that took the place of one that is gone.
fn heir(gone: &Contract, fresh: &[&Contract], old: &Catalog, new: &Catalog) -> Option<usize> {
    let path = &old[gone.document].path;
    let same_file = fresh.iter().position(|contract| new[contract.document].path == *path);
    let same_family = || {
        let versions = fresh.iter().enumerate().filter(|(_, contract)| family(contract) == family(gone));
        let nearest =
            versions.min_by_key(|(_, contract)| contract.event.version.value.abs_diff(gone.event.version.value));
        nearest.map(|(position, _)| position)
    };
    let same_words = || {
        let words = words(old, gone.document);
        fresh.iter().position(|contract| {
            contract.event.version.value == gone.event.version.value && words == self::words(new, contract.document)
        })
    };
    same_file.or_else(same_family).or_else(same_words)
}

/// All that a definition says but for its `x-event` block.
fn words(catalog: &Catalog, document: DocumentId) -> Vec<(&str, String)> {
    let members = catalog[document].node.as_object().into_iter().flat_map(|object| object.iter());
    let others = members.filter(|member| member.key != "x-event");
    let mut words: Vec<_> = others.map(|member| (member.key.as_str(), Node::to_json(&member.value))).collect();
    words.sort();
    words
}

fn identity(contract: &Contract) -> (&str, &str, u32) {
    let (domain, name) = family(contract);
    (domain, name, contract.event.version.value)
}

fn family(contract: &Contract) -> (&str, &str) {
    (&contract.event.domain.value, &contract.event.name.value)
}

fn is_retired(contract: &Contract, today: &str) -> bool {
    let deprecated = contract.event.deprecated.as_ref();
    // Dates of one shape are in the order of their texts.
    deprecated.and_then(|at| at.value.sunset.as_deref()).is_some_and(|sunset| sunset < today)
}
