//! `$dynamicRef` made static: a schema for each dynamic scope that it is met in, in which every such
//! reference leads where that scope sends it (core, section 8.2.3.2).
//!
//! The first scope that a schema is met in keeps its number. All others get numbers behind those of
//! the catalog, and say which schema they are.

use super::lower::Lowered;
use super::shape::{Kind, Program};
use crate::contract::{At, Body, Catalog, Schema, SchemaId};
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// A catalog without `$dynamicRef`.
pub(super) struct Static {
    pub(super) catalog: Catalog,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What each schema comes from, where it depends on its scope.
    origins: HashMap<SchemaId, Origin>,
}

/// A schema in a dynamic scope.
#[derive(Clone)]
struct Origin {
    schema: SchemaId,
    scope: ScopeId,
    /// The contract that leads to it, by its index.
    contract: usize,
    /// The resources of the scope.
    within: Vec<Rc<str>>,
}

/// The way to a schema as far as it matters: a part of a contract that is judged by itself needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The contract that leads there, by its index.
    pub(crate) contract: usize,
    /// The URIs of the resources that it leads through and that matter.
    pub(crate) within: Vec<Rc<str>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ScopeId(usize);

/// The resources on the way that were the first to have a dynamic anchor, outermost first.
#[derive(Clone, Default)]
struct Way {
    resources: Vec<Rc<str>>,
    bound: BTreeMap<Rc<str>, SchemaId>,
}

/// The catalog without `$dynamicRef`, if it has any.
pub(super) fn resolve(catalog: &Catalog) -> Option<Static> {
    let depends = depends(catalog);
    if depends.is_empty() {
        return None;
    }
    let mut anchors: HashMap<Rc<str>, BTreeMap<Rc<str>, SchemaId>> = HashMap::new();
    for (schema, id) in catalog.schemas.iter().zip((0..).map(SchemaId)) {
        if let Some(anchor) = schema.keywords().and_then(|words| words.dynamic_anchor.as_ref()) {
            anchors.entry(Rc::clone(&schema.base)).or_default().insert(anchor.value.as_str().into(), id);
        }
    }
    let mut resolver = Resolver {
        catalog,
        depends,
        anchors,
        ways: Vec::new(),
        scopes: HashMap::new(),
        known: HashMap::new(),
        given: HashSet::new(),
        origins: HashMap::new(),
        pending: Vec::new(),
        schemas: catalog.schemas.clone(),
        most: 2_000 + 16 * catalog.schemas.len(),
    };
    let outermost = resolver.scope(Way::default());
    let mut diagnostics = Vec::new();
    for (index, contract) in catalog.contracts.iter().enumerate() {
        resolver.meet(contract.root, outermost, index);
        while let Some(id) = resolver.pending.pop() {
            resolver.redirect(id);
        }
        if resolver.schemas.len() > resolver.most {
            let span = catalog[contract.root].span;
            let problem = Diagnostic::error("too-many", span, "`$dynamicRef` leads to too many schemas from here");
            diagnostics.push(problem.hint("write `$ref` where a schema is not meant to be extended"));
            break;
        }
    }
    let Resolver { schemas, origins, .. } = resolver;
    Some(Static { catalog: Catalog { schemas, ..catalog.clone() }, diagnostics, origins })
}

/// The schemas from which a `$dynamicRef` can be reached.
fn depends(catalog: &Catalog) -> HashSet<SchemaId> {
    let ids = || (0..).map(SchemaId).zip(&catalog.schemas);
    let mut from: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    let mut found = Vec::new();
    for (id, words) in ids().filter_map(|(id, schema)| Some((id, schema.keywords()?))) {
        words.children().chain(words.references()).for_each(|to| from.entry(to).or_default().push(id));
        found.extend(words.dynamic_reference.is_some().then_some(id));
    }
    let mut depends: HashSet<SchemaId> = found.iter().copied().collect();
    while let Some(id) = found.pop() {
        found.extend(from.get(&id).into_iter().flatten().copied().filter(|id| depends.insert(*id)));
    }
    depends
}

struct Resolver<'a> {
    catalog: &'a Catalog,
    depends: HashSet<SchemaId>,
    /// The dynamic anchors of each resource.
    anchors: HashMap<Rc<str>, BTreeMap<Rc<str>, SchemaId>>,
    ways: Vec<Way>,
    scopes: HashMap<Vec<Rc<str>>, ScopeId>,
    known: HashMap<(SchemaId, ScopeId), SchemaId>,
    /// Schemas whose own number is given to a scope.
    given: HashSet<SchemaId>,
    origins: HashMap<SchemaId, Origin>,
    pending: Vec<SchemaId>,
    schemas: Vec<Schema>,
    /// How many schemas there may be.
    most: usize,
}

impl Resolver<'_> {
    fn scope(&mut self, way: Way) -> ScopeId {
        let next = ScopeId(self.ways.len());
        let id = *self.scopes.entry(way.resources.clone()).or_insert(next);
        if id == next {
            self.ways.push(way);
        }
        id
    }

    /// The scope within a resource.
    fn enter(&mut self, scope: ScopeId, resource: &Rc<str>) -> ScopeId {
        let Some(anchors) = self.anchors.get(resource) else { return scope };
        let mut way = self.ways[scope.0].clone();
        let before = way.bound.len();
        for (name, schema) in anchors {
            way.bound.entry(Rc::clone(name)).or_insert(*schema);
        }
        if way.bound.len() == before {
            return scope;
        }
        way.resources.push(Rc::clone(resource));
        self.scope(way)
    }

    /// The number of a schema that is met in a scope.
    fn meet(&mut self, schema: SchemaId, outer: ScopeId, contract: usize) -> SchemaId {
        if !self.depends.contains(&schema) || self.schemas.len() > self.most {
            return schema;
        }
        let scope = self.enter(outer, &self.catalog[schema].base);
        if let Some(id) = self.known.get(&(schema, scope)) {
            return *id;
        }
        let id = if self.given.insert(schema) {
            schema
        } else {
            self.schemas.push(self.catalog[schema].clone());
            SchemaId(u32::try_from(self.schemas.len() - 1).unwrap_or(u32::MAX))
        };
        self.known.insert((schema, scope), id);
        let within = self.ways[scope.0].resources.clone();
        self.origins.insert(id, Origin { schema, scope, contract, within });
        self.pending.push(id);
        id
    }

    /// Makes everything that a schema leads to what it is in the schema's scope.
    fn redirect(&mut self, id: SchemaId) {
        let Origin { schema, scope, contract, .. } = self.origins[&id].clone();
        let Body::Keywords(mut words) = self.catalog[schema].body.clone() else { return };
        words.replace(|child| self.meet(child, scope, contract));
        if let Some(At { value: reference, span }) = words.dynamic_reference.take() {
            let bound = reference.anchor.and_then(|anchor| self.ways[scope.0].bound.get(anchor.as_str()).copied());
            let target = self.meet(bound.unwrap_or(reference.target), scope, contract);
            match (&words.reference, &mut words.all_of) {
                (None, _) => words.reference = Some(At { value: target, span }),
                (Some(_), Some(all)) => all.value.push(target),
                (Some(_), all) => *all = Some(At { value: vec![target], span }),
            }
        }
        self.schemas[id.0 as usize].body = Body::Keywords(words);
    }
}

impl Static {
    /// Speaks of the schemas of the catalog again.
    pub(super) fn restore(&self, lowered: &mut Lowered) {
        let restored = |id: SchemaId| self.origins.get(&id).map_or(id, |origin| origin.schema);
        let Program { types, pattern, fallback, .. } = &mut lowered.program;
        for def in types {
            def.schema = restored(def.schema);
            let parts: Vec<_> = match &mut def.kind {
                Kind::Struct(object) => object.fields.iter_mut().filter_map(|field| field.value_mut()).collect(),
                Kind::Union(union) => union.branches.iter_mut().map(|branch| &mut branch.ty).collect(),
                Kind::Newtype(value) => vec![value],
                _ => Vec::new(),
            };
            let parts = parts.into_iter().flat_map(|value| value.without_null_mut().judged.iter_mut());
            for rule in def.judged.iter_mut().chain(parts) {
                if let Some(origin) = self.origins.get(&rule.schema) {
                    rule.schema = origin.schema;
                    rule.scope = Some(Scope { contract: origin.contract, within: origin.within.clone() });
                }
            }
        }
        pattern.iter_mut().chain(fallback).for_each(|need| need.schema = restored(need.schema));
        let shares = std::mem::take(&mut lowered.shares);
        lowered.shares = shares.into_iter().map(|(id, share)| (restored(id), share)).collect();
    }
}
