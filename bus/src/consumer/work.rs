//! One delivery, from the broker's hand to its settlement.

use super::route::{Fault, Route};
use super::survive::{survive, survive_call};
use super::{Consumer, Observer};
use crate::outcome::{Ending, Outcome};
use crate::transport::{Delivery, Settlement, Transport};
use crate::{Backoff, Context, DeadLetter, Reason, trace};
use evenkeel::Violations;
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
        let Delivery { envelope, number, token, .. } = delivery;
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
            if let Err(panic) = survive_call(|| observer(outcome)) {
                tracing::error!(consumer = &*self.consumer, panic, "an observer panicked");
            }
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

/// Where a payload breaks its contract: `breaks its contract at /total (required), /id (format)`.
fn broken_rules(violations: &Violations) -> String {
    const LISTED: usize = 5;
    let rule = |violation: &evenkeel::Violation| {
        let place: String = violation.instance_path.chars().take(100).flat_map(char::escape_debug).collect();
        match place.as_str() {
            "" => format!("the payload ({})", violation.keyword),
            place => format!("`{place}` ({})", violation.keyword),
        }
    };
    let rules: Vec<String> = violations.iter().take(LISTED).map(rule).collect();
    let more = match violations.len() - rules.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("breaks its contract at {}{more}", rules.join(", "))
}

#[cfg(test)]
mod tests {
    use super::broken_rules;
    use evenkeel::{Event, Violation, Violations, decode};
    use serde::{Deserialize, Serialize};

    #[derive(Debug, Serialize)]
    struct Nothing;

    impl<'de> Deserialize<'de> for Nothing {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom("refused"))
        }
    }

    impl Event for Nothing {
        const DOMAIN: &'static str = "test";
        const NAME: &'static str = "nothing";
        const VERSION: u32 = 1;
        const TYPE: &'static str = "test.nothing.v1";
        const SUBJECT: &'static str = "events.test.nothing.v1";

        fn schema() -> &'static str {
            r#"{"additionalProperties":{"type":"null"}}"#
        }

        fn validate(&self) -> Result<(), Violations> {
            Ok(())
        }
    }

    #[test]
    fn the_log_tells_rules_and_no_values() {
        let one = Violations::from(Violation::new("/card", "pattern", "a match of `^4`", "\"5105\""));
        assert_eq!(broken_rules(&one), "breaks its contract at `/card` (pattern)");
        let whole = Violations::from(Violation::new("", "required", "the member `id`", "none"));
        assert_eq!(broken_rules(&whole), "breaks its contract at the payload (required)");
        let body = r#"{"a\n":"s3cret","b":1,"c":1,"d":1,"e":1,"f":1,"g":1}"#;
        let Err(evenkeel::Error::Invalid(many)) = decode::<Nothing>(body.as_bytes()) else {
            panic!("it is refused");
        };
        assert_eq!(
            broken_rules(&many),
            "breaks its contract at `/a\\n` (type), `/b` (type), \
             `/c` (type), `/d` (type), `/e` (type) and 2 more"
        );
    }
}
