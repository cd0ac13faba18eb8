//! Why nothing was generated, for a person to read.

use crate::config::ConfigError;
use crate::diagnostic::{Color, Diagnostic, render};
use crate::read::FileError;
use crate::source::Sources;
use std::{fmt, io};

/// Why nothing was generated. `Debug` is the rendered report too, so that a build script that
/// returns it from `main` is readable.
#[derive(Clone)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Clone)]
enum Kind {
    Definitions { diagnostics: Vec<Diagnostic>, sources: Sources },
    Unreadable(String),
    Output(String),
    Usage(String),
}

impl Error {
    /// Definitions that are wrong.
    pub(crate) fn definitions(diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Self { kind: Box::new(Kind::Definitions { diagnostics, sources }) }
    }

    /// An `evenkeel.toml` that cannot be used.
    pub(crate) fn config(error: ConfigError) -> Self {
        match error {
            ConfigError::Unreadable(error) => Self::files(&[error]),
            ConfigError::Invalid { diagnostics, sources } => Self::definitions(diagnostics, sources),
        }
    }

    /// Files that cannot be read.
    pub(crate) fn files(errors: &[FileError]) -> Self {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Self { kind: Box::new(Kind::Unreadable(lines.join("\n"))) }
    }

    /// A folder that cannot be written or compared.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self { kind: Box::new(Kind::Output(error.to_string())) }
    }

    /// A call that cannot mean anything.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { kind: Box::new(Kind::Usage(message.into())) }
    }

    /// The problems in the definitions, and the texts that they speak of; none when something else
    /// went wrong.
    pub fn diagnostics(&self) -> Option<(&[Diagnostic], &Sources)> {
        match &*self.kind {
            Kind::Definitions { diagnostics, sources } => Some((diagnostics, sources)),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Definitions { diagnostics, sources } => f.write_str(&render(diagnostics, sources, Color::Never)),
            Kind::Unreadable(text) => write!(f, "cannot read the definitions:\n{text}"),
            Kind::Output(text) => write!(f, "cannot write the generated code: {text}"),
            Kind::Usage(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `fn main() -> Result<(), Error>` prints `Error: ` before it.
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Error {}
