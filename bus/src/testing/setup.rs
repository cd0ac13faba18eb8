//! What a transport's test brings along.

use crate::transport::BoxFuture;
use crate::{Bus, Capability};
use std::fmt;
use std::time::Duration;

/// A fresh bus, and what a case has to know of it.
///
/// Fresh means that no event and no group of another case is on it: a bus in memory of another
/// name, a server or a virtual host of its own.
#[derive(Debug)]
#[non_exhaustive]
pub struct Setup {
    /// A connection.
    pub bus: Bus,
    /// What the transport says that it can do.
    pub capabilities: Vec<Capability>,
    /// How long the broker leaves a delivery to a member that does not extend it; `None` where it
    /// waits for the end of the connection.
    pub lease: Option<Duration>,
    /// The broker's process, where the test has it in its hands.
    pub server: Option<Box<dyn Server>>,
}

impl Setup {
    /// A bus, and all that its transport can do: stated here, so that a test reads as what it tests.
    pub fn new(bus: Bus, capabilities: &[Capability]) -> Self {
        Self { bus, capabilities: capabilities.to_vec(), lease: None, server: None }
    }

    /// How long the broker leaves a delivery to a member that says nothing. Cases wait for it, so
    /// set the broker up with a second or two.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = Some(lease);
        self
    }

    /// The broker's process. It is dropped with the set-up.
    pub fn server(mut self, server: impl Server) -> Self {
        self.server = Some(Box::new(server));
        self
    }

    pub(super) fn has(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }
}

/// A broker's process, that a case may kill and start again.
pub trait Server: Send + Sync + 'static {
    /// Kills it, as `kill -9` does: without a goodbye.
    fn kill(&self) -> BoxFuture<'_, ()>;

    /// Starts it again at the same address, with what it had stored.
    fn start(&self) -> BoxFuture<'_, ()>;
}

impl fmt::Debug for dyn Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Server(..)")
    }
}
