//! Telling how a delivery ended: to the log and to observers.

use super::Observer;
use crate::Reason;
use crate::outcome::{Ending, Outcome};
use crate::survive::survive_call;
use crate::validation::broken_rules;

/// Tells the log and the observers.
pub(super) fn tell(outcome: &Outcome, observers: &[Observer]) {
    log(outcome);
    for observer in observers {
        if let Err(panic) = survive_call(|| observer(outcome)) {
            tracing::error!(consumer = outcome.context.consumer(), panic, "an observer panicked");
        }
    }
}

/// The outcome for the log, which is read by more people than the dead letters are: without what
/// the payload holds, and short.
fn log(Outcome { context, ending }: &Outcome) {
    let (consumer, subject) = (context.consumer(), context.subject());
    let (event_id, delivery) = (context.event_id(), context.delivery());
    match ending {
        Ending::Done => tracing::debug!(consumer, subject, event_id, delivery, "done"),
        Ending::Retried { reason, after } => {
            tracing::warn!(consumer, subject, event_id, delivery, %reason, ?after, "retried");
        }
        Ending::DeadLettered { reason: Reason::Violates(violations) } => {
            let reason = broken_rules(violations);
            tracing::error!(consumer, subject, event_id, delivery, reason, "dead-lettered");
        }
        Ending::DeadLettered { reason } => {
            tracing::error!(consumer, subject, event_id, delivery, %reason, "dead-lettered");
        }
        Ending::GivenBack => tracing::debug!(consumer, subject, event_id, delivery, "given back"),
        Ending::Unsettled { error } => {
            tracing::warn!(consumer, subject, event_id, delivery, error, "not settled");
        }
    }
}
