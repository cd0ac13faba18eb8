//! Where in a document: a chain of steps on the stack, turned into a JSON pointer (RFC 6901) only
//! for a violation.

use std::fmt;

/// A place in an instance or in a schema.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// Where judging begins, as a JSON pointer.
    Start(&'a str),
    /// A member, or a keyword.
    Name(&'a Path<'a>, &'a str),
    /// An element.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    pub(super) fn name(&'a self, name: &'a str) -> Self {
        Self::Name(self, name)
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// How long its text is, in bytes and nearly: an index counts as one.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Start(pointer) => pointer.len(),
            Self::Name(parent, name) => parent.len() + 1 + name.len(),
            Self::Index(parent, _) => parent.len() + 2,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(pointer) => f.write_str(pointer),
            Self::Name(parent, name) => write!(f, "{parent}/{}", Escaped(name)),
            Self::Index(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// A reference token with `~` and `/` escaped.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.0.split('~').enumerate() {
            if i > 0 {
                f.write_str("~0")?;
            }
            for (i, part) in part.split('/').enumerate() {
                f.write_str(if i > 0 { "~1" } else { "" })?;
                f.write_str(part)?;
            }
        }
        Ok(())
    }
}

/// A reference token read back.
pub(super) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
