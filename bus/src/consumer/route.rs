//! From a body to the handler of its subject, whatever the type in between.

use crate::failure::Kind;
use crate::handler::Handler;
use crate::transport::BoxFuture;
use crate::{Context, Failure, Reason};
use evenkeel::Event;
use std::sync::Arc;
use std::time::Duration;

/// A handler, and the subject that it is for.
pub(super) struct Route {
    pub(super) subject: &'static str,
    call: Box<dyn Fn(Context) -> BoxFuture<'static, Result<(), Fault>> + Send + Sync>,
}

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
        let call = move |context: Context| -> BoxFuture<'static, _> {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                let event = evenkeel::decode(&context.envelope().body)?;
                Ok(handler.call(event, context).await?)
            })
        };
        Self { subject: H::Event::SUBJECT, call: Box::new(call) }
    }

    /// Decodes and validates the body, then calls the handler.
    pub(super) fn call(&self, context: Context) -> BoxFuture<'static, Result<(), Fault>> {
        (self.call)(context)
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
