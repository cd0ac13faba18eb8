//! Keywords that no typed check expresses: the text of the value is held against them.

use super::{Lowerer, Share, words};
use crate::contract::{Keywords, SchemaId, Types};
use crate::rust::conj::{Conj, Flat, asserts, keywords};
use crate::rust::shape::{Judged, Kind, Type, Use};
use std::collections::HashSet;

/// A keyword that may have to be judged: of which types it speaks, and whether it is there.
pub(super) struct Row {
    pub(super) keyword: &'static str,
    types: Types,
    is_there: fn(&Keywords) -> bool,
}

pub(super) const ROWS: &[Row] = &[
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
    pub(super) fn judge(&mut self, flat: &Flat, types: Types, mut lowered: Use, expressed: &[&str]) -> Use {
        let judged = self.judged(flat, types, &mut lowered, expressed);
        if judged.is_empty() || lowered.ty == Type::Never {
            return lowered;
        }
        match lowered.ty {
            Type::Named(id) if matches!(self.out.program[id].kind, Kind::Struct(_) | Kind::Sequence(_)) => {
                let before = &mut self.out.program[id].judged;
                let whole: Vec<_> = before.iter().map(|rule| rule.schema).collect();
                before.extend(judged.into_iter().filter(|rule| !whole.contains(&rule.schema)));
            }
            _ => {
                let whole: Vec<_> = lowered.judged.iter().map(|rule| rule.schema).collect();
                lowered.judged.extend(judged.into_iter().filter(|rule| !whole.contains(&rule.schema)));
            }
        }
        lowered
    }

    /// Counts what some schemas lead to and no type was made of.
    pub(super) fn met(&mut self, from: impl IntoIterator<Item = SchemaId>, share: Share) {
        let mut pending: Vec<SchemaId> = from.into_iter().collect();
        let mut seen: HashSet<SchemaId> = pending.iter().copied().collect();
        while let Some(id) = pending.pop() {
            if let Some(words) = keywords(self.catalog, id) {
                pending.extend(words.children().chain(words.references()).filter(|next| seen.insert(*next)));
                let says_nothing = words.children().chain(words.references()).next().is_none() && !asserts(words);
                let share = if says_nothing { Share::Anything } else { share };
                self.out.shares.entry(id).or_insert(share);
            }
        }
    }

    /// What is left to be judged; what a check can say, the value has as a check.
    fn judged(&mut self, flat: &Flat, types: Types, lowered: &mut Use, expressed: &[&str]) -> Vec<Judged> {
        let mut judged = Vec::new();
        for (schema, words) in words(self.catalog, flat).collect::<Vec<_>>() {
            // What is unevaluated is known only when every other keyword has spoken.
            let whole = types == Types::ARRAY && words.unevaluated_items.is_some()
                || types == Types::OBJECT && words.unevaluated_properties.is_some() && !self.closes(schema);
            if whole {
                judged.push(Judged::whole(schema));
                continue;
            }
            let rows = ROWS.iter().filter(|row| row.types.contains(types) && (row.is_there)(words));
            for row in rows.filter(|row| !expressed.contains(&row.keyword)) {
                match self.predicate(row, words, lowered) {
                    Some(checks) => {
                        lowered.checks.extend(checks);
                        let asked =
                            [&words.not, &words.if_schema, &words.then_schema, &words.else_schema, &words.contains];
                        self.met(asked.into_iter().flatten().map(|at| at.value), Share::Typed);
                    }
                    None => judged.push(Judged { schema, keyword: Some(row.keyword), scope: None }),
                }
            }
        }
        judged
    }
}

/// Every schema of a conjunction whole: for what holds a judged value in a place that cannot be judged
/// by itself.
pub(super) fn whole(conj: &Conj) -> Vec<Judged> {
    conj.whole.iter().chain(&conj.local).map(|&schema| Judged::whole(schema)).collect()
}

/// A value that holds others, judged whole where one of them is judged.
pub(super) fn holding(conj: &Conj, held: &[Use], mut lowered: Use) -> Use {
    if held.iter().any(Use::is_judged) {
        lowered.judged = whole(conj);
    }
    lowered
}
