//! Arrays.

use super::{Lowerer, Spot, words};
use crate::contract::{Body, SchemaId};
use crate::diagnostic::Diagnostic;
use crate::rust::conj::{Conj, Flat};
use crate::rust::shape::{Check, Type, Use};

impl Lowerer<'_> {
    pub(super) fn array(&mut self, flat: &Flat, spot: &Spot) -> Use {
        let mut checks = Vec::new();
        let mut items: Vec<SchemaId> = Vec::new();
        let mut prefix: Vec<Vec<SchemaId>> = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            checks.extend(words.min_items.iter().filter(|at| at.value > 0).map(|at| Check::MinItems(at.value)));
            checks.extend(words.max_items.iter().map(|at| Check::MaxItems(at.value)));
            if words.unique_items.as_ref().is_some_and(|at| at.value) {
                checks.push(Check::UniqueItems);
            }
            let positions = words.prefix_items.as_ref().map_or(&[][..], |at| &at.value);
            if prefix.len() < positions.len() {
                // Positions that only this schema knows are under the others' `items`.
                prefix.resize(positions.len(), items.clone());
            }
            for (index, position) in prefix.iter_mut().enumerate() {
                let here = positions.get(index).copied().or(words.items.as_ref().map(|at| at.value));
                position.extend(here);
            }
            items.extend(words.items.as_ref().map(|at| at.value));
        }
        if !prefix.is_empty() {
            return self.tuple(flat, prefix, &items, checks, spot);
        }
        let item = self.element(&items, spot);
        if item.ty == Type::Never {
            checks.push(Check::MaxItems(0));
            return Use { ty: Type::Vec(Box::new(Use::plain(Type::Any))), checks };
        }
        Use { ty: Type::Vec(Box::new(item)), checks }
    }

    /// Every position there and nothing after: a Rust tuple.
    fn tuple(&mut self, flat: &Flat, prefix: Vec<Vec<SchemaId>>, items: &[SchemaId], checks: Vec<Check>, spot: &Spot) -> Use {
        const MOST: usize = 12;
        let length = prefix.len() as u64;
        let all_there = checks.iter().any(|check| matches!(check, Check::MinItems(n) if *n >= length));
        let no_more = checks.iter().any(|check| matches!(check, Check::MaxItems(n) if *n <= length))
            || items.iter().any(|&id| matches!(self.catalog[id].body, Body::Bool(false)));
        if !(all_there && no_more) || prefix.len() > MOST {
            for (_, words) in words(self.catalog, flat).collect::<Vec<_>>() {
                if let Some(at) = &words.prefix_items {
                    self.refuse(
                        Diagnostic::error("not-expressed", at.span, "`prefixItems` with positions that may be missing is not expressed yet")
                            .hint(format!("with `minItems: {length}` and `items: false` it becomes a tuple (of {MOST} at most)")),
                    );
                }
            }
            return Use::plain(Type::Any);
        }
        let positions: Vec<Use> = prefix.iter().map(|ids| self.element(ids, spot)).collect();
        if positions.iter().any(|position| position.ty == Type::Never) {
            return Use::plain(Type::Never);
        }
        let length_is_given = |check: &Check| match check {
            Check::MinItems(n) => *n == length,
            Check::MaxItems(n) => *n >= length,
            _ => false,
        };
        let checks = checks.into_iter().filter(|check| !length_is_given(check)).collect();
        Use { ty: Type::Tuple(positions), checks }
    }

    fn element(&mut self, schemas: &[SchemaId], spot: &Spot) -> Use {
        let Some(&first) = schemas.first() else { return Use::plain(Type::Any) };
        // Items are called what the array is called; `lines` holds `Lines`.
        let spot = Spot { place: spot.place.clone(), schema: first };
        self.lower(Conj::all(schemas.iter().copied()), &spot)
    }
}
