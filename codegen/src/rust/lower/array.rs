//! Arrays.

use super::judged::{holding, whole};
use super::{Lowerer, Spot, words};
use crate::contract::SchemaId;
use crate::rust::conj::{Conj, Flat};
use crate::rust::shape::{Check, Kind, Sequence, Type, Use};

impl Lowerer<'_> {
    pub(super) fn array(&mut self, conj: &Conj, flat: &Flat, spot: &Spot) -> Use {
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
            return self.positions(conj, &prefix, &items, checks, spot);
        }
        let item = self.element(&items, spot);
        if item.ty == Type::Never {
            checks.push(Check::MaxItems(0));
            return Use::checked(Type::Vec(Box::new(Use::plain(Type::Any))), checks);
        }
        let held = [item.clone()];
        let mut list = Use::checked(Type::Vec(Box::new(item)), checks);
        list.hidden = self.hides_items(conj, &items);
        holding(conj, &held, list)
    }

    /// `prefixItems`: a Rust tuple where every position is there and nothing follows, else a type
    /// with a field for each position.
    fn positions(
        &mut self,
        conj: &Conj,
        prefix: &[Vec<SchemaId>],
        items: &[SchemaId],
        mut checks: Vec<Check>,
        spot: &Spot,
    ) -> Use {
        /// The longest tuple that the runtime reads.
        const LONGEST: usize = 12;
        let least = checks.iter().filter_map(|c| if let Check::MinItems(n) = c { Some(*n) } else { None }).max();
        let most = checks.iter().filter_map(|c| if let Check::MaxItems(n) = c { Some(*n) } else { None }).min();
        let count = |bound: Option<u64>, none: usize| bound.map_or(none, |n| usize::try_from(n).unwrap_or(usize::MAX));
        let (least, most) = (count(least, 0), count(most, usize::MAX));
        let mut types = Vec::new();
        let mut ends = most <= prefix.len();
        for ids in prefix.iter().take(most) {
            let position = self.element(ids, spot);
            if position.ty == Type::Never {
                ends = true;
                break;
            }
            types.push(position);
        }
        let rest = if ends { Use::plain(Type::Never) } else { self.element(items, spot) };
        let closed = rest.ty == Type::Never;
        if closed && least > types.len() {
            return Use::plain(Type::Never);
        }
        let there = least.min(types.len());
        let typed: Vec<SchemaId> = prefix.iter().flatten().chain(items).copied().collect();
        let hidden = self.hides_items(conj, &typed);
        // What the positions say by themselves.
        checks.retain(|check| match check {
            Check::MinItems(n) => usize::try_from(*n).is_ok_and(|n| n > there),
            Check::MaxItems(n) => !closed || usize::try_from(*n).is_ok_and(|n| n < types.len()),
            _ => true,
        });
        if closed && there == types.len() && (1..=LONGEST).contains(&there) && !checks.contains(&Check::UniqueItems) {
            let held = types.clone();
            let mut tuple = Use::checked(Type::Tuple(types), checks);
            tuple.hidden = hidden;
            return holding(conj, &held, tuple);
        }
        let id = self.named(conj, spot);
        self.out.program[id].hidden |= hidden;
        let rest = (!closed).then_some(rest);
        if types.iter().chain(&rest).any(Use::is_judged) {
            self.out.program[id].judged = whole(conj);
        }
        self.out.program[id].kind = Kind::Sequence(Sequence { positions: types, there, rest });
        Use::checked(Type::Named(id), checks)
    }

    fn element(&mut self, schemas: &[SchemaId], spot: &Spot) -> Use {
        let Some(&first) = schemas.first() else { return Use::plain(Type::Any) };
        // Items are called what the array is called; `lines` holds `Lines`.
        let spot = Spot { place: spot.place.clone(), schema: first };
        self.lower(Conj::all(schemas.iter().copied()), &spot)
    }
}
