//! Why a command ended before its work was done.

use evenkeel_codegen::config::ConfigError;
use evenkeel_codegen::diagnostic::Diagnostic;
use evenkeel_codegen::source::Sources;
use std::path::Path;
use std::{fmt, io};

use crate::exit::Exit;

/// Why a command ended before its work was done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The library says it: definitions with errors, or files that cannot be read or written.
    Compiling(evenkeel_codegen::Error),
    /// Schemas that were named cannot be used.
    Unreadable {
        /// What is wrong with them.
        problems: Vec<Diagnostic>,
        /// Their texts.
        sources: Sources,
    },
    /// `evenkeel.toml` cannot be used.
    Config(ConfigError),
    /// Something that was asked for is not there or cannot be used.
    Unusable {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Standard output or standard error cannot be written.
    Printing(io::Error),
}

impl Failure {
    pub(crate) fn unusable(message: impl Into<String>) -> Self {
        Self::Unusable { message: message.into(), hint: None }
    }

    /// A file or folder that cannot be read.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        Self::unusable(format!("cannot read {}: {error}", path.display()))
    }

    /// A file or folder that cannot be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Self::unusable(format!("cannot write {}: {error}", path.display()))
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Unusable { message, .. } => Self::Unusable { message, hint: Some(hint.into()) },
            other => other,
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Compiling(error) if error.diagnostics().is_some() => Exit::Findings,
            _ => Exit::Unable,
        }
    }

    /// The problems that have a place in a file.
    pub(crate) fn diagnostics(&self) -> Option<(&[Diagnostic], &Sources)> {
        match self {
            Self::Compiling(error) => error.diagnostics(),
            Self::Config(ConfigError::Invalid { diagnostics, sources }) => Some((diagnostics, sources)),
            Self::Unreadable { problems, sources } => Some((problems, sources)),
            _ => None,
        }
    }

    /// What to do about it, if there is something to say.
    pub(crate) fn what_to_do(&self) -> Option<&str> {
        match self {
            Self::Unusable { hint, .. } => hint.as_deref(),
            _ => None,
        }
    }
}

/// What is wrong, for a failure without diagnostics.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compiling(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            Self::Unreadable { .. } => f.write_str("a schema cannot be used"),
            Self::Unusable { message, .. } => f.write_str(message),
            Self::Printing(error) => write!(f, "cannot print: {error}"),
        }
    }
}

impl From<evenkeel_codegen::Error> for Failure {
    fn from(error: evenkeel_codegen::Error) -> Self {
        Self::Compiling(error)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Printing(error)
    }
}
