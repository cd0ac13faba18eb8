//! How the command ends.

use std::process::ExitCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to complain about: 0.
    Clean,
    /// Definitions, payloads or generated files are not as they should be: 1.
    Findings,
    /// The command could not do its work: 2.
    Unable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Unable => 2,
        })
    }
}
