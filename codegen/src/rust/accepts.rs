//! Which JSON types a conjunction can accept at all.

use super::conj::{Conj, Flat, keywords, only_types};
use crate::contract::{At, Catalog, Keywords, SchemaId, Types};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Which JSON types schemas can accept; each schema is looked into once.
pub(crate) struct Accepts<'a> {
    catalog: &'a Catalog,
    known: RefCell<HashMap<SchemaId, Types>>,
    nulls: RefCell<HashMap<SchemaId, bool>>,
    depth: Cell<usize>,
    too_deep: Cell<bool>,
}

/// How deep unions may lie in one another, references followed.
const DEPTH: usize = 256;

impl<'a> Accepts<'a> {
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            known: RefCell::default(),
            nulls: RefCell::default(),
            depth: Cell::new(0),
            too_deep: Cell::new(false),
        }
    }

    /// Whether unions lay too deep in one another: the answers were not exact, and nothing is generated.
    pub(crate) fn too_deep(&self) -> bool {
        self.too_deep.get()
    }

    /// Looks one level deeper; `otherwise` where that is too deep.
    fn deeper<T>(&self, otherwise: T, look: impl FnOnce() -> T) -> T {
        if self.depth.get() >= DEPTH {
            self.too_deep.set(true);
            return otherwise;
        }
        self.depth.set(self.depth.get() + 1);
        let found = look();
        self.depth.set(self.depth.get() - 1);
        found
    }

    /// The JSON types that a conjunction can accept.
    pub(crate) fn types(&self, conj: &Conj) -> Types {
        let flat = conj.flatten(self.catalog);
        let mut types = self.atoms(&flat).and(conj.types);
        for group in &flat.groups {
            let union = |union: Types, &branch: &SchemaId| union.or(self.schema(branch));
            types = types.and(group.branches(self.catalog).iter().fold(Types::NONE, union));
        }
        types
    }

    /// The JSON types that one schema can accept.
    pub(crate) fn schema(&self, id: SchemaId) -> Types {
        if let Some(&types) = self.known.borrow().get(&id) {
            return types;
        }
        // What leads back to itself narrows nothing on the way.
        self.known.borrow_mut().insert(id, Types::ALL);
        let types = self.deeper(Types::ALL, || self.types(&Conj::of(id)));
        self.known.borrow_mut().insert(id, types);
        types
    }

    /// Whether a conjunction accepts `null`. Few rules speak of `null`, so this is exact.
    pub(crate) fn null(&self, conj: &Conj) -> bool {
        let flat = conj.flatten(self.catalog);
        let mut words = flat.atoms.iter().filter_map(|&id| keywords(self.catalog, id));
        self.atoms(&flat).and(conj.types).contains(Types::NULL)
            && words.all(|words| self.null_in_place(words))
            && flat.groups.iter().all(|group| {
                let accepting = group.branches(self.catalog).iter().filter(|&&branch| self.null_schema(branch)).count();
                if group.exactly_one { accepting == 1 } else { accepting > 0 }
            })
    }

    /// Whether `not` and `if` accept `null`.
    fn null_in_place(&self, words: &Keywords) -> bool {
        let accepts = |schema: &Option<At<SchemaId>>| schema.as_ref().is_none_or(|at| self.null_schema(at.value));
        let branch = |condition: &At<SchemaId>| {
            accepts(if self.null_schema(condition.value) { &words.then_schema } else { &words.else_schema })
        };
        words.not.as_ref().is_none_or(|at| !self.null_schema(at.value)) && words.if_schema.as_ref().is_none_or(branch)
    }

    fn null_schema(&self, id: SchemaId) -> bool {
        if let Some(&accepts) = self.nulls.borrow().get(&id) {
            return accepts;
        }
        // What rests on itself alone accepts nothing.
        self.nulls.borrow_mut().insert(id, false);
        let accepts = self.deeper(false, || self.null(&Conj::of(id)));
        self.nulls.borrow_mut().insert(id, accepts);
        accepts
    }

    /// The JSON types that a flattened conjunction can accept, its groups aside.
    pub(crate) fn atoms(&self, flat: &Flat) -> Types {
        if flat.never {
            return Types::NONE;
        }
        let words = flat.atoms.iter().filter_map(|&id| keywords(self.catalog, id));
        words.fold(Types::ALL, |types, words| types.and(own(words)).without(self.excluded(words)))
    }
}

impl Accepts<'_> {
    /// The types that `not` leaves out, where it speaks of nothing but types.
    fn excluded(&self, words: &Keywords) -> Types {
        let not = words.not.as_ref().and_then(|at| keywords(self.catalog, at.value)).and_then(only_types);
        let not = not.unwrap_or(Types::NONE);
        // No Rust type holds fractions alone.
        if not.contains(Types::NUMBER) { not } else { not.without(Types::NUMBER) }
    }
}

/// The types that a schema's own keywords leave.
fn own(words: &Keywords) -> Types {
    let mut types = words.types.as_ref().map_or(Types::ALL, |at| at.value);
    if let Some(values) = &words.enum_values {
        types = types.and(values.value.iter().fold(Types::NONE, |all, value| all.or(Types::of(value))));
    }
    if let Some(value) = &words.const_value {
        types = types.and(Types::of(&value.value));
    }
    types
}
