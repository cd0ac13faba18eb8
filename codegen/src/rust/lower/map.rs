//! What is said of the names and the number of an object's members, where nothing declares them.

use super::pattern::pattern_check;
use super::{Lowerer, words};
use crate::contract::{Body, SchemaId, Types};
use crate::rust::conj::{Conj, Flat};
use crate::rust::shape::{Check, Engine};
use std::collections::BTreeSet;

/// The rules of a map.
#[derive(Default)]
pub(super) struct Members {
    pub(super) checks: Vec<Check>,
    /// The schemas of its values, where a pattern of the names decides on them.
    pub(super) values: Option<Vec<SchemaId>>,
    /// The keywords that these rules express.
    pub(super) expressed: Vec<&'static str>,
}

impl Lowerer<'_> {
    pub(super) fn members(&self, flat: &Flat) -> Members {
        let mut members = Members::default();
        let mut keys = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            members.checks.extend(words.min_properties.iter().map(|at| Check::MinProperties(at.value)));
            members.checks.extend(words.max_properties.iter().map(|at| Check::MaxProperties(at.value)));
        }
        members.expressed.extend(["minProperties", "maxProperties"]);
        if let Some((pattern, values)) = self.only_pattern(flat) {
            keys.push(pattern);
            members.values = Some(values);
            members.expressed.extend(["patternProperties", "additionalProperties"]);
        }
        if let Some(names) = self.names(flat) {
            keys.extend(names);
            members.expressed.push("propertyNames");
        }
        if !keys.is_empty() {
            members.checks.push(Check::Keys(keys));
        }
        members
    }

    /// The one pattern that every name must match, and the schemas of the values.
    fn only_pattern(&self, flat: &Flat) -> Option<(Check, Vec<SchemaId>)> {
        let patterns = words(self.catalog, flat).flat_map(|(_, words)| &words.pattern_properties);
        let patterns: BTreeSet<&str> = patterns.map(|property| property.name.value.as_str()).collect();
        let pattern = patterns.first().filter(|_| patterns.len() == 1)?;
        let check =
            pattern_check(pattern).filter(|check| matches!(check, Check::Pattern { engine: Engine::Linear(_), .. }))?;
        let mut closed = false;
        let mut values = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            let others = words.additional_properties.as_ref().map(|at| at.value);
            let own = words.pattern_properties.first().map(|property| property.schema);
            closed |= others.is_some_and(|id| matches!(self.catalog[id].body, Body::Bool(false)));
            values.extend(own.or(others));
        }
        closed.then_some((check, values))
    }

    /// The rules of `propertyNames`, where a check can say them.
    fn names(&self, flat: &Flat) -> Option<Vec<Check>> {
        let names = words(self.catalog, flat).filter_map(|(_, words)| words.property_names.as_ref());
        let mut checks = Vec::new();
        for at in names {
            let flat = Conj::of(at.value).flatten(self.catalog);
            let types = self.accepts.atoms(&flat);
            let in_place =
                words(self.catalog, &flat).any(|(_, words)| words.not.is_some() || words.if_schema.is_some());
            if flat.never || in_place || !flat.groups.is_empty() || !types.contains(Types::STRING) {
                return None;
            }
            checks.extend(self.string_checks(&flat));
            for &id in &flat.atoms {
                checks.extend(self.catalog[id].asserted_format().map(|format| Check::Format(format.to_owned())));
            }
            if let Some(values) = self.values(&flat, Types::STRING) {
                checks.push(Check::AmongTexts(values.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()));
            }
        }
        Some(checks)
    }
}
