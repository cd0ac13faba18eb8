//! One way to meet a goal with a value of one type: what has been found out so far.

use std::sync::Arc;

use super::array::ArrayFacts;
use super::goal::Literal;
use super::keys::{KeySet, Keys};
use super::number::NumberFacts;
use super::object::ObjectFacts;
use super::string::StringFacts;
use crate::compat::model::{Bound, Format, Json, NodeId, Rational};
use crate::compat::regular::Pattern;
use crate::contract::Types;

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The plainest values come first.
    pub(crate) const ALL: [Self; 6] = [Self::Null, Self::Number, Self::String, Self::Bool, Self::Array, Self::Object];

    pub(crate) fn types(self) -> Types {
        match self {
            Self::Null => Types::NULL,
            Self::Bool => Types::BOOLEAN,
            Self::Number => Types::NUMBER,
            Self::String => Types::STRING,
            Self::Array => Types::ARRAY,
            Self::Object => Types::OBJECT,
        }
    }
}

/// A literal that is still to be taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) literal: Literal,
    /// To which scopes it reports what it evaluates or declares.
    pub(crate) scopes: Arc<[usize]>,
}

/// A thing that may be asked of a value.
#[derive(Clone, Debug)]
pub(crate) enum Atom {
    Task(Task),
    NotValues(Arc<[Json]>),
    Lower(Bound),
    Upper(Bound),
    Step(Rational),
    Off(Rational),
    MinLength(u64),
    MaxLength(u64),
    Pattern(Arc<Pattern>, bool),
    Format(Format, bool),
    MinItems(u64),
    MaxItems(u64),
    /// So many items meet the literal, the others do not.
    Count {
        literal: Literal,
        min: u64,
        max: Option<u64>,
    },
    /// An item from this place on, and before the other, meets the literals.
    Item {
        from: u64,
        to: Option<u64>,
        literals: Vec<Literal>,
    },
    /// Two items are the same.
    Twins,
    MinProperties(u64),
    MaxProperties(u64),
    Present(Arc<str>),
    Missing(Arc<str>),
    /// A property of such a name is there, and its value and name meet the literals.
    Member {
        keys: Keys,
        value: Vec<Literal>,
        name: Vec<Literal>,
    },
    /// What the node does not evaluate is to fail its `unevaluatedProperties` or `unevaluatedItems`.
    Escapes(NodeId),
}

/// Ways of which one has to be taken.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) ways: Vec<Vec<Atom>>,
    pub(crate) rank: Rank,
}

/// What a choice belongs to, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// `anyOf` and `oneOf` that hold: what the value is.
    Union,
    /// Something that fails.
    Failure,
    /// `if` and `dependentSchemas` that hold. There may be many, and most can be met whatever else is asked.
    Condition,
}

/// Who collects what a schema object and those in it evaluate.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) role: Role,
    pub(crate) keys: KeySet,
    /// How many items are evaluated from the first on.
    pub(crate) prefix: u64,
    pub(crate) all_items: bool,
    /// Items that one of these accepts are evaluated.
    pub(crate) contains: Vec<NodeId>,
    /// Whether something declares properties.
    pub(crate) declares: bool,
    /// Branches that were left open, though they declare properties if they hold.
    pub(crate) unchosen: Vec<NodeId>,
    pub(crate) finished: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The location: what is not declared may not be there.
    Declared,
    /// What is not evaluated meets the literal.
    Rest(Literal),
    /// Something that is not evaluated fails the node.
    Escapes(NodeId),
}

/// What has been found out.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) kind: Kind,
    pub(crate) tasks: Vec<Task>,
    /// Literals that fail; they are taken apart when nothing is left that holds.
    pub(crate) fails: Vec<NodeId>,
    pub(crate) choices: Vec<Choice>,
    /// The nodes that hold.
    pub(crate) held: Vec<NodeId>,
    /// The nodes that fail.
    pub(crate) failed: Vec<NodeId>,
    /// The only values that are left.
    pub(crate) values: Option<Vec<Json>>,
    /// Lists of values that it is not, each in order.
    pub(crate) excluded: Vec<Arc<[Json]>>,
    pub(crate) number: NumberFacts,
    pub(crate) string: StringFacts,
    pub(crate) array: Arc<ArrayFacts>,
    pub(crate) object: Arc<ObjectFacts>,
    pub(crate) scopes: Vec<Scope>,
    /// Something here cannot be decided.
    pub(crate) unknown: Option<&'static str>,
}

impl Branch {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            tasks: Vec::new(),
            fails: Vec::new(),
            choices: Vec::new(),
            held: Vec::new(),
            failed: Vec::new(),
            values: None,
            excluded: Vec::new(),
            number: NumberFacts::default(),
            string: StringFacts::default(),
            array: Arc::default(),
            object: Arc::default(),
            scopes: Vec::new(),
            unknown: None,
        }
    }

    /// Opens a scope and gives its number.
    pub(crate) fn open(&mut self, role: Role) -> usize {
        self.scopes.push(Scope {
            role,
            keys: KeySet::default(),
            prefix: 0,
            all_items: false,
            contains: Vec::new(),
            declares: false,
            unchosen: Vec::new(),
            finished: false,
        });
        self.scopes.len() - 1
    }

    /// How many steps it is worth to do all of this once more.
    pub(crate) fn weight(&self) -> usize {
        let ways: usize = self.choices.iter().map(|choice| choice.ways.len()).sum();
        (ways + self.tasks.len() + self.held.len() + self.failed.len() + self.scopes.len()) / 32
    }

    /// Whether the value is one of those that are excluded.
    pub(crate) fn excludes(&self, value: &Json) -> bool {
        self.excluded.iter().any(|values| values.binary_search(value).is_ok())
    }

    /// Takes in an atom; `false` if nothing can be all of it.
    pub(crate) fn apply(&mut self, atom: &Atom) -> bool {
        match atom {
            Atom::Task(task) => self.tasks.push(task.clone()),
            Atom::NotValues(values) => self.excluded.push(Arc::clone(values)),
            Atom::Lower(bound) => self.number.lower(bound),
            Atom::Upper(bound) => self.number.upper(bound),
            Atom::Step(step) => self.number.step(step),
            Atom::Off(step) => self.number.off(step),
            Atom::MinLength(min) => self.string.min(*min),
            Atom::MaxLength(max) => self.string.max(*max),
            Atom::Pattern(pattern, found) => self.string.patterns.push((Arc::clone(pattern), *found)),
            Atom::Format(format, is) => self.string.formats.push((format.clone(), *is)),
            Atom::MinItems(_) | Atom::MaxItems(_) | Atom::Count { .. } | Atom::Item { .. } | Atom::Twins => {
                Arc::make_mut(&mut self.array).apply(atom);
            }
            Atom::MinProperties(_)
            | Atom::MaxProperties(_)
            | Atom::Present(_)
            | Atom::Missing(_)
            | Atom::Member { .. } => return Arc::make_mut(&mut self.object).apply(atom),
            Atom::Escapes(_) => {}
        }
        true
    }
}
