//! Where a type lives. A type lives where its schema stands, whoever refers to it, so that a new
//! reference moves nothing.

use super::accepts::Accepts;
use super::conj::{follow, keywords};
use super::name::{camel, rank, snake};
use super::shape::Place;
use crate::contract::{Catalog, Contract, DocumentId, SchemaId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The place of each document's root type.
pub(crate) struct Places<'a> {
    catalog: &'a Catalog,
    roots: HashMap<DocumentId, Place>,
    accepts: &'a Accepts<'a>,
    /// The names of branches that were asked for.
    branches: RefCell<HashMap<SchemaId, String>>,
    /// How many branches are being named after each other.
    depth: Cell<usize>,
}

/// How many branches may be called after each other; the next is called after its type.
const DEPTH: usize = 64;

impl<'a> Places<'a> {
    pub(crate) fn new(catalog: &'a Catalog, accepts: &'a Accepts<'a>) -> Self {
        let contracts = catalog.contracts.iter().chain(&catalog.left_out);
        let roots = contracts.map(|contract| (contract.document, event_place(contract)));
        Self { catalog, accepts, roots: roots.collect(), branches: RefCell::default(), depth: Cell::new(0) }
    }

    /// The place that a schema's own position gives it.
    pub(crate) fn of(&self, id: SchemaId) -> Place {
        self.walk(id).0
    }

    /// Of several schemas whose types ask for one place the one that has it, whatever is met first: the
    /// nearest spelling, and of equal ones a `$defs` entry, for what is added is mostly a property.
    pub(crate) fn rightful(&self, place: &Place, schemas: &BTreeSet<SchemaId>) -> Option<SchemaId> {
        let claim = |id: SchemaId| {
            let (own, spelled) = self.walk(id);
            let schema = &self.catalog[id];
            let nearness = if own == *place { rank(&spelled, &place.name) } else { usize::MAX };
            let parent = schema.pointer.rsplit('/').nth(1);
            let is_property = !matches!(parent, Some("$defs" | "definitions"));
            (nearness, is_property, &self.catalog[schema.document].path, &schema.pointer)
        };
        schemas.iter().copied().min_by_key(|id| claim(*id))
    }

    /// A schema's place, and the name that it is called after as it is spelled.
    fn walk(&self, id: SchemaId) -> (Place, String) {
        let schema = &self.catalog[id];
        let root = self.root(schema.document);
        let mut place = root.clone();
        let mut spelled = place.name.clone();
        let mut tokens = schema.pointer.split('/').skip(1);
        let mut read = 0;
        while let Some(token) = tokens.next() {
            read += 1 + token.len();
            let mut after = || tokens.next().inspect(|next| read += 1 + next.len()).unwrap_or("");
            let (above, name) = match token {
                "$defs" | "definitions" => (&root, unescape(after())),
                "properties" | "patternProperties" => (&place, unescape(after())),
                "oneOf" | "anyOf" => {
                    after();
                    let branch = self.catalog.schema_at(schema.document, &schema.pointer[..read]);
                    let Some(branch) = branch else { continue };
                    (&place, self.branch_name(branch))
                }
                "items" | "additionalProperties" | "allOf" | "prefixItems" => continue,
                _ if token.bytes().all(|b| b.is_ascii_digit()) => continue,
                other => (&place, unescape(other)),
            };
            place = above.inside(&name);
            spelled = name;
        }
        if let Some(name) = keywords(self.catalog, id).and_then(|words| words.rust_name.as_ref()) {
            place.name.clone_from(&name.value);
            spelled.clone_from(&name.value);
        }
        (place, spelled)
    }

    /// What a branch of a union is called, from the branch alone: its `x-rust-name`, the value of
    /// its tag, what it refers to, its format, its type.
    pub(crate) fn branch_name(&self, id: SchemaId) -> String {
        if let Some(name) = keywords(self.catalog, id).and_then(|words| words.rust_name.as_ref()) {
            return name.value.clone();
        }
        if let Some(name) = self.branches.borrow().get(&id) {
            return name.clone();
        }
        // Branches that are called after each other in a circle are called after their types.
        let types = type_name(self.accepts.schema(follow(self.catalog, id)));
        self.branches.borrow_mut().insert(id, types.into());
        if self.depth.get() >= DEPTH {
            return types.into();
        }
        self.depth.set(self.depth.get() + 1);
        let name = self.name_branch(id);
        self.depth.set(self.depth.get() - 1);
        self.branches.borrow_mut().insert(id, name.clone());
        name
    }

    fn name_branch(&self, id: SchemaId) -> String {
        let target = follow(self.catalog, id);
        let Some(words) = keywords(self.catalog, target) else { return "Any".into() };
        let names: HashSet<&str> = words.required.iter().map(|name| name.value.as_str()).collect();
        let tag = words.properties.iter().find_map(|property| {
            let required = names.contains(property.name.value.as_str());
            let value = keywords(self.catalog, follow(self.catalog, property.schema))?;
            let constant = value.const_value.as_ref().map(|at| &at.value);
            let only = value.enum_values.as_ref().and_then(|at| (at.value.len() == 1).then(|| &at.value[0]));
            required.then(|| constant.or(only)).flatten()?.as_str()
        });
        if let Some(tag) = tag {
            return camel(tag);
        }
        // A target within the branch is called after the branch, not the other way round.
        if target != id && !lies_in(self.catalog, target, id) {
            return self.of(target).name;
        }
        if let Some(format) = self.catalog[target].asserted_format() {
            return camel(format);
        }
        if let Some(value) = words.const_value.as_ref().and_then(|at| at.value.as_str()) {
            return camel(value);
        }
        let types = self.accepts.schema(target);
        type_name(types).into()
    }

    /// The place of a document's root type, looked up.
    pub(crate) fn root_of(catalog: &Catalog, document: DocumentId) -> Place {
        let mut contracts = catalog.contracts.iter().chain(&catalog.left_out);
        let contract = contracts.find(|contract| contract.document == document);
        contract.map_or_else(|| shared(&catalog[document].path), event_place)
    }

    fn root(&self, document: DocumentId) -> Place {
        self.roots.get(&document).cloned().unwrap_or_else(|| shared(&self.catalog[document].path))
    }
}

/// Whether a schema is a part of another, or the same.
pub(crate) fn lies_in(catalog: &Catalog, inner: SchemaId, outer: SchemaId) -> bool {
    let (inner, outer) = (&catalog[inner], &catalog[outer]);
    let rest = inner.pointer.strip_prefix(outer.pointer.as_str());
    inner.document == outer.document && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An event's type: `order::OrderCreatedV1`.
fn event_place(contract: &Contract) -> Place {
    let event = &contract.event;
    let name = format!("{}{}V{}", camel(&event.domain.value), camel(&event.name.value), event.version.value);
    Place { modules: vec![snake(&event.domain.value)], name }
}

impl Place {
    /// A place below this one: in the module that is named after this type.
    pub(crate) fn inside(&self, name: &str) -> Self {
        let mut modules = self.modules.clone();
        modules.push(self.module());
        Self { modules, name: camel(name) }
    }

    /// The module that holds what belongs to this type.
    ///
    /// A name without capitals would meet its own module: `_2fa` and `日本` have `_2fa_` and `日本_`.
    pub(crate) fn module(&self) -> String {
        let name = snake(&self.name);
        if name == self.name { name + "_" } else { name }
    }
}

/// What a set of types is called as a branch.
pub(crate) fn type_name(types: crate::contract::Types) -> &'static str {
    use crate::contract::Types;
    match types {
        Types::NULL => "Null",
        Types::BOOLEAN => "Boolean",
        Types::INTEGER => "Integer",
        Types::NUMBER => "Number",
        Types::STRING => "String",
        Types::ARRAY => "Array",
        Types::OBJECT => "Object",
        _ => "Other",
    }
}

/// A file without an event: `common/money.yaml` is `shared::common::Money`.
fn shared(path: &str) -> Place {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut parts: Vec<&str> = path.split(['/', ':']).filter(|part| !part.is_empty()).collect();
    let file = parts.pop().unwrap_or("schema");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    let modules = std::iter::once("shared".to_owned()).chain(parts.into_iter().map(snake)).collect();
    Place { modules, name: camel(stem) }
}

/// A token of a JSON pointer as the name that it stands for (RFC 6901 §4).
pub(super) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
