//! From a body to the handler of its subject, whatever the type in between.

use crate::failure::Kind;
use crate::handler::Handler;
use crate::transport::BoxFuture;
use crate::validation::{Breach, Contracts, Side};
use crate::{Context, Failure, Reason};
use evenkeel::Event;
use std::sync::Arc;
use std::time::Duration;

/// A handler, and the subject that it is for.
pub(super) struct Route {
    pub(super) subject: &'static str,
    pub(super) event_type: &'static str,
    call: Box<Call>,
}

type Call = dyn Fn(Context, Arc<Contracts>) -> BoxFuture<'static, Result<(), Fault>> + Send + Sync;

/// Why a delivery did not succeed.
#[derive(Debug)]
pub(super) enum Fault {
    /// The next delivery may succeed, at a time of the consumer's choice or of the handler's.
    Passing(Reason, Option<Duration>),
    /// No delivery will.
    Lasting(Reason),
}

impl Route {
    pub(super) fn new<Shape: 'static, H: Handler<Shape>>(handler: H) -> Self {
        let handler = Arc::new(handler);
        let call = move |context: Context, contracts: Arc<Contracts>| -> BoxFuture<'static, _> {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                let validation = contracts.of::<H::Event>();
                let checked = evenkeel::decode_with::<H::Event>(&context.envelope().body, validation)?;
                if let Some(violations) = checked.violations {
                    contracts.report(&Breach {
                        side: Side::Consumed,
                        by: context.consumer().into(),
                        event_type: H::Event::TYPE,
                        event_id: context.event_id().to_owned(),
                        violations,
                    });
                }
                Ok(handler.call(checked.value, context).await?)
            })
        };
        Self { subject: H::Event::SUBJECT, event_type: H::Event::TYPE, call: Box::new(call) }
    }

    /// Decodes and validates the body, then calls the handler.
    pub(super) fn call(&self, context: Context, contracts: Arc<Contracts>) -> BoxFuture<'static, Result<(), Fault>> {
        (self.call)(context, contracts)
    }
}

impl From<evenkeel::Error> for Fault {
    fn from(error: evenkeel::Error) -> Self {
        match error {
            evenkeel::Error::Invalid(violations) => Self::Lasting(Reason::Violates(violations)),
            evenkeel::Error::Malformed(malformed) => Self::Lasting(Reason::Malformed(malformed)),
            other => Self::Lasting(Reason::Rejected { error: other.to_string() }),
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        let error = failure.to_string();
        match failure.kind {
            Kind::Retry(after) => Self::Passing(Reason::Failed { error }, after),
            Kind::Reject => Self::Lasting(Reason::Rejected { error }),
        }
    }
}
