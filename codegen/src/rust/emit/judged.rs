//! What the text of a value is held against, as a constant of its type (`__p::Part`).

use super::Context;
use super::code::{Code, literal};
use crate::export;
use crate::rust::shape::{Field, Judged, Kind, Type, TypeDef, Use};

/// The rules of a value, and whether they leave `null` alone.
struct Rules<'a> {
    judged: &'a [Judged],
    or_null: bool,
}

impl<'a> Rules<'a> {
    /// The rules on a value, or on what stands below a possible `null`.
    fn of(value: &'a Use) -> Option<Self> {
        match &value.ty {
            Type::Nullable(inner) if value.judged.is_empty() => {
                Self::of(inner).map(|rules| Self { or_null: true, ..rules })
            }
            _ => (!value.judged.is_empty()).then_some(Self { judged: &value.judged, or_null: false }),
        }
    }

    /// The rules on a type.
    fn of_type(def: &'a TypeDef) -> Option<Self> {
        match &def.kind {
            Kind::Newtype(value) => Self::of(value),
            _ => (!def.judged.is_empty()).then_some(Self { judged: &def.judged, or_null: false }),
        }
    }
}

/// The constant of a part of a type: of a field, of a branch, by its index.
pub(super) fn name(index: usize) -> String {
    format!("JUDGED_{index}")
}

/// Whether a type takes its value as text.
pub(super) fn is_judged(def: &TypeDef) -> bool {
    Rules::of_type(def).is_some()
}

/// Every rule that the code of a type speaks of.
pub(super) fn rules(def: &TypeDef) -> impl Iterator<Item = &Judged> {
    let parts: Vec<&Use> = match &def.kind {
        Kind::Struct(object) => object.fields.iter().filter_map(Field::value).collect(),
        Kind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        _ => Vec::new(),
    };
    let parts = parts.into_iter().filter_map(Rules::of);
    Rules::of_type(def).into_iter().chain(parts).flat_map(|rules| rules.judged)
}

impl Context<'_> {
    /// The constant of a type that is judged.
    pub(super) fn judged_type(&self, code: &mut Code, def: &TypeDef) {
        if let Some(rules) = Rules::of_type(def) {
            self.judged(code, "JUDGED", &rules);
        }
    }

    /// The constants of the parts of a type that are judged.
    pub(super) fn judged_parts<'a>(&self, code: &mut Code, parts: impl Iterator<Item = (usize, &'a Use)>) {
        for (index, value) in parts {
            if let Some(rules) = Rules::of(value) {
                self.judged(code, &name(index), &rules);
            }
        }
    }

    /// A rule's contract as a Rust expression, the place of its schema, and the resources that lead there.
    fn way(&self, rule: &Judged) -> (String, String, Vec<String>) {
        let Some(scope) = &rule.scope else {
            let (contract, pointer) = self.contract(rule.schema);
            return (contract, pointer, Vec::new());
        };
        let contract = &self.catalog.contracts[scope.contract];
        let within = scope.within.iter().map(|uri| export::resource(self.catalog, contract, uri)).collect();
        let reference = export::reference(self.catalog, contract, rule.schema);
        (format!("{}::SCHEMA", self.path(self.program.events[scope.contract])), reference, within)
    }

    fn judged(&self, code: &mut Code, name: &str, rules: &Rules<'_>) {
        let mut list = Vec::new();
        if rules.or_null {
            list.push(literal("null"));
        }
        let mut contract = String::new();
        for rule in rules.judged {
            let (here, pointer, within) = self.way(rule);
            if here != contract || !within.is_empty() {
                list.push(here.clone());
                contract = here;
            }
            list.extend(within.iter().map(|resource| literal(&format!("within {resource}"))));
            list.push(literal(&format!("{} {pointer}", rule.keyword.unwrap_or("all"))));
        }
        code.gap();
        code.list(&format!("const {name}: &'static [&'static str] = &"), &list, ";");
    }
}
