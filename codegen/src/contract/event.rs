//! The `x-event` block.

use super::schema::At;
use crate::read::Node;
use crate::source::Span;

/// Who publishes an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Producer {
    /// The service.
    pub name: String,
    /// Whether it passes on members that it does not know.
    pub forwards: bool,
}

/// What `x-event` says.
#[derive(Clone, Debug)]
pub struct EventBlock {
    /// The place of the whole block.
    pub span: Span,
    /// `[a-z][a-z0-9_]*`.
    pub domain: At<String>,
    /// `[a-z][a-z0-9_]*`, past tense.
    pub name: At<String>,
    /// A whole number from 1.
    pub version: At<u32>,
    /// JSON pointer: events of one key stay in order.
    pub key: Option<At<String>>,
    /// JSON pointer: what makes two deliveries the same event for a handler.
    pub idempotency: Option<At<String>>,
    /// Who answers for it.
    pub owner: Option<At<String>>,
    /// The stream it belongs to.
    pub stream: Option<At<String>>,
    /// Free words.
    pub tags: Vec<At<String>>,
    /// Who reads it.
    pub consumers: Vec<At<String>>,
    /// Who writes it.
    pub producers: Vec<At<Producer>>,
    /// A compatibility mode, and the reason for a weak one.
    pub compatibility: Option<At<Compatibility>>,
    /// Since when not to use it, and what instead.
    pub deprecated: Option<At<Deprecated>>,
    /// The type that this one takes the place of.
    pub supersedes: Option<At<String>>,
    /// ISO 8601 duration.
    pub retention: Option<At<String>>,
    /// Payloads that must be refused.
    pub counterexamples: Vec<Node>,
}

/// A compatibility mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Anything goes.
    None,
    /// New consumers read what old producers send.
    Backward,
    /// Old consumers read what new producers send.
    Forward,
    /// Both.
    Full,
    /// [`Mode::Backward`], against every released revision.
    BackwardTransitive,
    /// [`Mode::Forward`], against every released revision.
    ForwardTransitive,
    /// [`Mode::Full`], against every released revision: the default.
    FullTransitive,
}

impl Mode {
    /// The mode as definitions spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Backward => "backward",
            Self::Forward => "forward",
            Self::Full => "full",
            Self::BackwardTransitive => "backward-transitive",
            Self::ForwardTransitive => "forward-transitive",
            Self::FullTransitive => "full-transitive",
        }
    }
}

/// `compatibility`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compatibility {
    /// The mode.
    pub mode: Mode,
    /// Why, when it is weaker than the default.
    pub reason: Option<String>,
}

/// `deprecated`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// The date since when: `2026-11-01`.
    pub since: Option<String>,
    /// The date after which it may be gone.
    pub sunset: Option<String>,
    /// The type to use instead.
    pub successor: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl EventBlock {
    /// What the event is: `order.created.v1`.
    pub fn event_type(&self) -> String {
        format!("{}.{}.v{}", self.domain.value, self.name.value, self.version.value)
    }

    /// Where it is published: `events.order.created.v1`.
    pub fn subject(&self) -> String {
        format!("events.{}", self.event_type())
    }
}
