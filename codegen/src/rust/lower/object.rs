//! Objects: structs and maps.

use super::judged::{holding, whole};
use super::{Lowerer, Spot, docs, words};
use crate::contract::{Body, Catalog, SchemaId, Types};
use crate::rust::conj::{Conj, Flat, keywords, only_requires, spend};
use crate::rust::name::{distinct, snake};
use crate::rust::shape::{Field, FieldKind, Kind, Literal, Presence, Rest, Struct, Type, Use};
use std::collections::{HashMap, HashSet};

/// Names that `Keep` and `additionalProperties` need for their own field.
const TAKEN: &[&str] = &["extra", "additional_properties"];

impl Lowerer<'_> {
    pub(super) fn object(&mut self, conj: &Conj, flat: &Flat, presence: &[RawPresence], spot: &Spot) -> Use {
        let mut declared = Declared::new(self.catalog, flat, presence);
        declared.close(self, flat);
        let rest = declared.others();
        let closed = rest.iter().any(|&id| matches!(self.catalog[id].body, Body::Bool(false)));
        if declared.names.is_empty() && !closed {
            let members = self.members(flat);
            let rest = members.values.as_ref().unwrap_or(&rest);
            let spot = Spot { place: spot.place.clone(), schema: rest.first().copied().unwrap_or(spot.schema) };
            let value =
                if rest.is_empty() { Use::plain(Type::Any) } else { self.lower(Conj::all(rest.clone()), &spot) };
            if value.ty != Type::Never {
                let held = [value.clone()];
                let mut map = Use::checked(Type::Map(Box::new(value)), members.checks);
                map.hidden = self.hides_others(conj, &[], rest);
                let map = holding(conj, &held, map);
                return self.judge(flat, Types::OBJECT, map, &members.expressed);
            }
        }
        // The name is taken before the properties are looked at: they may refer back to it.
        let id = self.named(conj, spot);
        let here = Spot { place: self.out.program[id].place.clone(), schema: spot.schema };
        let idents = distinct(declared.names.iter().copied(), snake, TAKEN);
        let mut fields = Vec::with_capacity(idents.len());
        for (name, ident) in declared.names.iter().copied().zip(idents) {
            let required = declared.required.contains(name);
            let schemas = declared.schemas(name);
            match self.field(&schemas, name, ident, required, &here) {
                Some(mut field) => {
                    field.hidden |= self.hides_property(conj, name, &schemas);
                    fields.push(field);
                }
                None => return Use::plain(Type::Never),
            }
        }
        let others = self.rest(&rest, &here);
        let typed = if matches!(others, Rest::Typed(_)) { rest.as_slice() } else { &[] };
        let hides_rest = self.hides_others(conj, &declared.names, typed);
        let rest = match others {
            _ if closed => Rest::Closed,
            Rest::Open if self.governs_others(flat) => Rest::Typed(Use::plain(Type::Any)),
            rest => rest,
        };
        if matches!(&rest, Rest::Typed(value) if value.is_judged()) {
            self.out.program[id].judged = whole(conj);
        }
        let indexes: HashMap<&str, usize> =
            (0..).zip(&fields).map(|(index, field)| (field.name.as_str(), index)).collect();
        let presence = presence.iter().map(|group| group.resolve(&indexes)).collect();
        self.out.program[id].kind = Kind::Struct(Struct { fields, rest, presence, hides_rest });
        self.judge(flat, Types::OBJECT, Use::plain(Type::Named(id)), &[])
    }

    /// One property; none where it must be there and cannot.
    fn field(&mut self, schemas: &[SchemaId], name: &str, ident: String, required: bool, spot: &Spot) -> Option<Field> {
        let conj = Conj::all(schemas.iter().copied());
        let first = schemas.first().copied();
        let words = first.and_then(|id| keywords(self.catalog, id));
        let default = words.and_then(|words| words.default.as_ref()).map(|at| Literal::of(&at.value));
        let kind = match self.constant(&conj).filter(|_| required) {
            Some(value) => {
                self.mark_constant(schemas);
                FieldKind::Constant(Literal::of(value))
            }
            None => {
                let rust_name = words.and_then(|words| words.rust_name.as_ref());
                let mut below = spot.below(name, first.unwrap_or(spot.schema));
                if let Some(rust_name) = rust_name {
                    below.place.name.clone_from(&rust_name.value);
                }
                let value = if schemas.is_empty() { Use::plain(Type::Any) } else { self.lower(conj, &below) };
                match value.ty {
                    Type::Never if required => return None,
                    Type::Never => FieldKind::Forbidden,
                    Type::Null if required => FieldKind::Constant(Literal::Json("null".into())),
                    _ if required => FieldKind::Required(value),
                    _ => FieldKind::Optional(value),
                }
            }
        };
        let docs = first.map(|id| docs(self.catalog, id)).unwrap_or_default();
        let hidden = matches!(&kind, FieldKind::Required(value) | FieldKind::Optional(value) if value.hides());
        Some(Field { name: name.to_owned(), ident, docs, kind, default, boxed: false, hidden })
    }

    /// A constant is typed, though it has no field.
    fn mark_constant(&mut self, schemas: &[SchemaId]) {
        let conj = Conj::all(schemas.iter().copied());
        let flat = conj.flatten(self.catalog);
        for &id in schemas.iter().chain(&flat.atoms) {
            self.share(id, super::Share::Typed);
        }
    }

    fn rest(&mut self, schemas: &[SchemaId], spot: &Spot) -> Rest {
        let Some(&first) = schemas.first() else { return Rest::Open };
        let below = spot.below("value", first);
        let value = self.lower(Conj::all(schemas.iter().copied()), &below);
        match value.ty {
            Type::Never => Rest::Closed,
            Type::Any if value.checks.is_empty() => Rest::Open,
            _ => Rest::Typed(value),
        }
    }

    /// Whether members that no name declares are declared all the same, by a keyword that is judged: they are
    /// the contract's, so the policy for unknown ones does not drop them.
    fn governs_others(&self, flat: &Flat) -> bool {
        let allows = |id: SchemaId| !matches!(self.catalog[id].body, Body::Bool(false));
        let asks = |id: SchemaId| matches!(self.catalog[id].body, Body::Keywords(_));
        words(self.catalog, flat).any(|(_, words)| {
            let by_pattern = !words.pattern_properties.is_empty();
            let beside = words.additional_properties.as_ref().filter(|_| by_pattern);
            words.pattern_properties.iter().any(|property| allows(property.schema))
                || beside.into_iter().chain(&words.unevaluated_properties).any(|at| asks(at.value))
        })
    }

    /// Takes the groups apart that only say which properties must be there.
    pub(super) fn presence_groups(
        &self,
        flat: &Flat,
        types: Types,
    ) -> (Vec<RawPresence>, Vec<crate::rust::conj::Group>) {
        let mut presence = Vec::new();
        let mut groups = Vec::new();
        for group in &flat.groups {
            let branches = group.branches(self.catalog).iter().map(|&id| self.required_only(id));
            match branches.collect::<Option<Vec<_>>>() {
                Some(branches) if types == Types::OBJECT => {
                    presence.push(RawPresence { exactly_one: group.exactly_one, branches });
                }
                _ => groups.push(*group),
            }
        }
        (presence, groups)
    }

    fn required_only(&self, id: SchemaId) -> Option<Vec<String>> {
        let words = keywords(self.catalog, id)?;
        only_requires(words).then(|| words.required.iter().map(|name| name.value.clone()).collect())
    }
}

/// What the schemas of a conjunction declare.
pub(super) struct Declared<'a> {
    /// Every name, in the order of the text.
    pub(super) names: Vec<&'a str>,
    pub(super) required: HashSet<&'a str>,
    /// For each name the schemas of its values, each with the number of the schema that it stands in.
    properties: HashMap<&'a str, Vec<(usize, SchemaId)>>,
    /// What governs other names, with the number of the schema that it stands in; `true` left out.
    rest: Vec<(usize, SchemaId)>,
    /// What governs all but the names of a set: `unevaluatedProperties`.
    closing: Vec<(HashSet<&'a str>, SchemaId)>,
    catalog: &'a Catalog,
}

impl<'a> Declared<'a> {
    pub(super) fn new(catalog: &'a Catalog, flat: &'a Flat, presence: &'a [RawPresence]) -> Self {
        let is_true = |id: &SchemaId| matches!(catalog[*id].body, Body::Bool(true));
        let mut declared = Self {
            names: Vec::new(),
            required: HashSet::new(),
            properties: HashMap::new(),
            rest: Vec::new(),
            closing: Vec::new(),
            catalog,
        };
        let mut required = Vec::new();
        let mut seen = HashSet::new();
        for (index, (_, words)) in words(catalog, flat).enumerate() {
            for property in &words.properties {
                let name = property.name.value.as_str();
                declared.properties.entry(name).or_default().push((index, property.schema));
                if seen.insert(property.name.value.as_str()) {
                    declared.names.push(&property.name.value);
                }
            }
            // Beside patterns, what governs other names is judged.
            let rest = words.additional_properties.as_ref().filter(|_| words.pattern_properties.is_empty());
            let rest = rest.map(|at| at.value).filter(|id| !is_true(id));
            declared.rest.extend(rest.map(|id| (index, id)));
            required.extend(words.required.iter().map(|name| name.value.as_str()));
        }
        let others = presence.iter().flat_map(|group| group.branches.iter().flatten()).map(String::as_str);
        for name in required.iter().copied().chain(others) {
            if seen.insert(name) {
                declared.names.push(name);
            }
        }
        declared.required.extend(required);
        declared
    }

    /// Takes `unevaluatedProperties` for the schema of other names, where it is that.
    fn close(&mut self, lowerer: &Lowerer<'a>, flat: &Flat) {
        for (id, at) in
            words(self.catalog, flat).filter_map(|(id, words)| Some((id, words.unevaluated_properties.as_ref()?)))
        {
            if lowerer.closes(id) && !matches!(self.catalog[at.value].body, Body::Bool(true)) {
                let below = Conj::of(id).flatten(self.catalog);
                let names = words(self.catalog, &below).flat_map(|(_, words)| &words.properties);
                self.closing.push((names.map(|property| property.name.value.as_str()).collect(), at.value));
            }
        }
    }

    /// What governs the names that no schema declares.
    fn others(&self) -> Vec<SchemaId> {
        self.rest.iter().map(|(_, id)| *id).chain(self.closing.iter().map(|(_, id)| *id)).collect()
    }

    /// Every schema that a property's value is under: its own, else what governs the rest.
    pub(super) fn schemas(&self, name: &str) -> Vec<SchemaId> {
        let own = self.properties.get(name).map_or(&[][..], Vec::as_slice);
        let closing = self.closing.iter().filter(|(names, _)| !names.contains(name)).map(|(_, id)| *id);
        if !spend(self.catalog, self.rest.len()) {
            return own.iter().map(|(_, id)| *id).chain(closing).collect();
        }
        let named: HashSet<usize> = own.iter().map(|(index, _)| *index).collect();
        let others = self.rest.iter().filter(|(index, _)| !named.contains(index));
        let mut all: Vec<(usize, SchemaId)> = own.iter().chain(others).copied().collect();
        all.sort_by_key(|(index, _)| *index);
        all.into_iter().map(|(_, id)| id).chain(closing).collect()
    }
}

/// A group of required names, before the fields are known.
pub(super) struct RawPresence {
    exactly_one: bool,
    branches: Vec<Vec<String>>,
}

impl RawPresence {
    fn resolve(&self, fields: &HashMap<&str, usize>) -> Presence {
        let index = |name: &String| fields.get(name.as_str()).copied();
        let branches = self.branches.iter().map(|names| names.iter().filter_map(index).collect()).collect();
        Presence { exactly_one: self.exactly_one, branches }
    }
}
