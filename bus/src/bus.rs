//! The way in: a connection to a broker.

use crate::address::Address;
use crate::memory;
use crate::transport::{Capability, Transport};
use crate::{DeadLetter, Error, Publisher};
use std::fmt;
use std::sync::Arc;

/// Connects to the bus at an address.
///
/// | address | bus |
/// |---|---|
/// | `memory:NAME` | in this process; the same name is the same bus, for as long as the process lives |
/// | `nats://[LOGIN@]HOST[:PORT][,…][/?lease=30s]` | NATS JetStream, with the feature `nats`; `tls://` for TLS |
///
/// # Errors
/// [`Error::Address`] when the address cannot be used, [`Error::Transport`] when no server answers
/// there within ten seconds, or one says no.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let bus = evenkeel_bus::connect("memory:orders").await.unwrap();
/// let error = evenkeel_bus::connect("memroy:orders").await.unwrap_err();
/// assert!(error.to_string().contains("did you mean `memory:orders`?"));
/// # }
/// ```
pub async fn connect(address: &str) -> Result<Bus, Error> {
    match Address::parse(address)? {
        Address::Memory(name) => Ok(Bus::new(memory::connect(&name))),
        #[cfg(feature = "nats")]
        Address::Nats(servers) => Ok(Bus::new(crate::nats::connect(&servers).await?)),
    }
}

/// A connection to a broker. Clones share it.
#[derive(Clone)]
pub struct Bus {
    transport: Arc<dyn Transport>,
}

impl Bus {
    /// A bus over a transport of your own; [`connect`] is the usual way.
    pub fn new(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport) }
    }

    /// A publisher that signs its events with this source: the service's name.
    ///
    /// CloudEvents wants a URI reference, such as `order-service` or `/shop/orders`; with any
    /// other, publishing answers [`Refused`](crate::PublishError::Refused).
    pub fn publisher(&self, source: &str) -> Publisher {
        Publisher::new(Arc::clone(&self.transport), source)
    }

    /// Whether the broker can do something that not every broker can.
    pub fn supports(&self, capability: Capability) -> bool {
        self.transport.supports(capability)
    }

    /// The oldest dead letters of a consumer, at most `limit`. They stay where they are.
    ///
    /// # Errors
    /// [`Error::Unsupported`] when the broker keeps none, [`Error::Transport`] when no consumer
    /// of that name was ever declared.
    pub async fn dead_letters(&self, consumer: &str, limit: usize) -> Result<Vec<DeadLetter>, Error> {
        require(&*self.transport, &[Capability::DeadLetters])?;
        self.transport.dead_letters(consumer, limit).await
    }

    /// Ends the connection, for every clone of the bus and all that was made from it.
    ///
    /// Shut consumers down first: one that still runs ends with [`Error::Closed`], and what it
    /// has not settled is delivered again.
    ///
    /// # Errors
    /// [`Error::Transport`] when the broker cannot say goodbye. The connection is gone all the same.
    pub async fn close(&self) -> Result<(), Error> {
        self.transport.close().await
    }

    /// The transport beneath: to put another one around it.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }
}

impl fmt::Debug for Bus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bus").field("transport", &self.transport.name()).finish()
    }
}

/// Ok when the transport can do all of this.
pub(crate) fn require(transport: &dyn Transport, capabilities: &[Capability]) -> Result<(), Error> {
    match capabilities.iter().find(|capability| !transport.supports(**capability)) {
        None => Ok(()),
        Some(&capability) => Err(Error::Unsupported { transport: transport.name(), capability }),
    }
}
