//! `enum` and `const`: lists of values.

use super::judged::whole;
use super::scalar::range;
use super::{Lowerer, Share, Spot, nullable, words};
use crate::contract::Types;
use crate::read::{ByValue, Node, Number};
use crate::rust::conj::{Conj, Flat, array_words, number_words, object_words, string_words};
use crate::rust::name::{camel, distinct};
use crate::rust::shape::{Check, Kind, Type, Use, Variant};
use std::collections::HashSet;

impl<'a> Lowerer<'a> {
    /// The values that `enum` and `const` leave, where one of them speaks.
    pub(super) fn values(&self, flat: &Flat, types: Types) -> Option<Vec<&'a Node>> {
        let mut left: Option<Vec<&'a Node>> = None;
        for (_, words) in words(self.catalog, flat) {
            let lists = words.enum_values.iter().map(|at| at.value.iter().collect::<Vec<_>>());
            let single = words.const_value.iter().map(|at| vec![&at.value]);
            for list in lists.chain(single) {
                left = Some(match left {
                    None => list,
                    Some(mut before) => {
                        let known: HashSet<ByValue<'_>> = list.into_iter().map(ByValue).collect();
                        before.retain(|value| known.contains(&ByValue(value)));
                        before
                    }
                });
            }
        }
        let mut values = left?;
        values.retain(|value| types.contains(Types::of(value)));
        let mut known = HashSet::new();
        values.retain(|value| known.insert(ByValue(value)));
        Some(values)
    }

    /// The only value that a conjunction accepts, where no other rule could refuse it.
    pub(super) fn constant(&self, conj: &Conj) -> Option<&'a Node> {
        let flat = conj.flatten(self.catalog);
        if flat.never || !flat.groups.is_empty() {
            return None;
        }
        let types = self.accepts.atoms(&flat).and(conj.types);
        let ruled = words(self.catalog, &flat).any(|(_, words)| {
            string_words(words)
                || number_words(words)
                || array_words(words)
                || object_words(words)
                || words.not.is_some()
                || words.if_schema.is_some()
        });
        if ruled {
            return None;
        }
        let values = self.values(&flat, types);
        match values.as_deref() {
            Some([only]) => Some(only),
            _ => None,
        }
    }

    pub(super) fn lower_values(&mut self, conj: &Conj, flat: &Flat, values: &[&Node], spot: &Spot) -> Use {
        let types = values.iter().fold(Types::NONE, |all, value| all.or(Types::of(value)));
        if types.is_empty() {
            return Use::plain(Type::Never);
        }
        let rest = types.without(Types::NULL);
        if rest.is_empty() {
            return Use::plain(Type::Null);
        }
        if rest != types {
            let inner = self.lower(Conj { types: rest, ..conj.clone() }, spot);
            return nullable(inner);
        }
        if rest == Types::STRING {
            let lowered = self.string_enum(conj, flat, values, spot);
            return self.judge(flat, rest, lowered, &[]);
        }
        if Types::NUMBER.contains(rest) {
            let mut lowered = self.number(flat, rest);
            let literals = number_literals(values, &lowered.ty);
            if literals.is_empty() {
                return Use::plain(Type::Never);
            }
            lowered.checks.push(Check::AmongLiterals(literals));
            return self.judge(flat, rest, lowered, &[]);
        }
        if rest == Types::BOOLEAN {
            let checks = match values {
                [only] => vec![Check::AmongLiterals(vec![only.to_json()])],
                _ => Vec::new(),
            };
            return self.judge(flat, rest, Use::checked(Type::Bool, checks), &[]);
        }
        let scalar = Types::ARRAY.or(Types::OBJECT).and(rest).is_empty();
        if scalar {
            return self.by_type(conj, rest, spot);
        }
        let mut ruled = !flat.groups.is_empty();
        for (id, words) in words(self.catalog, flat).collect::<Vec<_>>() {
            ruled |= array_words(words)
                || object_words(words)
                || string_words(words)
                || number_words(words)
                || words.not.is_some()
                || words.if_schema.is_some();
            self.share(id, Share::Value("a list of arrays or objects is compared as JSON"));
        }
        let texts = values.iter().map(|value| value.to_json()).collect();
        let mut lowered = Use::checked(Type::Any, vec![Check::AmongJson(texts)]);
        if ruled {
            lowered.judged = whole(conj);
        }
        lowered
    }

    fn string_enum(&mut self, conj: &Conj, flat: &Flat, values: &[&Node], spot: &Spot) -> Use {
        let mut checks = self.string_checks(flat);
        for &id in &flat.atoms {
            checks.extend(self.catalog[id].asserted_format().map(|format| Check::Format(format.to_owned())));
        }
        let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
        let idents = distinct(texts.iter().copied(), camel, &["Self"]);
        let variants = texts.iter().zip(idents).map(|(value, ident)| Variant { value: (*value).to_owned(), ident });
        let id = self.named(conj, spot);
        self.out.program[id].kind = Kind::Enum(variants.collect());
        Use::checked(Type::Named(id), checks)
    }
}

/// Numbers as Rust literals of a type; what the type cannot hold is left out.
pub(super) fn number_literals(values: &[&Node], ty: &Type) -> Vec<String> {
    let numbers = values.iter().filter_map(|value| value.as_number());
    match ty {
        Type::Float => numbers.map(super::scalar::float_literal).collect(),
        Type::Integer(rust) => {
            let (least, most) = range(rust);
            let held = numbers.filter_map(Number::as_i128).filter(|n| (least..=most).contains(n));
            held.map(|number| number.to_string()).collect()
        }
        _ => Vec::new(),
    }
}
