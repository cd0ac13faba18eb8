//! Who consumes together.

/// A group: members of one name share its events, and each group gets each event.
///
/// It is durable: it outlives its members, and whoever joins goes on where they left.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// The consumer's name: ASCII letters, digits, `-` and `_`.
    pub name: String,
    /// The subjects, each once: `events.order.created.v1`. They are exact, never patterns.
    pub subjects: Vec<String>,
}

impl Group {
    /// A group of this name for these subjects.
    pub fn new(name: impl Into<String>, subjects: Vec<String>) -> Self {
        Self { name: name.into(), subjects }
    }
}
