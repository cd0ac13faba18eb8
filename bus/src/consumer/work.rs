//! One delivery, from the broker's hand to its settlement.

use super::route::{Fault, Route};
use super::survive::survive;
use super::{Consumer, Observer};
use crate::outcome::{Ending, Outcome};
use crate::transport::{Delivery, Settlement, Transport};
use crate::{Backoff, Context, DeadLetter, Reason, trace};
use std::collections::HashMap;
use std::sync::Arc;

/// What every delivery needs.
pub(super) struct Work {
    transport: Arc<dyn Transport>,
    consumer: Arc<str>,
    routes: HashMap<&'static str, Route>,
    observers: Vec<Observer>,
    max_deliveries: u32,
    backoff: Backoff,
}

impl Work {
    pub(super) fn new(consumer: Consumer) -> Self {
        Self {
            transport: consumer.transport,
            consumer: consumer.name,
            routes: consumer.routes.into_iter().map(|route| (route.subject, route)).collect(),
            observers: consumer.observers,
            max_deliveries: consumer.max_deliveries,
            backoff: consumer.backoff,
        }
    }

    /// Handles a delivery, settles it, and tells how it ended.
    pub(super) async fn handle(self: Arc<Self>, delivery: Delivery) {
        let Delivery { envelope, number, token } = delivery;
        let context = Context::new(Arc::clone(&self.consumer), envelope, number);
        let result = self.attempt(&context).await;
        let (settlement, ending) = self.judge(&context, result);
        let ending = match self.transport.settle(token, settlement).await {
            Ok(()) => ending,
            Err(error) => Ending::Unsettled { error: error.to_string() },
        };
        self.tell(&Outcome { context, ending });
    }

    async fn attempt(&self, context: &Context) -> Result<(), Fault> {
        let Some(route) = self.routes.get(context.subject()) else {
            return Err(Fault::Passing(Reason::Unhandled));
        };
        let handling = survive(route.call(context.clone()));
        match trace::within(context.headers(), handling).await {
            Ok(result) => result,
            Err(message) => Err(Fault::Passing(Reason::Panicked { message })),
        }
    }

    fn judge(&self, context: &Context, result: Result<(), Fault>) -> (Settlement, Ending) {
        let delivery = context.delivery();
        match result {
            Ok(()) => (Settlement::Ack, Ending::Done),
            Err(Fault::Passing(reason)) if delivery < self.max_deliveries => {
                let after = self.backoff.after(delivery);
                (Settlement::Retry { after }, Ending::Retried { reason, after })
            }
            Err(Fault::Passing(reason) | Fault::Lasting(reason)) => {
                let letter = DeadLetter::new(context, reason.clone());
                (Settlement::DeadLetter(Box::new(letter)), Ending::DeadLettered { reason })
            }
        }
    }

    fn tell(&self, outcome: &Outcome) {
        log(outcome);
        for observer in &self.observers {
            observer(outcome);
        }
    }
}

fn log(Outcome { context, ending }: &Outcome) {
    let (consumer, subject) = (context.consumer(), context.subject());
    let (event_id, delivery) = (context.event_id(), context.delivery());
    match ending {
        Ending::Done => tracing::debug!(consumer, subject, event_id, delivery, "done"),
        Ending::Retried { reason, after } => {
            tracing::warn!(consumer, subject, event_id, delivery, %reason, ?after, "retried");
        }
        Ending::DeadLettered { reason } => {
            tracing::error!(consumer, subject, event_id, delivery, %reason, "dead-lettered");
        }
        Ending::Unsettled { error } => {
            tracing::warn!(consumer, subject, event_id, delivery, error, "not settled");
        }
    }
}
