//! Publishing: an event in, a receipt out.

mod admission;
mod dataschema;
mod error;

pub use error::PublishError;

use crate::transport::{NotConfirmed, Transport};
use crate::validation::{Breach, Breaches, Contracts, Side};
use crate::{Envelope, clock, event_id, trace};
use evenkeel::{Event, Validation};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

const DEADLINE: Duration = Duration::from_secs(10);

/// Publishes events. Clones share the connection.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_created.rs"));
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use evenkeel_bus::PublishError;
/// use std::time::Duration;
///
/// let bus = evenkeel_bus::connect("memory:orders").await?;
/// let publisher = bus.publisher("order-service").deadline(Duration::from_secs(2));
///
/// let event = OrderCreatedV1 { order_id: "o-1001".into() };
/// match publisher.publish(&event).await {
///     Ok(receipt) => assert!(!receipt.duplicate),
///     Err(PublishError::Unknown { event_id, .. }) => {
///         // Perhaps stored. Sending it again under the same id does no harm.
///         publisher.publish_as(event_id, &event).await?;
///     }
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Publisher {
    transport: Arc<dyn Transport>,
    source: Arc<str>,
    deadline: Duration,
    contracts: Contracts,
}

/// The broker has stored an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Receipt {
    /// The event's id.
    pub event_id: String,
    /// The broker had this event already, and kept the first copy only. Not every broker tells.
    pub duplicate: bool,
    /// Where the event stands, in the broker's own words; `None` where it does not tell.
    pub position: Option<String>,
}

impl Publisher {
    pub(crate) fn new(transport: Arc<dyn Transport>, source: &str) -> Self {
        Self { transport, source: source.into(), deadline: DEADLINE, contracts: Contracts::default() }
    }

    /// How long a publish may take before its outcome is [`Unknown`](PublishError::Unknown);
    /// 10 seconds unless told.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How contracts are held; [`Validation::Enforce`] unless told.
    ///
    /// With [`Validation::Report`], an event that breaks rules is published all the same, and is
    /// [counted](Self::breaches), logged and told to the [hooks](Self::on_breach); what JSON cannot say
    /// (NaN, infinities) is refused. With [`Validation::Off`], nothing is looked for.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.contracts.set(validation);
        self
    }

    /// How the contract of one event is held, whatever holds for the others:
    /// `.validation_of::<OrderCreatedV1>(Validation::Report)`.
    pub fn validation_of<E: Event>(mut self, validation: Validation) -> Self {
        self.contracts.set_for::<E>(validation);
        self
    }

    /// Calls a function with each event that breaks its contract and is published all the same. It
    /// runs before the event is sent, so it should be quick.
    pub fn on_breach(mut self, hook: impl Fn(&Breach) + Send + Sync + 'static) -> Self {
        self.contracts.add_hook(hook);
        self
    }

    /// The count of those events. Clones of a publisher count together.
    pub fn breaches(&self) -> Breaches {
        self.contracts.breaches()
    }

    /// Publishes an event under a new id, and answers once the broker has stored it.
    ///
    /// Inside a handler, the `traceparent` and `tracestate` of the event that is being handled
    /// are passed on. Code that the handler spawns stands outside.
    ///
    /// # Errors
    /// [`PublishError`] has three cases, because there are three things to do: mend the event,
    /// mend the set-up, or send again.
    pub async fn publish<E: Event>(&self, event: &E) -> Result<Receipt, PublishError> {
        self.publish_as(event_id::fresh(), event).await
    }

    /// Publishes an event under an id of your own: to send again what may not have arrived, or
    /// where the id follows from what caused the event.
    ///
    /// Source and id together name one event for ever (CloudEvents 1.0, `id`): a broker that
    /// knows both keeps the first copy only, whatever the second says. So where one cause has
    /// several events, each needs an id of its own, such as `{cause}/paid` and `{cause}/shipped`.
    ///
    /// # Errors
    /// As [`publish`](Self::publish).
    pub async fn publish_as<E: Event>(&self, event_id: impl Into<String>, event: &E) -> Result<Receipt, PublishError> {
        let event_id = event_id.into();
        let encoded = evenkeel::encode_with(event, self.contracts.of::<E>()).map_err(|error| match error {
            evenkeel::Error::Invalid(violations) => PublishError::Invalid(violations),
            other => PublishError::Refused { reason: other.to_string() },
        })?;
        if let Some(violations) = encoded.violations {
            let (by, event_id) = (Arc::clone(&self.source), event_id.clone());
            self.contracts.report(&Breach { side: Side::Published, by, event_type: E::TYPE, event_id, violations });
        }
        let envelope = Envelope {
            subject: E::SUBJECT.to_owned(),
            id: event_id,
            event_type: Some(E::TYPE.to_owned()),
            source: None,
            time: Some(clock::now()),
            key: event.key(),
            dataschema: Some(dataschema::of::<E>()),
            headers: trace::current(),
            body: encoded.value.into(),
        };
        self.send(envelope).await
    }

    /// Sends an envelope as it stands, unvalidated: for relays, and for tests of what others may
    /// send. Only a missing source is filled in.
    ///
    /// # Errors
    /// As [`publish`](Self::publish), but never [`PublishError::Invalid`].
    pub async fn send(&self, mut envelope: Envelope) -> Result<Receipt, PublishError> {
        envelope.source.get_or_insert_with(|| self.source.as_ref().to_owned());
        admission::check(&envelope).map_err(|reason| PublishError::Refused { reason })?;
        let event_id = envelope.id.clone();
        let deadline = clock::instant_in(self.deadline);
        let sending = self.transport.publish(envelope, deadline);
        match tokio::time::timeout_at(deadline, sending).await {
            Ok(Ok(stored)) => Ok(Receipt { event_id, duplicate: stored.duplicate, position: stored.position }),
            Ok(Err(NotConfirmed::Refused(reason))) => Err(PublishError::Refused { reason }),
            Ok(Err(NotConfirmed::Unknown(reason))) => Err(PublishError::Unknown { event_id, reason }),
            Err(_) => {
                Err(PublishError::Unknown { event_id, reason: format!("no confirmation within {:?}", self.deadline) })
            }
        }
    }
}

impl fmt::Debug for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publisher")
            .field("transport", &self.transport.name())
            .field("source", &self.source)
            .field("deadline", &self.deadline)
            .field("validation", &self.contracts)
            .finish()
    }
}
