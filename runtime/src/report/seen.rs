//! Which members and items a schema has spoken about: what `unevaluatedProperties` and
//! `unevaluatedItems` leave alone (JSON Schema 2020-12 core, section 11).

use std::collections::BTreeSet;

/// The members and items of one value that a schema has evaluated.
#[derive(Default)]
pub(super) struct Seen<'i> {
    /// Members by name.
    pub(super) names: BTreeSet<&'i str>,
    /// All items before this index.
    pub(super) items_before: usize,
    /// Further items by index.
    pub(super) items: BTreeSet<usize>,
}

impl<'i> Seen<'i> {
    pub(super) fn absorb(&mut self, other: Seen<'i>) {
        self.names.extend(other.names);
        self.items.extend(other.items);
        self.items_before = self.items_before.max(other.items_before);
    }

    pub(super) fn has_item(&self, index: usize) -> bool {
        index < self.items_before || self.items.contains(&index)
    }
}
