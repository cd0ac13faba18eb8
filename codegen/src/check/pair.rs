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
    let mut heirs = Heirs::of(fresh, old, new);
    let mut gone = Vec::new();
    for contract in old.contracts.iter().filter(|contract| !kept.contains(&identity(contract))) {
        if is_retired(contract, today) {
            gone.push(Pair::Retired(contract));
            continue;
        }
        gone.push(match heirs.take(contract) {
            Some(heir) if family(heir) == family(contract) => Pair::Moved { old: contract, new: heir },
            Some(heir) => Pair::Renamed { old: contract, new: heir },
            None => Pair::Deleted(contract),
        });
    }
    pairs.extend(heirs.left().map(Pair::New));
    pairs.extend(gone);
    pairs
}

/// New events, by all that an earlier one may be known by. Each takes the place of one.
struct Heirs<'a> {
    old: &'a Catalog,
    fresh: Vec<&'a Contract>,
    is_taken: Vec<bool>,
    by_file: HashMap<&'a str, Vec<usize>>,
    by_family: HashMap<(&'a str, &'a str), Vec<usize>>,
    by_words: HashMap<(u32, Words<'a>), Vec<usize>>,
}

impl<'a> Heirs<'a> {
    fn of(fresh: Vec<&'a Contract>, old: &'a Catalog, new: &'a Catalog) -> Self {
        let (mut by_file, mut by_family, mut by_words) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (position, contract) in fresh.iter().copied().enumerate() {
            let at = |known: &mut Vec<usize>| known.push(position);
            at(by_file.entry(new[contract.document].path.as_str()).or_default());
            at(by_family.entry(family(contract)).or_default());
            at(by_words.entry((contract.event.version.value, words(new, contract.document))).or_default());
        }
        Self { old, is_taken: vec![false; fresh.len()], fresh, by_file, by_family, by_words }
    }

    /// The new event that took the place of one that is gone: that of its file, else the nearest version of
    /// its name, else one that says the same.
    fn take(&mut self, gone: &'a Contract) -> Option<&'a Contract> {
        let version = gone.event.version.value;
        let free = |known: Option<&Vec<usize>>| -> Vec<usize> {
            known.into_iter().flatten().copied().filter(|position| !self.is_taken[*position]).collect()
        };
        let same_file = free(self.by_file.get(self.old[gone.document].path.as_str())).first().copied();
        let distance = |position: &usize| self.fresh[*position].event.version.value.abs_diff(version);
        let same_family = || free(self.by_family.get(&family(gone))).into_iter().min_by_key(distance);
        let same_words = || free(self.by_words.get(&(version, words(self.old, gone.document)))).first().copied();
        let found = same_file.or_else(same_family).or_else(same_words)?;
        self.is_taken[found] = true;
        Some(self.fresh[found])
    }

    /// Those that took nobody's place, in their order.
    fn left(self) -> impl Iterator<Item = &'a Contract> {
        self.fresh.into_iter().zip(self.is_taken).filter(|(_, is_taken)| !is_taken).map(|(contract, _)| contract)
    }
}

/// What a definition says: its members, sorted, as texts.
type Words<'a> = Vec<(&'a str, String)>;

/// All that a definition says but for its `x-event` block.
fn words(catalog: &Catalog, document: DocumentId) -> Words<'_> {
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
