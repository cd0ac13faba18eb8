//! What every service has: a name, a way to publish, and a place to tell what it did.

use crate::timeline::{Mark, Timeline};
use evenkeel::Event;
use evenkeel_bus::{Bus, Context, PublishError, Publisher};
use std::fmt::Display;
use std::sync::Arc;

/// A service on the bus. It knows its own name and the contracts, and no other service.
#[derive(Clone)]
pub(crate) struct Service {
    name: &'static str,
    publisher: Publisher,
    timeline: Timeline,
}

impl Service {
    /// A service of this name.
    pub(crate) fn new(bus: &Bus, name: &'static str, timeline: &Timeline) -> Self {
        Self {
            name,
            publisher: bus.publisher(name),
            timeline: timeline.clone(),
        }
    }

    /// Publishes an event, and tells what became of it.
    pub(crate) async fn publish<E: Event>(
        &self,
        event: &E,
        what: impl Display,
    ) -> Result<(), PublishError> {
        match self.publisher.publish(event).await {
            Ok(_receipt) => {
                self.timeline
                    .tell(self.name, E::SUBJECT, Mark::Published, what);
                Ok(())
            }
            Err(error) => {
                self.timeline
                    .tell(self.name, E::SUBJECT, Mark::Refused, &error);
                Err(error)
            }
        }
    }

    /// Tells that a handler did its work.
    pub(crate) fn handled(&self, context: &Context, what: impl Display) {
        self.timeline
            .tell(self.name, context.subject(), Mark::Handled, what);
    }
}

/// A method as a handler: `Consumer::new(..).on(with(&points, Points::created))`.
pub(crate) fn with<S, E, F>(
    state: &Arc<S>,
    method: impl Fn(Arc<S>, E, Context) -> F + Send + Sync + 'static,
) -> impl Fn(E, Context) -> F + Send + Sync + 'static
where
    S: Send + Sync + 'static,
{
    let state = Arc::clone(state);
    move |event, context| method(Arc::clone(&state), event, context)
}
