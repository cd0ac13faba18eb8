//! From documents to schemas: everything that a contract reaches, each place once, by a worklist
//! instead of recursion.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::schema::{Body, DocumentId, Keywords, Schema, SchemaId};
use super::value::{Problems, brief};
use crate::diagnostic::Diagnostic;
use crate::read::{Node, Value};
use crate::resolve::{Index, Place, Reference, ResourceId, Target};
use crate::source::Span;

/// How many bytes the pointers of all schemas may take, and how many more for each byte of text: a long
/// name is repeated in the pointer of everything below it.
const POINTERS: usize = 1 << 20;
const POINTERS_A_BYTE: usize = 64;

/// Loads schemas on demand.
pub(super) struct Loader<'a> {
    pub(super) index: Index<'a>,
    pub(super) schemas: Vec<Schema>,
    pub(super) problems: Problems,
    /// Whether a reference led nowhere, so that something may be said where it should lead.
    pub(super) incomplete: bool,
    /// The schema of a place, by the address of its node.
    places: HashMap<*const Node, SchemaId>,
    /// Numbered, but not yet read.
    pending: VecDeque<(SchemaId, &'a Node, ResourceId)>,
    /// Resources that something was reached in, in that order.
    reached: Vec<ResourceId>,
    reached_set: HashSet<ResourceId>,
    /// Anchors that a `$dynamicRef` may be redirected to.
    dynamic_anchors: Vec<String>,
    redirected: HashSet<(ResourceId, usize)>,
    /// How many more bytes the pointers of schemas may take.
    pointers_left: usize,
}

impl<'a> Loader<'a> {
    pub(super) fn new(index: Index<'a>) -> Self {
        let text: usize = index.sources.all().iter().map(|source| source.text.len()).sum();
        let pointers_left = POINTERS.saturating_add(text.saturating_mul(POINTERS_A_BYTE));
        Self {
            index,
            schemas: Vec::new(),
            problems: Vec::new(),
            incomplete: false,
            places: HashMap::new(),
            pending: VecDeque::new(),
            reached: Vec::new(),
            reached_set: HashSet::new(),
            dynamic_anchors: Vec::new(),
            redirected: HashSet::new(),
            pointers_left,
        }
    }

    /// The number of the schema that a document is.
    pub(super) fn root(&mut self, document: DocumentId) -> SchemaId {
        let place = self.index.root(document);
        self.schema_at(place)
    }

    /// Reads everything that was numbered, and what that reaches.
    pub(super) fn run(&mut self) {
        while let Some((id, node, resource)) = self.pending.pop_front() {
            let body = self.body(id, node, resource);
            self.schemas[id.0 as usize].body = body;
            if self.pending.is_empty() {
                self.redirect();
            }
        }
    }

    /// The number of the schema at a place. Asked twice, it gives the same.
    pub(super) fn schema_at(&mut self, place: Place<'a>) -> SchemaId {
        let Place { node, pointer, resource } = place;
        let next = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        let id = *self.places.entry(std::ptr::from_ref(node)).or_insert(next);
        if id == next {
            let left = self.pointers_left.checked_sub(pointer.len());
            if left.is_none() && self.pointers_left > 0 {
                let span = Span { end: node.span.end.min(node.span.start + 1), ..node.span };
                let message = "the names above the schemas are too long to write them for each";
                let problem = Diagnostic::error("too-large", span, message);
                self.problems.push(problem.hint("shorten the property names that many schemas lie below"));
                self.incomplete = true;
            }
            self.pointers_left = left.unwrap_or(0);
            let pointer = if left.is_some() { pointer } else { String::new() };
            let found = self.index.resource(resource);
            self.schemas.push(Schema {
                document: found.document,
                pointer,
                span: node.span,
                dialect: found.dialect,
                base: Rc::clone(&found.uri),
                body: Body::Bool(true),
            });
            if left.is_some() {
                self.pending.push_back((id, node, resource));
            }
            if self.reached_set.insert(resource) {
                self.reached.push(resource);
                let problems = self.index.take_problems(resource);
                self.problems.extend(problems);
            }
        }
        id
    }

    /// The number of the schema that a reference leads to.
    pub(super) fn follow(&mut self, reference: Reference<'_>) -> Option<(SchemaId, Option<String>)> {
        match self.index.resolve(reference) {
            Ok(Target { place, dynamic_anchor }) => Some((self.schema_at(place), dynamic_anchor)),
            Err(problem) => {
                self.problems.push(*problem);
                self.incomplete = true;
                None
            }
        }
    }

    /// Notes that the dynamic scope may send a reference to any anchor of a name.
    pub(super) fn expect_redirection(&mut self, anchor: &str) {
        if !self.dynamic_anchors.iter().any(|known| known == anchor) {
            self.dynamic_anchors.push(anchor.to_owned());
        }
    }

    /// Reaches the anchors that the dynamic scope may send a `$dynamicRef` to: those of its name in any
    /// resource that was reached.
    fn redirect(&mut self) {
        for resource in self.reached.clone() {
            for anchor in 0..self.dynamic_anchors.len() {
                if self.redirected.insert((resource, anchor))
                    && let Some(place) = self.index.dynamic_anchor(resource, &self.dynamic_anchors[anchor])
                {
                    self.schema_at(place);
                }
            }
        }
    }

    fn body(&mut self, id: SchemaId, node: &'a Node, resource: ResourceId) -> Body {
        match &node.value {
            Value::Bool(value) => Body::Bool(*value),
            Value::Object(object) => {
                let keywords = super::keywords::load(self, id, object, resource);
                Body::Keywords(Box::new(keywords))
            }
            _ => {
                let problem =
                    Diagnostic::error("not-a-schema", brief(node), "a schema is an object, `true` or `false`")
                        .label(format!("this is of type {}", node.type_name()));
                self.problems.push(problem);
                Body::Keywords(Box::<Keywords>::default())
            }
        }
    }
}
