//! Putting a document and all that it reaches into one.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::json::Json;
use super::layout::{self, Shape};
use crate::contract::{Catalog, Dialect, DocumentId, Keywords, SchemaId, is_anchor, is_defined_format};
use crate::read::{Member, Node, Object, Value};
use crate::resolve::vocabulary::{Holds, Keyword, Row};
use crate::resolve::{pointer, uri};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The export of a document, and of all that some schemas reach.
pub(super) fn bundle(catalog: &Catalog, document: DocumentId, name: Option<String>, from: Vec<SchemaId>) -> String {
    let reached = reach(catalog, from);
    let mut wanted: BTreeMap<DocumentId, Wanted> = BTreeMap::new();
    wanted.entry(document).or_default();
    let inside: HashSet<SchemaId> =
        reached.iter().filter_map(|id| catalog[*id].keywords()).flat_map(Keywords::children).collect();
    for id in reached.difference(&inside) {
        let schema = &catalog[*id];
        wanted.entry(schema.document).or_default().add(&schema.pointer);
    }
    let own = catalog[document].resources.get("").map_or("", |root| &root.uri);
    let bundle = Bundle { catalog, root: own, name, reached };

    let mut root = bundle.document(document, &wanted[&document]);
    root.insert(0, ("$schema".into(), Json::String(DIALECT.into())));
    let others = wanted.iter().filter(|(other, _)| **other != document);
    let mut others: Vec<(String, Json<'_>)> =
        others.map(|(other, wanted)| (bundle.uri_of(*other), Json::Object(bundle.document(*other, wanted)))).collect();
    others.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (uri, other) in others {
        embed(&mut root, uri, other);
    }
    Json::Object(root).to_text()
}

/// Everything that some schemas lead to, themselves included.
fn reach(catalog: &Catalog, from: Vec<SchemaId>) -> HashSet<SchemaId> {
    let mut reached: HashSet<SchemaId> = from.iter().copied().collect();
    let mut pending = from;
    let mut dynamic = false;
    while let Some(id) = pending.pop() {
        if let Some(keywords) = catalog[id].keywords() {
            dynamic |= keywords.dynamic_reference.is_some();
            pending.extend(keywords.children().chain(keywords.references()).filter(|next| reached.insert(*next)));
        }
        if pending.is_empty() && dynamic {
            pending.extend(redirections(catalog, &reached));
            reached.extend(&pending);
        }
    }
    reached
}

/// The `$dynamicAnchor`s that a `$dynamicRef` may be sent to by the dynamic scope, and that are not
/// reached by themselves.
fn redirections(catalog: &Catalog, reached: &HashSet<SchemaId>) -> Vec<SchemaId> {
    let keywords = || reached.iter().filter_map(|id| catalog[*id].keywords());
    let references = keywords().filter_map(|keywords| keywords.dynamic_reference.as_ref());
    let names: HashSet<&str> = references.filter_map(|reference| reference.value.anchor.as_deref()).collect();
    let resources: HashSet<&str> = reached.iter().map(|id| &*catalog[*id].base).collect();
    let found = catalog.schemas.iter().zip(0..).map(|(schema, id)| (schema, SchemaId(id)));
    let found = found.filter(|(schema, id)| {
        let anchor = schema.keywords().and_then(|keywords| keywords.dynamic_anchor.as_ref());
        anchor.is_some_and(|anchor| names.contains(anchor.value.as_str()))
            && resources.contains(&*schema.base)
            && !reached.contains(id)
    });
    found.map(|(_, id)| id).collect()
}

/// The places of a document that are exported for their own sake and not as a part of another: a tree
/// of pointer tokens.
#[derive(Default)]
struct Wanted {
    below: HashMap<String, Wanted>,
}

impl Wanted {
    fn add(&mut self, place: &str) {
        pointer::tokens(place)
            .flatten()
            .fold(self, |wanted, token| wanted.below.entry(token.into_owned()).or_default());
    }

    fn at(&self, token: &str) -> Option<&Self> {
        self.below.get(token)
    }
}

struct Bundle<'a> {
    catalog: &'a Catalog,
    /// The URI of the root document.
    root: &'a str,
    /// What the root is called if it has no `$id`.
    name: Option<String>,
    reached: HashSet<SchemaId>,
}

/// A place in a document as it was written.
struct Place<'a> {
    document: DocumentId,
    pointer: String,
    dialect: Dialect,
    node: &'a Node,
}

type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// The `$defs` of an exported schema.
fn definitions<'m, 'a>(members: &'m mut Members<'a>) -> Option<&'m mut Members<'a>> {
    let found = members.iter().position(|(key, _)| key == "$defs").unwrap_or_else(|| {
        members.push(("$defs".into(), Json::Object(Vec::new())));
        members.len() - 1
    });
    match &mut members[found].1 {
        Json::Object(definitions) => Some(definitions),
        _ => None,
    }
}

/// Adds a document to the `$defs` of the root; it is found by its `$id`, whatever the name.
fn embed<'a>(members: &mut Members<'a>, mut name: String, schema: Json<'a>) {
    let Some(definitions) = definitions(members) else { return };
    while definitions.iter().any(|(key, _)| *key == name) {
        name.push('_');
    }
    definitions.push((name.into(), schema));
}

/// The URI that a resource has in the export of a document: a path becomes a URN.
pub(super) fn exported(name: Option<&str>, root: &str, uri: &str) -> String {
    let Some(path) = uri::path_of(uri) else { return uri.to_owned() };
    match name {
        Some(name) if uri == root => name.to_owned(),
        _ => format!("urn:evenkeel:shared:{}", uri::path(&path)),
    }
}

impl<'a> Bundle<'a> {
    /// A document as an object with an `$id`.
    fn document(&self, document: DocumentId, wanted: &Wanted) -> Members<'a> {
        let file = &self.catalog[document];
        let dialect = file.resources.get("").map_or(Dialect::DRAFT_2020, |root| root.dialect);
        let place = Place { document, pointer: String::new(), dialect, node: &file.node };
        let mut members = match self.schema(&place, Some(wanted)) {
            Json::Object(members) => members,
            Json::Bool(false) => vec![("not".into(), Json::Object(Vec::new()))],
            _ => Vec::new(),
        };
        if members.iter().all(|(key, _)| key != "$id") {
            members.insert(0, ("$id".into(), Json::String(self.uri_of(document).into())));
        }
        members
    }

    fn uri_of(&self, document: DocumentId) -> String {
        self.exported(self.catalog[document].resources.get("").map_or("", |root| &root.uri))
    }

    /// The URI that a resource has in the export.
    fn exported(&self, uri: &str) -> String {
        exported(self.name.as_deref(), self.root, uri)
    }

    /// A schema: whole if it is reached, else only the way to the places in it that are wanted.
    fn schema(&self, place: &Place<'a>, wanted: Option<&Wanted>) -> Json<'a> {
        let Value::Object(object) = &place.node.value else {
            return Json::Bool(place.node.as_bool().unwrap_or(true));
        };
        let id = self.catalog.schema_at(place.document, &place.pointer).filter(|id| self.reached.contains(id));
        let mut writing =
            Writing { bundle: self, place, object, id, wanted, members: Vec::with_capacity(object.len()) };
        let moved: Vec<&Member> = object.iter().filter(|member| !writing.member(member)).collect();
        for member in moved {
            if let Some(wanted) = wanted.and_then(|wanted| wanted.at(&member.key)) {
                let mut from = String::new();
                pointer::push(&mut from, &member.key);
                writing.moved(&from, &member.value, wanted);
            }
        }
        Json::Object(writing.members)
    }
}

/// A schema object that is being written.
struct Writing<'w, 'a> {
    bundle: &'w Bundle<'a>,
    place: &'w Place<'a>,
    object: &'a Object,
    /// The schema, if it is reached.
    id: Option<SchemaId>,
    wanted: Option<&'w Wanted>,
    members: Members<'a>,
}

impl<'a> Writing<'_, 'a> {
    /// Writes a member; `false` if it has no place in 2020-12, whatever is wanted from it.
    fn member(&mut self, member: &'a Member) -> bool {
        let wanted = self.wanted.and_then(|wanted| wanted.at(&member.key));
        match layout::shape(&member.key, self.object, self.place.dialect) {
            Shape::Definitions => {
                self.definitions(member, wanted);
                true
            }
            Shape::Keyword(row, name) if row.holds != Holds::Nothing => {
                self.subschemas(row, name, member, wanted);
                true
            }
            Shape::Keyword(row, _) => {
                self.plain(row, member);
                wanted.is_none()
            }
            Shape::Annotation if wanted.is_none() => {
                if self.id.is_some() {
                    self.push(&member.key, Json::Node(&member.value));
                }
                true
            }
            Shape::Sensitive if wanted.is_none() => {
                if self.id.is_some() && member.value.as_bool() == Some(true) {
                    self.push("writeOnly", Json::Bool(true));
                }
                true
            }
            Shape::Sensitive | Shape::Annotation | Shape::Dropped | Shape::Extension => false,
        }
    }

    fn push(&mut self, name: &'a str, value: Json<'a>) {
        self.members.push((name.into(), value));
    }

    fn define(&mut self, name: Cow<'a, str>, schema: Json<'a>) {
        if let Some(definitions) = definitions(&mut self.members) {
            definitions.push((name, schema));
        }
    }

    /// The place of a subschema, from the pointer to it from here.
    fn below(&self, tokens: &[&str], node: &'a Node) -> Place<'a> {
        let Place { document, ref pointer, dialect, .. } = *self.place;
        let mut pointer = pointer.clone();
        for token in tokens {
            pointer::push(&mut pointer, token);
        }
        self.at(document, pointer, dialect, node)
    }

    fn at(&self, document: DocumentId, pointer: String, inherited: Dialect, node: &'a Node) -> Place<'a> {
        let resource = self.bundle.catalog[document].resources.get(&pointer);
        Place { document, pointer, dialect: resource.map_or(inherited, |resource| resource.dialect), node }
    }

    fn definitions(&mut self, member: &'a Member, wanted: Option<&Wanted>) {
        let Some(wanted) = wanted else { return };
        for entry in member.value.as_object().into_iter().flatten() {
            if let Some(wanted) = wanted.at(&entry.key) {
                let place = self.below(&[&member.key, &entry.key], &entry.value);
                let schema = self.bundle.schema(&place, Some(wanted));
                self.define(layout::definition_name(&member.key, &entry.key, self.object), schema);
            }
        }
    }

    /// A keyword with schemas in it.
    fn subschemas(&mut self, row: &Row, name: &'static str, member: &'a Member, wanted: Option<&Wanted>) {
        if self.id.is_none() && wanted.is_none() {
            return;
        }
        let one = |place: &Place<'a>, wanted: Option<&Wanted>| self.bundle.schema(place, wanted);
        match &member.value.value {
            Value::Object(object) if matches!(row.holds, Holds::Map | Holds::SchemasAndNames) => {
                let mut schemas: Members<'a> = Vec::with_capacity(object.len());
                let mut names: Members<'a> = Vec::new();
                for entry in object {
                    let wanted = wanted.and_then(|wanted| wanted.at(&entry.key));
                    if row.holds == Holds::SchemasAndNames && entry.value.as_array().is_some() {
                        names.push((entry.key.as_str().into(), Json::Node(&entry.value)));
                    } else if self.id.is_some() || wanted.is_some() {
                        let place = self.below(&[&member.key, &entry.key], &entry.value);
                        schemas.push((entry.key.as_str().into(), one(&place, wanted)));
                    }
                }
                if self.id.is_some() && !names.is_empty() {
                    self.push("dependentRequired", Json::Object(names));
                }
                if row.holds == Holds::Map || !schemas.is_empty() {
                    self.push(name, Json::Object(schemas));
                }
            }
            Value::Array(items) if matches!(row.holds, Holds::List | Holds::SchemaOrList) => {
                let mut schemas = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    let index = index.to_string();
                    let wanted = wanted.and_then(|wanted| wanted.at(&index));
                    let kept = self.id.is_some() || wanted.is_some();
                    let place = || self.below(&[&member.key, &index], item);
                    schemas.push(if kept { one(&place(), wanted) } else { Json::Bool(true) });
                }
                self.push(name, Json::Array(schemas));
            }
            _ => {
                let schema = one(&self.below(&[&member.key], &member.value), wanted);
                self.push(name, schema);
            }
        }
    }

    /// A keyword without schemas in it.
    fn plain(&mut self, row: &Row, member: &'a Member) {
        match row.keyword {
            Keyword::Schema => {}
            Keyword::Id => self.id(member),
            _ if self.id.is_none() => {}
            Keyword::Ref | Keyword::DynamicRef => self.reference(row.name, member),
            Keyword::Format if !self.keeps_format(member) => {}
            _ => self.push(row.name, Json::Node(&member.value)),
        }
    }

    /// A format that draft-07 does not define would be one in 2020-12.
    fn keeps_format(&self, member: &Member) -> bool {
        let format = member.value.as_str().unwrap_or_default();
        is_defined_format(format, self.place.dialect) || !is_defined_format(format, Dialect::DRAFT_2020)
    }

    /// `$id`, and draft-07's `$id: "#name"`.
    fn id(&mut self, member: &'a Member) {
        let resource = self.bundle.catalog[self.place.document].resources.get(&self.place.pointer);
        if let Some(resource) = resource {
            let uri = self.bundle.exported(&resource.uri);
            self.push("$id", Json::String(uri.into()));
        }
        let name = member.value.as_str().and_then(|id| uri::split(id).1).unwrap_or_default();
        if self.place.dialect.is_draft7() && self.id.is_some() && is_anchor(name) {
            self.push("$anchor", Json::String(name.into()));
        }
    }

    fn reference(&mut self, name: &'static str, member: &'a Member) {
        let keywords = self.id.and_then(|id| self.bundle.catalog[id].keywords());
        let target = keywords.and_then(|keywords| match name {
            "$ref" => keywords.reference.as_ref().map(|target| target.value),
            _ => keywords.dynamic_reference.as_ref().map(|target| target.value.target),
        });
        let value = match target {
            Some(target) => Json::String(self.to(target, member.value.as_str().unwrap_or_default()).into()),
            None => Json::Node(&member.value),
        };
        self.push(name, value);
    }

    /// How a reference names its target in the export.
    fn to(&self, target: SchemaId, written: &str) -> String {
        let catalog = self.bundle.catalog;
        let schema = &catalog[target];
        let name = uri::split(written).1.and_then(uri::percent_decode).filter(|name| is_anchor(name));
        let fragment = match name {
            Some(name) => name.into_owned(),
            None => uri::fragment(layout::stand(catalog, schema.document, &schema.pointer).local()),
        };
        let here = self.id.map(|id| &catalog[id].base);
        match (here == Some(&schema.base), fragment.is_empty()) {
            (true, _) => format!("#{fragment}"),
            (false, true) => self.bundle.exported(&schema.base),
            (false, false) => format!("{}#{fragment}", self.bundle.exported(&schema.base)),
        }
    }

    /// Schemas that stand where 2020-12 has none.
    fn moved(&mut self, from: &str, node: &'a Node, wanted: &Wanted) {
        let Place { document, ref pointer, dialect, .. } = *self.place;
        let pointer = format!("{pointer}{from}");
        if self.bundle.catalog.schema_at(document, &pointer).is_some() {
            let place = self.at(document, pointer, dialect, node);
            let schema = self.bundle.schema(&place, Some(wanted));
            self.define(layout::moved_name(from, self.object).into(), schema);
            return;
        }
        let mut tokens: Vec<&String> = wanted.below.keys().collect();
        tokens.sort_unstable();
        for token in tokens {
            if let Some(node) = node.child(token) {
                let mut from = from.to_owned();
                pointer::push(&mut from, token);
                self.moved(&from, node, &wanted.below[token]);
            }
        }
    }
}
