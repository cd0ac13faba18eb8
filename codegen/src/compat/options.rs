//! What is compared, and which way.

use crate::contract::{Catalog, SchemaId};

/// A schema and the catalog that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'a> {
    /// The catalog; it has no errors.
    pub catalog: &'a Catalog,
    /// The schema.
    pub root: SchemaId,
}

/// Which payloads the writer's schema stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// Those with declared properties only: what its producers send.
    #[default]
    Produced,
    /// All that it accepts.
    Strict,
}

/// Who has to understand whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The new schema reads what the old one's producers send.
    Backward,
    /// The old schema reads what the new one's producers send.
    Forward,
    /// Both.
    #[default]
    Full,
}

/// How schemas are compared.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which payloads the writer's schema stands for.
    pub relation: Relation,
    /// Who has to understand whom.
    pub mode: Mode,
    /// Whether [`check`](super::check) compares every released schema, not the latest alone.
    pub transitive: bool,
    /// Whether the formats that the document's dialect defines are asserted.
    pub assert_format: bool,
    /// How many steps one direction may take; past them the verdict is undecided, for the reason `budget`.
    pub steps: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            relation: Relation::default(),
            mode: Mode::default(),
            transitive: true,
            assert_format: true,
            steps: 50_000,
        }
    }
}

impl Mode {
    /// Whether the new schema has to read what the old one's producers send.
    pub fn is_backward(self) -> bool {
        self != Self::Forward
    }

    /// Whether the old schema has to read what the new one's producers send.
    pub fn is_forward(self) -> bool {
        self != Self::Backward
    }
}
