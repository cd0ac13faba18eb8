//! Keywords that no typed check expresses: the text of the value is held against them.

use super::{Lowerer, words};
use crate::contract::{Keywords, Types};
use crate::rust::conj::{Conj, Flat};
use crate::rust::shape::{Judged, Kind, Type, Use};

/// A keyword that may have to be judged: of which types it speaks, and whether it is there.
struct Row {
    keyword: &'static str,
    types: Types,
    is_there: fn(&Keywords) -> bool,
}

const ROWS: &[Row] = &[
    Row { keyword: "not", types: Types::ALL, is_there: |words| words.not.is_some() },
    Row { keyword: "if", types: Types::ALL, is_there: |words| words.if_schema.is_some() },
    Row { keyword: "contains", types: Types::ARRAY, is_there: |words| words.contains.is_some() },
    Row { keyword: "patternProperties", types: Types::OBJECT, is_there: |words| !words.pattern_properties.is_empty() },
    Row {
        keyword: "additionalProperties",
        types: Types::OBJECT,
        is_there: |words| !words.pattern_properties.is_empty() && words.additional_properties.is_some(),
    },
    Row { keyword: "propertyNames", types: Types::OBJECT, is_there: |words| words.property_names.is_some() },
    Row { keyword: "minProperties", types: Types::OBJECT, is_there: |words| words.min_properties.is_some() },
    Row { keyword: "maxProperties", types: Types::OBJECT, is_there: |words| words.max_properties.is_some() },
    Row { keyword: "dependentRequired", types: Types::OBJECT, is_there: |words| !words.dependent_required.is_empty() },
    Row { keyword: "dependentSchemas", types: Types::OBJECT, is_there: |words| !words.dependent_schemas.is_empty() },
];

impl Lowerer<'_> {
    /// A lowered value of one JSON type, held against what its type and checks do not express.
    pub(super) fn judge(&mut self, flat: &Flat, types: Types, mut lowered: Use) -> Use {
        let judged = self.judged(flat, types);
        if judged.is_empty() || lowered.ty == Type::Never {
            return lowered;
        }
        match lowered.ty {
            Type::Named(id) if matches!(self.out.program[id].kind, Kind::Struct(_) | Kind::Sequence(_)) => {
                let before = &mut self.out.program[id].judged;
                let whole: Vec<_> = before.iter().map(|rule| rule.schema).collect();
                before.extend(judged.into_iter().filter(|rule| !whole.contains(&rule.schema)));
            }
            _ => lowered.judged.extend(judged),
        }
        lowered
    }

    fn judged(&self, flat: &Flat, types: Types) -> Vec<Judged> {
        let mut judged = Vec::new();
        for (schema, words) in words(self.catalog, flat) {
            // What is unevaluated is known only when every other keyword has spoken.
            let whole = types == Types::ARRAY && words.unevaluated_items.is_some()
                || types == Types::OBJECT && words.unevaluated_properties.is_some();
            if whole {
                judged.push(Judged { schema, keyword: None, scope: None });
                continue;
            }
            let rows = ROWS.iter().filter(|row| row.types.contains(types) && (row.is_there)(words));
            judged.extend(rows.map(|row| Judged { schema, keyword: Some(row.keyword), scope: None }));
        }
        judged
    }
}

/// Every schema of a conjunction whole: for what holds a judged value in a place that cannot be judged
/// by itself.
pub(super) fn whole(conj: &Conj) -> Vec<Judged> {
    conj.whole.iter().chain(&conj.local).map(|&schema| Judged { schema, keyword: None, scope: None }).collect()
}

/// A value that holds others, judged whole where one of them is judged.
pub(super) fn holding(conj: &Conj, held: &[Use], mut lowered: Use) -> Use {
    if held.iter().any(Use::is_judged) {
        lowered.judged = whole(conj);
    }
    lowered
}
