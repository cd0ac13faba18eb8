//! Schemas as the engine reads them: one node a schema object, equal ones shared.

use std::sync::Arc;

use super::json::Json;
use super::rational::Rational;
use crate::compat::regular::Pattern;
use crate::contract::{Dialect, Types};

/// A node of the [`Arena`], by its number. Equal numbers accept the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(crate) u32);

/// The schema `true`.
pub(crate) const ANYTHING: NodeId = NodeId(0);
/// The schema `false`.
pub(crate) const NOTHING: NodeId = NodeId(1);

/// What one schema object says. What is absent says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) types: Types,
    /// `enum`, in order; `const` is one value.
    pub(crate) values: Option<Arc<[Json]>>,
    pub(crate) number: NumberWords,
    pub(crate) string: StringWords,
    pub(crate) array: ArrayWords,
    pub(crate) object: ObjectWords,
    /// `allOf` and `$ref`.
    pub(crate) all: Vec<NodeId>,
    /// `anyOf`; empty when absent.
    pub(crate) any: Vec<NodeId>,
    /// `oneOf`; empty when absent.
    pub(crate) one: Vec<NodeId>,
    pub(crate) not: Option<NodeId>,
    /// `if`, `then`, `else`.
    pub(crate) condition: Option<(NodeId, NodeId, NodeId)>,
    /// Why the node cannot be decided, if it cannot.
    pub(crate) opaque: Option<&'static str>,
    /// Tells nodes apart that cannot be compared.
    pub(crate) number_of_its_own: usize,
}

/// A bound of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Bound {
    pub(crate) value: Rational,
    /// Whether the value itself is outside.
    pub(crate) exclusive: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct NumberWords {
    pub(crate) lower: Vec<Bound>,
    pub(crate) upper: Vec<Bound>,
    pub(crate) step: Option<Rational>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct StringWords {
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) pattern: Option<Arc<Pattern>>,
    /// A format that is asserted, and the dialect that says what it is.
    pub(crate) format: Option<Format>,
}

/// A format, by the dialect that defines it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Format {
    pub(crate) name: Arc<str>,
    pub(crate) draft7: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ArrayWords {
    pub(crate) prefix: Vec<NodeId>,
    /// For the items behind the prefix.
    pub(crate) items: Option<NodeId>,
    pub(crate) contains: Option<Contains>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) unevaluated: Option<NodeId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Contains {
    pub(crate) node: NodeId,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// Whether matching items count as evaluated: not in draft-07.
    pub(crate) evaluates: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ObjectWords {
    /// In the order of their names.
    pub(crate) properties: Vec<(Arc<str>, NodeId)>,
    pub(crate) patterns: Vec<(Arc<Pattern>, NodeId)>,
    pub(crate) additional: Option<NodeId>,
    pub(crate) names: Option<NodeId>,
    pub(crate) required: Vec<Arc<str>>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) dependent_required: Vec<(Arc<str>, Vec<Arc<str>>)>,
    pub(crate) dependent_schemas: Vec<(Arc<str>, NodeId)>,
    pub(crate) unevaluated: Option<NodeId>,
}

impl Default for Node {
    fn default() -> Self {
        Self {
            types: Types::ALL,
            values: None,
            number: NumberWords::default(),
            string: StringWords::default(),
            array: ArrayWords::default(),
            object: ObjectWords::default(),
            all: Vec::new(),
            any: Vec::new(),
            one: Vec::new(),
            not: None,
            condition: None,
            opaque: None,
            number_of_its_own: 0,
        }
    }
}

impl ObjectWords {
    /// What `properties` says of a name.
    pub(crate) fn property(&self, name: &str) -> Option<NodeId> {
        let found = self.properties.binary_search_by(|(own, _)| (**own).cmp(name));
        found.ok().map(|place| self.properties[place].1)
    }
}

impl Format {
    pub(crate) fn new(name: &str, dialect: Dialect) -> Self {
        Self { name: name.into(), draft7: dialect.is_draft7() }
    }
}

impl Node {
    /// The schema `false`.
    pub(crate) fn nothing() -> Self {
        Self { types: Types::NONE, ..Self::default() }
    }

    /// The nodes that judge the same value.
    pub(crate) fn in_place(&self) -> impl Iterator<Item = NodeId> {
        let conditional = self.condition.iter().flat_map(|(test, then, otherwise)| [*test, *then, *otherwise]);
        let dependent = self.object.dependent_schemas.iter().map(|(_, node)| *node);
        let branches = self.all.iter().chain(&self.any).chain(&self.one).chain(&self.not).copied();
        branches.chain(conditional).chain(dependent)
    }

    /// The numbers of the nodes that this one names, to be changed.
    pub(crate) fn links(&mut self) -> Vec<&mut NodeId> {
        let Self { array, object, all, any, one, not, condition, .. } = self;
        let mut links: Vec<&mut NodeId> = Vec::new();
        links.extend(array.prefix.iter_mut());
        links.extend(array.items.iter_mut());
        links.extend(array.contains.iter_mut().map(|contains| &mut contains.node));
        links.extend(array.unevaluated.iter_mut());
        links.extend(object.properties.iter_mut().map(|(_, node)| node));
        links.extend(object.patterns.iter_mut().map(|(_, node)| node));
        links.extend(object.additional.iter_mut());
        links.extend(object.names.iter_mut());
        links.extend(object.dependent_schemas.iter_mut().map(|(_, node)| node));
        links.extend(object.unevaluated.iter_mut());
        links.extend(all.iter_mut());
        links.extend(any.iter_mut());
        links.extend(one.iter_mut());
        links.extend(not.iter_mut());
        if let Some((test, then, otherwise)) = condition {
            links.extend([test, then, otherwise]);
        }
        links
    }
}
