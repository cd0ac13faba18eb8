//! One schema alone: what a struct is held against that someone wrote by hand.

use super::{Lowered, Lowerer, Spot};
use crate::contract::{Catalog, SchemaId};
use crate::rust::accepts::Accepts;
use crate::rust::conj::Conj;
use crate::rust::shape::{Type, TypeId, Use};
use std::collections::{HashMap, HashSet};

/// What one schema became.
pub(crate) struct One {
    pub(crate) schema: SchemaId,
    pub(crate) lowered: Lowered,
    pub(crate) value: Use,
    /// The types that one schema makes by itself, nothing beside it: whoever refers to the schema means
    /// the same type.
    pub(crate) alone: HashSet<TypeId>,
}

/// The type of one schema, and those that it reaches.
pub(crate) fn one(catalog: &Catalog, schema: SchemaId) -> One {
    let accepts = Accepts::new(catalog);
    let mut lowerer = Lowerer::new(catalog, &accepts, HashMap::new());
    let spot = Spot { place: lowerer.places.of(schema), schema };
    lowerer.patterns([schema]);
    let value = lowerer.lower(Conj::of(schema), &spot);
    let mut alone = HashSet::new();
    for index in 0..lowerer.out.program.types.len() {
        let schema = lowerer.out.program.types[index].schema;
        let spot = Spot { place: lowerer.places.of(schema), schema };
        let again = lowerer.lower(Conj::of(schema), &spot);
        if let Use { ty: Type::Named(id), .. } = again.without_null()
            && id.0 as usize == index
        {
            alone.insert(*id);
        }
    }
    One { schema, lowered: lowerer.out, value, alone }
}
