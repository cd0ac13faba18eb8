//! What is asked of one place of an instance.

use std::sync::Arc;

use crate::compat::BUDGET;
use crate::compat::model::{Json, NodeId};

/// How a schema is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// It accepts the value, whose keys are all declared.
    Produced,
    /// It accepts the value.
    Holds,
    /// It refuses the value.
    Fails,
    /// It counts for nothing but the names that it declares: an `if` that does not hold.
    Declares,
}

/// A schema and how it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Literal {
    pub(crate) node: NodeId,
    pub(crate) sign: Sign,
}

/// Literals that one value has to meet, in order, none twice.
pub(crate) type Goal = Arc<[Literal]>;

/// Whether a goal can be met.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// By this value.
    Found(Json),
    /// By no value.
    Empty,
    /// Nobody can say, for this reason.
    Unknown(&'static str),
}

impl Literal {
    pub(crate) fn new(node: NodeId, sign: Sign) -> Self {
        Self { node, sign }
    }

    pub(crate) fn holds(node: NodeId) -> Self {
        Self::new(node, Sign::Holds)
    }

    pub(crate) fn fails(node: NodeId) -> Self {
        Self::new(node, Sign::Fails)
    }
}

/// Brings literals into the form that goals are known by.
pub(crate) fn goal(mut literals: Vec<Literal>) -> Goal {
    literals.sort_unstable();
    literals.dedup();
    literals.into()
}

/// The first value that is found among some ways to meet a goal.
#[derive(Debug)]
pub(crate) struct Tries {
    unknown: Option<&'static str>,
}

impl Tries {
    pub(crate) fn new() -> Self {
        Self { unknown: None }
    }

    /// Takes an answer in; a value is the end of it.
    pub(crate) fn take(&mut self, answer: Answer) -> Option<Json> {
        match answer {
            Answer::Found(value) => return Some(value),
            Answer::Empty => {}
            Answer::Unknown(reason) => self.give_up(reason),
        }
        None
    }

    /// Notes that something could not be tried.
    pub(crate) fn give_up(&mut self, reason: &'static str) {
        // The budget explains the least.
        if self.unknown.is_none_or(|known| known == BUDGET) {
            self.unknown = Some(reason);
        }
    }

    /// What there is to say when no value was found.
    pub(crate) fn none(self) -> Answer {
        self.unknown.map_or(Answer::Empty, Answer::Unknown)
    }
}
