//! Why a bus cannot be set up or used. (Publishing has its own error.)

use crate::transport::Capability;
use std::fmt;

/// Why a bus cannot be set up or used.
///
/// Publishing fails with a [`PublishError`](crate::PublishError) instead, because there the
/// question is whether the event was stored.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The address of a bus cannot be used. What may be secret in it is not shown.
    Address {
        /// The address, shortened to what is certainly no secret.
        address: String,
        /// What is wrong, and what to write instead.
        problem: String,
    },
    /// The transport cannot do what is asked for. Nothing has been changed.
    Unsupported {
        /// The transport: `memory`.
        transport: &'static str,
        /// What it lacks.
        capability: Capability,
    },
    /// A consumer is put together wrongly. Nothing has been changed.
    Consumer {
        /// The consumer's name.
        consumer: String,
        /// Everything that is wrong: at least one.
        problems: Vec<String>,
    },
    /// The bus was closed.
    Closed {
        /// The transport: `memory`.
        transport: &'static str,
    },
    /// The broker failed at something.
    Transport {
        /// The transport: `memory`.
        transport: &'static str,
        /// At what: `subscribe to group inventory`.
        task: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address { address, problem } => {
                write!(f, "cannot connect to `{address}`: {problem}")
            }
            Self::Unsupported { transport, capability } => {
                write!(f, "the transport `{transport}` has no support for {capability}")
            }
            Self::Consumer { consumer, problems } => {
                write!(f, "consumer `{consumer}` cannot start: {}", problems.join("; "))
            }
            Self::Closed { transport } => {
                write!(f, "the bus (transport `{transport}`) was closed: connect again")
            }
            Self::Transport { transport, task, source } => {
                write!(f, "the transport `{transport}` cannot {task}: {source}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport { source, .. } => Some(&**source),
            _ => None,
        }
    }
}
