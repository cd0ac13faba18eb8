//! One delivery, from the broker's hand to its settlement.

use super::keep::keep;
use super::route::{Fault, Route};
use super::stop::{Phase, Stop};
use super::tell::tell;
use super::turns::Turn;
use super::{Consumer, Observer};
use crate::outcome::{Ending, Outcome};
use crate::survive::Survivor;
use crate::transport::{Delivery, Settlement, Transport};
use crate::validation::Contracts;
use crate::{Backoff, Context, DeadLetter, Reason, trace};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What every delivery needs.
pub(super) struct Work {
    transport: Arc<dyn Transport>,
    consumer: Arc<str>,
    routes: HashMap<&'static str, Route>,
    observers: Vec<Observer>,
    max_deliveries: u32,
    backoff: Backoff,
    timeout: Duration,
    ordered: bool,
    contracts: Arc<Contracts>,
    slots: Arc<Semaphore>,
    stop: Stop,
}

/// The right to run a handler.
pub(super) type Slot = OwnedSemaphorePermit;

impl Work {
    pub(super) fn new(consumer: Consumer, slots: Arc<Semaphore>, stop: Stop) -> Self {
        Self {
            transport: consumer.transport,
            consumer: consumer.name,
            routes: consumer.routes.into_iter().map(|route| (route.subject, route)).collect(),
            observers: consumer.observers,
            max_deliveries: consumer.max_deliveries,
            backoff: consumer.backoff,
            timeout: consumer.timeout,
            ordered: consumer.ordered,
            contracts: Arc::new(consumer.contracts),
            slots,
            stop,
        }
    }

    /// Handles a delivery, settles it, and tells how it ended. Turn and slot are free again after
    /// that: the broker knows of one event before the next one of its key begins.
    pub(super) async fn handle(self: Arc<Self>, delivery: Delivery, mut turn: Turn, mut slot: Option<Slot>) {
        let Delivery { envelope, number, lease, token } = delivery;
        let mut context = Context::new(Arc::clone(&self.consumer), envelope, number);
        let work = self.bring_to_an_end(&mut context, &mut turn, &mut slot);
        let (settlement, ending) = keep(&*self.transport, &token, lease, work).await;
        let ending = match self.transport.settle(token, settlement).await {
            Ok(()) => ending,
            Err(error) => Ending::Unsettled { error: error.to_string() },
        };
        tell(&Outcome { context, ending }, &self.observers);
    }

    /// Attempts until there is something to say to the broker: at once, but where an event holds its
    /// place in a line and is therefore kept in hand between attempts.
    async fn bring_to_an_end(
        &self,
        context: &mut Context,
        turn: &mut Turn,
        slot: &mut Option<Slot>,
    ) -> (Settlement, Ending) {
        turn.comes().await;
        let mut given_back = Settlement::GiveBack;
        loop {
            tokio::select! {
                biased;
                () = self.stop.reached(Phase::Draining) => return (given_back, Ending::GivenBack),
                () = self.occupy(slot) => {}
            }
            // The broker counts what a handler saw.
            given_back = Settlement::Retry { after: Duration::ZERO };
            let result = tokio::select! {
                biased;
                result = self.attempt(context) => result,
                () = self.stop.reached(Phase::Over) => return (given_back, Ending::GivenBack),
            };
            let (settlement, ending) = self.judge(context, result);
            match (settlement, ending) {
                (Settlement::Retry { after }, ending) if self.keeps_in_hand(&ending) => {
                    *slot = None;
                    tell(&Outcome { context: context.clone(), ending }, &self.observers);
                    tokio::select! {
                        biased;
                        () = self.stop.reached(Phase::Draining) => return (given_back, Ending::GivenBack),
                        () = tokio::time::sleep(after) => context.count_delivery(),
                    }
                }
                end => return end,
            }
        }
    }

    async fn occupy(&self, slot: &mut Option<Slot>) {
        if slot.is_none() {
            // An error means that it was closed, which nobody does.
            *slot = Arc::clone(&self.slots).acquire_owned().await.ok();
        }
    }

    async fn attempt(&self, context: &Context) -> Result<(), Fault> {
        // Some brokers count what is given back, too: so twice, before a handler is spared it.
        if context.delivery() > self.max_deliveries.saturating_mul(2) {
            return Err(Fault::Lasting(Reason::Unfinished));
        }
        let Some(route) = self.routes.get(context.subject()) else {
            return Err(Fault::Passing(Reason::Unhandled, None));
        };
        let handling =
            trace::within(context.headers(), Survivor::new(route.call(context.clone(), Arc::clone(&self.contracts))));
        match tokio::time::timeout(self.timeout, handling).await {
            Ok(Ok(result)) => result,
            Ok(Err(message)) => Err(Fault::Passing(Reason::Panicked { message }, None)),
            Err(_) => Err(Fault::Passing(Reason::TimedOut { limit: self.timeout }, None)),
        }
    }

    fn judge(&self, context: &Context, result: Result<(), Fault>) -> (Settlement, Ending) {
        let delivery = context.delivery();
        match result {
            Ok(()) => (Settlement::Ack, Ending::Done),
            Err(Fault::Passing(reason, after)) if delivery < self.max_deliveries => {
                let after = after.unwrap_or_else(|| self.backoff.after(delivery, context.event_id()));
                (Settlement::Retry { after }, Ending::Retried { reason, after })
            }
            Err(Fault::Passing(reason, _) | Fault::Lasting(reason)) => {
                let letter = DeadLetter::new(context, reason.clone());
                (Settlement::DeadLetter(Box::new(letter)), Ending::DeadLettered { reason })
            }
        }
    }

    /// Whether an event is attempted again right here, so that later ones of its key wait. What this
    /// member has no handler for has to go to another one.
    fn keeps_in_hand(&self, ending: &Ending) -> bool {
        self.ordered && !matches!(ending, Ending::Retried { reason: Reason::Unhandled, .. })
    }
}
