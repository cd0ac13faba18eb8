//! From the contract model to nodes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::arena::Arena;
use super::json::Json;
use super::node::{
    ANYTHING, ArrayWords, Bound, Contains, Format, NOTHING, Node, NodeId, NumberWords, ObjectWords, StringWords,
};
use super::rational::{Rational, rational};
use crate::compat::BUDGET;
use crate::compat::regular::Patterns;
use crate::contract::{At, Body, Catalog, Dialect, Keywords, Property, SchemaId};
use crate::read::Number;

/// Brings the schemas of one side into the arena.
pub(crate) struct Lowering<'a> {
    catalog: &'a Catalog,
    arena: &'a mut Arena,
    patterns: &'a mut Patterns,
    assert_format: bool,
    root: SchemaId,
    done: HashMap<SchemaId, State>,
    /// Whether a schema leads back to itself.
    pub(crate) recursive: bool,
    /// How often schemas judge one value when a node does, itself included.
    widths: HashMap<NodeId, u64>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum State {
    /// On the way; a place is reserved once somebody asks.
    Open(Option<NodeId>),
    Done(NodeId),
}

/// How deep schemas may lead into one another.
const MAX_DEPTH: usize = 200;

/// How often schemas may judge one value, each way through `allOf` and the like counted.
const MAX_WIDTH: u64 = 20_000;

impl<'a> Lowering<'a> {
    pub(crate) fn new(
        catalog: &'a Catalog,
        root: SchemaId,
        arena: &'a mut Arena,
        patterns: &'a mut Patterns,
        assert_format: bool,
    ) -> Self {
        Self {
            catalog,
            arena,
            patterns,
            assert_format,
            root,
            done: HashMap::new(),
            recursive: false,
            widths: HashMap::new(),
            depth: 0,
        }
    }

    /// Takes some schemas for `true`.
    pub(crate) fn lift(&mut self, schemas: &[SchemaId]) {
        self.done.extend(schemas.iter().map(|id| (*id, State::Done(ANYTHING))));
    }

    /// The node of a schema.
    pub(crate) fn lower(&mut self, id: SchemaId) -> NodeId {
        match self.done.get(&id).copied() {
            Some(State::Done(node) | State::Open(Some(node))) => return node,
            Some(State::Open(None)) => {
                self.recursive = true;
                let node = self.arena.reserve();
                self.done.insert(id, State::Open(Some(node)));
                return node;
            }
            None => {}
        }
        self.done.insert(id, State::Open(None));
        let schema = &self.catalog[id];
        self.depth += 1;
        let node = match &schema.body {
            _ if self.depth > MAX_DEPTH => self.cannot(BUDGET),
            Body::Bool(true) => Node::default(),
            Body::Bool(false) => Node::nothing(),
            Body::Keywords(words) => self.node(words, id, schema.dialect),
        };
        self.depth -= 1;
        let width = node
            .in_place()
            .filter_map(|inner| self.widths.get(&inner))
            .fold(1, |sum: u64, width| sum.saturating_add(*width));
        // Who judges by it would not come to an end.
        let node = if width > MAX_WIDTH { Node { opaque: Some(BUDGET), ..node } } else { node };
        let number = match self.done.get(&id) {
            Some(State::Open(Some(reserved))) => {
                let reserved = *reserved;
                self.arena.fill(reserved, node);
                reserved
            }
            _ => self.arena.alias(node),
        };
        self.widths.insert(number, width);
        self.done.insert(id, State::Done(number));
        number
    }

    fn node(&mut self, words: &Keywords, id: SchemaId, dialect: Dialect) -> Node {
        let mut node =
            Node { types: words.types.as_ref().map_or(Node::default().types, |at| at.value), ..Node::default() };
        values(words, &mut node);
        node.number = number_words(words, &mut node.opaque);
        node.string = self.string_words(words, id, dialect);
        node.array = self.array_words(words, dialect);
        node.object = self.object_words(words);
        node.all.extend(words.reference.as_ref().map(|at| self.lower(at.value)));
        if let Some(reference) = &words.dynamic_reference {
            match self.dynamic(reference.value.target, reference.value.anchor.as_deref()) {
                Some(target) => {
                    let target = self.lower(target);
                    node.all.push(target);
                }
                None => node.opaque = Some("a $dynamicRef depends on the way that leads to it"),
            }
        }
        node.all.extend(self.list(words.all_of.as_ref()));
        node.any = self.list(words.any_of.as_ref());
        node.one = self.list(words.one_of.as_ref());
        node.not = self.optional(words.not.as_ref());
        if let Some(test) = &words.if_schema
            && (words.then_schema.is_some() || words.else_schema.is_some() || self.evaluates(test.value))
        {
            let test = self.lower(test.value);
            let then = self.optional(words.then_schema.as_ref()).unwrap_or(ANYTHING);
            let otherwise = self.optional(words.else_schema.as_ref()).unwrap_or(ANYTHING);
            node.condition = Some((test, then, otherwise));
        }
        match node.opaque {
            Some(reason) => Node { number_of_its_own: self.cannot(reason).number_of_its_own, ..node },
            None => node,
        }
    }

    /// A node that nothing can be said of, unlike any other.
    fn cannot(&mut self, reason: &'static str) -> Node {
        self.arena.reserve();
        Node { opaque: Some(reason), number_of_its_own: self.arena.len(), ..Node::default() }
    }

    /// An `if` alone decides nothing, but it declares and evaluates.
    fn evaluates(&self, test: SchemaId) -> bool {
        self.catalog[test].keywords().is_some()
    }

    /// Where a `$dynamicRef` leads: to the anchor of the first resource on the way from the root that has
    /// one of that name; `None` if that depends on the way.
    fn dynamic(&self, target: SchemaId, anchor: Option<&str>) -> Option<SchemaId> {
        let Some(anchor) = anchor else { return Some(target) };
        let anchors: HashMap<&str, SchemaId> = self
            .catalog
            .schemas
            .iter()
            .zip(0..)
            .filter(|(schema, _)| {
                let own = schema.keywords().and_then(|words| words.dynamic_anchor.as_ref());
                own.is_some_and(|own| own.value == anchor)
            })
            .map(|(schema, id)| (&*schema.base, SchemaId(id)))
            .collect();
        let mut first: Option<SchemaId> = None;
        let mut seen = HashSet::from([self.root]);
        let mut pending = vec![self.root];
        while let Some(id) = pending.pop() {
            let schema = &self.catalog[id];
            match (anchors.get(&*schema.base), first) {
                (Some(found), None) => first = Some(*found),
                (Some(found), Some(first)) if first != *found => return None,
                (Some(_), Some(_)) => {}
                (None, _) => {
                    let next =
                        schema.keywords().into_iter().flat_map(|words| words.children().chain(words.references()));
                    pending.extend(next.filter(|next| seen.insert(*next)));
                }
            }
        }
        first
    }

    fn string_words(&mut self, words: &Keywords, id: SchemaId, dialect: Dialect) -> StringWords {
        let format = self.catalog[id].asserted_format().filter(|_| self.assert_format);
        StringWords {
            min: words.min_length.as_ref().map_or(0, |at| at.value),
            max: words.max_length.as_ref().map(|at| at.value),
            pattern: words.pattern.as_ref().map(|at| self.patterns.get(&at.value)),
            format: format.map(|name| Format::new(name, dialect)),
        }
    }

    fn array_words(&mut self, words: &Keywords, dialect: Dialect) -> ArrayWords {
        let contains = words.contains.as_ref().map(|at| Contains {
            node: self.lower(at.value),
            min: words.min_contains.as_ref().map_or(1, |at| at.value),
            max: words.max_contains.as_ref().map(|at| at.value),
            evaluates: !dialect.is_draft7(),
        });
        ArrayWords {
            prefix: self.list(words.prefix_items.as_ref()),
            items: self.optional(words.items.as_ref()),
            contains,
            min: words.min_items.as_ref().map_or(0, |at| at.value),
            max: words.max_items.as_ref().map(|at| at.value),
            unique: words.unique_items.as_ref().is_some_and(|at| at.value),
            unevaluated: self.optional(words.unevaluated_items.as_ref()),
        }
    }

    fn object_words(&mut self, words: &Keywords) -> ObjectWords {
        let mut properties = self.named(&words.properties);
        properties.sort();
        let mut required: Vec<Arc<str>> = words.required.iter().map(|at| at.value.as_str().into()).collect();
        required.sort();
        let patterns = words.pattern_properties.iter();
        let patterns = patterns.map(|property| (self.patterns.get(&property.name.value), self.lower(property.schema)));
        let mut patterns: Vec<_> = patterns.collect();
        patterns.sort();
        let mut dependent_required: Vec<(Arc<str>, Vec<Arc<str>>)> = words
            .dependent_required
            .iter()
            .map(|dependent| {
                let names = dependent.required.iter().map(|at| at.value.as_str().into());
                (dependent.name.value.as_str().into(), names.collect())
            })
            .collect();
        dependent_required.sort();
        let mut dependent_schemas = self.named(&words.dependent_schemas);
        dependent_schemas.sort();
        ObjectWords {
            properties,
            patterns,
            additional: self.optional(words.additional_properties.as_ref()),
            names: self.optional(words.property_names.as_ref()),
            required,
            min: words.min_properties.as_ref().map_or(0, |at| at.value),
            max: words.max_properties.as_ref().map(|at| at.value),
            dependent_required,
            dependent_schemas,
            unevaluated: self.optional(words.unevaluated_properties.as_ref()),
        }
    }

    fn named(&mut self, properties: &[Property]) -> Vec<(Arc<str>, NodeId)> {
        properties.iter().map(|property| (property.name.value.as_str().into(), self.lower(property.schema))).collect()
    }

    fn list(&mut self, list: Option<&At<Vec<SchemaId>>>) -> Vec<NodeId> {
        list.into_iter().flat_map(|at| &at.value).map(|id| self.lower(*id)).collect()
    }

    fn optional(&mut self, slot: Option<&At<SchemaId>>) -> Option<NodeId> {
        slot.map(|at| self.lower(at.value))
    }
}

fn values(words: &Keywords, node: &mut Node) {
    let listed = words.enum_values.as_ref().map(|at| at.value.as_slice());
    let constant = words.const_value.as_ref().map(|at| std::slice::from_ref(&at.value));
    for values in [constant, listed].into_iter().flatten() {
        let Some(values) = values.iter().map(Json::of).collect::<Option<Vec<_>>>() else {
            node.opaque = Some(BUDGET);
            return;
        };
        let mut values: Vec<Json> = match &node.values {
            Some(known) => {
                let mut values = values;
                values.sort();
                known.iter().filter(|value| values.binary_search(value).is_ok()).cloned().collect()
            }
            None => values,
        };
        values.sort();
        values.dedup();
        node.values = Some(values.into());
    }
}

fn number_words(words: &Keywords, opaque: &mut Option<&'static str>) -> NumberWords {
    let mut value = |slot: &Option<At<Number>>| -> Option<Rational> {
        let number = rational(&slot.as_ref()?.value);
        if number.is_none() {
            *opaque = Some(BUDGET);
        }
        number
    };
    let mut bounds = |inclusive: &Option<At<Number>>, exclusive: &Option<At<Number>>| {
        let inclusive = value(inclusive).map(|value| Bound { value, exclusive: false });
        let exclusive = value(exclusive).map(|value| Bound { value, exclusive: true });
        inclusive.into_iter().chain(exclusive).collect()
    };
    let lower = bounds(&words.minimum, &words.exclusive_minimum);
    let upper = bounds(&words.maximum, &words.exclusive_maximum);
    NumberWords { lower, upper, step: value(&words.multiple_of) }
}

impl Arena {
    /// The number of a node, or of the only one that it leads to.
    fn alias(&mut self, node: Node) -> NodeId {
        if let [only] = node.all.as_slice() {
            let only = *only;
            if (Node { all: Vec::new(), ..node.clone() }) == Node::default() {
                return only;
            }
        }
        if node.types.is_empty() && node.opaque.is_none() {
            return NOTHING;
        }
        self.add(node)
    }
}
