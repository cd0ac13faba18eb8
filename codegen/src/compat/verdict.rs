//! What a comparison comes to.

use crate::source::Span;

/// The answer to one question: does the reader accept all that the writer sends?
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It does; this is proved.
    Compatible,
    /// It does not.
    Breaking(Break),
    /// Nobody can say, for this reason.
    Undecided(String),
}

/// A payload that the writer may send and the reader refuses.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// The rule that it breaks, in kebab case.
    pub rule: &'static str,
    /// The payload. Independent validators confirm it; nothing can be taken away from it.
    pub witness: serde_json::Value,
    /// Where in the payload the reader stumbles: a JSON pointer.
    pub instance_path: String,
    /// The place in the reader's schema that refuses it, where it is known.
    pub refused_at: Option<Span>,
    /// The place in the writer's schema that lets it through, where it is known.
    pub sent_at: Option<Span>,
}

/// Both directions of a comparison; what was not asked is absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Whether the new schema reads what the old one's producers send.
    pub backward: Option<Verdict>,
    /// Whether the old schema reads what the new one's producers send.
    pub forward: Option<Verdict>,
    /// Schemas that nothing meets, so that nothing can break them.
    pub unsatisfiable: Vec<Side>,
}

/// One of two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that was released.
    Old,
    /// The one that is to be.
    New,
}

/// A new schema against every released one.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// A comparison for each released schema, in their order.
    pub comparisons: Vec<Comparison>,
    /// Names that were let go, are there again, and do not mean what they meant.
    pub reused: Vec<Reused>,
}

/// A name that was let go and is there again, and may not mean what it meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Reused {
    /// The number of the released schema that had it.
    pub revision: usize,
    /// The property: a JSON pointer into payloads; `*` stands for any item or member.
    pub path: String,
    /// Its name in the new schema.
    pub place: Span,
    /// What the payloads come to that both schemas take but for this property: one direction is not compatible.
    /// The rule of a break is `property-reused`.
    pub comparison: Comparison,
}

impl Side {
    /// `old` or `new`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

impl Verdict {
    /// Whether it is proved that nothing breaks.
    pub fn is_compatible(&self) -> bool {
        *self == Self::Compatible
    }
}

impl Comparison {
    /// The verdicts of the directions that were asked.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.backward.iter().chain(&self.forward)
    }

    /// Whether it is proved that nothing breaks.
    pub fn is_compatible(&self) -> bool {
        self.verdicts().all(Verdict::is_compatible)
    }
}

impl Report {
    /// Whether it is proved that nothing breaks.
    pub fn is_compatible(&self) -> bool {
        self.comparisons.iter().all(Comparison::is_compatible) && self.reused.is_empty()
    }
}
