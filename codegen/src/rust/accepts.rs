//! Which JSON types a conjunction can accept at all.

use super::conj::{Conj, Flat, keywords};
use crate::contract::{Catalog, Keywords, SchemaId, Types};
use crate::read::{Node, Value};

/// How deep `oneOf` within `oneOf` is looked into; deeper, every type is taken for possible.
const DEPTH: u32 = 16;

/// The JSON types that a conjunction can accept.
pub(crate) fn types(catalog: &Catalog, conj: &Conj) -> Types {
    types_at(catalog, conj, DEPTH)
}

/// The JSON types that a flattened conjunction can accept, its groups aside.
pub(crate) fn atom_types(catalog: &Catalog, flat: &Flat) -> Types {
    if flat.never {
        return Types::NONE;
    }
    flat.atoms.iter().filter_map(|&id| keywords(catalog, id)).fold(Types::ALL, |types, words| types.and(own(words)))
}

fn types_at(catalog: &Catalog, conj: &Conj, depth: u32) -> Types {
    let flat = conj.flatten(catalog);
    let mut types = atom_types(catalog, &flat).and(conj.types);
    if depth == 0 {
        return types;
    }
    for group in &flat.groups {
        let union = |union: Types, &branch: &SchemaId| union.or(types_at(catalog, &Conj::of(branch), depth - 1));
        types = types.and(group.branches(catalog).iter().fold(Types::NONE, union));
    }
    types
}

/// The types that a schema's own keywords leave.
fn own(words: &Keywords) -> Types {
    let mut types = words.types.as_ref().map_or(Types::ALL, |at| at.value);
    if let Some(values) = &words.enum_values {
        types = types.and(values.value.iter().fold(Types::NONE, |all, value| all.or(of(value))));
    }
    if let Some(value) = &words.const_value {
        types = types.and(of(&value.value));
    }
    types
}

/// The type of a value.
pub(crate) fn of(node: &Node) -> Types {
    match &node.value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::Number(number) if number.is_integer() => Types::INTEGER,
        Value::Number(_) => Types::FRACTION,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
    }
}
