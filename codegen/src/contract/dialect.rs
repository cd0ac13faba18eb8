//! By which rules a schema is read: its draft, and the vocabularies of its metaschema.

/// By which rules a schema is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// The draft.
    pub draft: Draft,
    /// The keywords that count.
    pub(crate) vocabularies: Vocabularies,
}

/// A draft of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Draft {
    /// Draft-07.
    Draft7,
    /// Draft 2020-12.
    Draft2020,
}

/// A vocabulary of draft 2020-12 (core, section 8.1.2); keywords of draft-07 are in the one that took
/// them over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    /// What always counts: core, annotations, and the keywords of ours.
    Core,
    Applicator,
    Unevaluated,
    Validation,
    Format,
}

/// A set of vocabularies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Vocabularies(u8);

impl Dialect {
    /// Draft-07.
    pub const DRAFT_7: Self = Self { draft: Draft::Draft7, vocabularies: Vocabularies::ALL };
    /// Draft 2020-12 with every vocabulary.
    pub const DRAFT_2020: Self = Self { draft: Draft::Draft2020, vocabularies: Vocabularies::ALL };

    /// Whether it is draft-07.
    pub(crate) fn is_draft7(self) -> bool {
        self.draft == Draft::Draft7
    }
}

impl Vocabularies {
    pub(crate) const ALL: Self = Self(0xff);
    /// Those that no metaschema can leave out.
    pub(crate) const NONE: Self = Self(1);

    pub(crate) fn has(self, vocabulary: Vocabulary) -> bool {
        self.0 & (1 << vocabulary as u8) != 0
    }

    pub(crate) fn with(self, vocabulary: Vocabulary) -> Self {
        Self(self.0 | (1 << vocabulary as u8))
    }

    pub(crate) fn without(self, vocabulary: Vocabulary) -> Self {
        Self(self.0 & !(1 << vocabulary as u8))
    }
}

impl Vocabulary {
    /// The vocabulary of a URI, if it is one of the specification's.
    pub(crate) fn named(uri: &str) -> Option<Self> {
        Some(match uri.strip_prefix("https://json-schema.org/draft/2020-12/vocab/")? {
            "core" | "meta-data" | "content" => Self::Core,
            "applicator" => Self::Applicator,
            "unevaluated" => Self::Unevaluated,
            "validation" => Self::Validation,
            // `format` is asserted here whichever of the two is named (validation, section 7.2).
            "format-annotation" | "format-assertion" => Self::Format,
            _ => return None,
        })
    }
}
