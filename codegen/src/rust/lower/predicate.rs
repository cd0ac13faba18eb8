//! Schemas as conditions on a typed scalar: what `not`, `if` and `contains` ask.

use super::judged::Row;
use super::{Lowerer, words};
use crate::contract::{At, Keywords, SchemaId, Types};
use crate::rust::conj::{Conj, Flat, keywords};
use crate::rust::shape::{Check, Judged, Type, Use};

impl Lowerer<'_> {
    /// The typed checks for a keyword that would be judged otherwise.
    pub(super) fn predicate(&self, row: &Row, words: &Keywords, lowered: &Use) -> Option<Vec<Check>> {
        match row.keyword {
            "not" => {
                let checks = self.conditions(words.not.as_ref()?.value, &lowered.ty)?;
                Some(match checks.as_slice() {
                    [] => vec![Check::Never],
                    _ if checks.contains(&Check::Never) => Vec::new(),
                    _ => vec![Check::Not(checks)],
                })
            }
            "if" => {
                let branch = |at: &Option<At<SchemaId>>| {
                    at.as_ref().map_or(Some(Vec::new()), |at| self.conditions(at.value, &lowered.ty))
                };
                let condition = self.conditions(words.if_schema.as_ref()?.value, &lowered.ty)?;
                let (then, otherwise) = (branch(&words.then_schema)?, branch(&words.else_schema)?);
                Some(match condition.as_slice() {
                    [] => then,
                    _ if condition.contains(&Check::Never) => otherwise,
                    _ if then.is_empty() && otherwise.is_empty() => Vec::new(),
                    _ => vec![Check::If { condition, then, otherwise }],
                })
            }
            "contains" => {
                let Type::Vec(item) = &lowered.ty else { return None };
                let least = words.min_contains.as_ref().map_or(1, |at| at.value);
                let most = words.max_contains.as_ref().map(|at| at.value);
                let of = self.conditions(words.contains.as_ref()?.value, &item.ty)?;
                let says_nothing = least == 0 && most.is_none();
                Some(if says_nothing { Vec::new() } else { vec![Check::Contains { of, least, most }] })
            }
            _ => None,
        }
    }

    /// The checks that all hold for exactly the values of a scalar type that a schema accepts. None
    /// where it is no scalar, or no check can say so.
    fn conditions(&self, schema: SchemaId, ty: &Type) -> Option<Vec<Check>> {
        let flat = Conj::of(schema).flatten(self.catalog);
        let class = match ty {
            Type::Bool => Types::BOOLEAN,
            Type::String | Type::Format(_) => Types::STRING,
            Type::Integer(_) => Types::INTEGER,
            Type::Float => Types::NUMBER,
            Type::Vec(_) | Type::Tuple(_) => Types::ARRAY,
            Type::Map(_) => Types::OBJECT,
            _ => return None,
        };
        let types = self.accepts.atoms(&flat).and(class);
        let is_scalar = matches!(class, Types::STRING | Types::INTEGER | Types::NUMBER);
        if !types.is_empty() && !is_scalar {
            return None;
        }
        let in_place = |words: &Keywords| words.not.is_some() || words.if_schema.is_some();
        if !flat.groups.is_empty() || words(self.catalog, &flat).any(|(_, words)| in_place(words)) {
            return None;
        }
        if flat.never || types.is_empty() {
            return Some(vec![Check::Never]);
        }
        let listed = self.values(&flat, types);
        if types != class && listed.is_none() {
            return None;
        }
        let mut checks = match class {
            Types::STRING => self.text_conditions(&flat),
            _ => self.number_checks(&flat, ty),
        };
        if let Some(values) = listed {
            checks.push(match ty {
                Type::String | Type::Format(_) => {
                    Check::AmongTexts(values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect())
                }
                _ => Check::AmongLiterals(super::value::number_literals(&values, ty)),
            });
        }
        Some(checks)
    }

    fn text_conditions(&self, flat: &Flat) -> Vec<Check> {
        let mut checks = self.string_checks(flat);
        for &id in &flat.atoms {
            checks.extend(self.catalog[id].asserted_format().map(|format| Check::Format(format.to_owned())));
        }
        checks
    }

    /// Whether `unevaluatedProperties` is what `additionalProperties` would be, over the properties that
    /// the schema and all that it refers to declare: where nothing depends on the value.
    pub(super) fn closes(&self, schema: SchemaId) -> bool {
        let flat = Conj::of(schema).flatten(self.catalog);
        let simple = |words: &Keywords| {
            words.if_schema.is_none()
                && words.dependent_schemas.is_empty()
                && words.pattern_properties.is_empty()
                && words.additional_properties.is_none()
        };
        let only = |&id: &SchemaId| {
            keywords(self.catalog, id)
                .is_none_or(|words| simple(words) && (id == schema || words.unevaluated_properties.is_none()))
        };
        flat.groups.is_empty() && flat.atoms.iter().all(only)
    }
}

impl Judged {
    /// A schema whole.
    pub(super) fn whole(schema: SchemaId) -> Self {
        Self { schema, keyword: None, scope: None }
    }
}
