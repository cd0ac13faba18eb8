//! Panics of handlers and observers, turned into values.

use crate::transport::BoxFuture;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The future's output, or what it said when it panicked: while it ran, or when it was dropped.
///
/// The future is never polled again after a panic, and what the handler shares with others is its
/// author's concern, as with a panic in any other task. A build with `panic = "abort"` ends here.
pub(crate) struct Survivor<T>(Option<BoxFuture<'static, T>>);

impl<T> Survivor<T> {
    pub(crate) fn new(future: BoxFuture<'static, T>) -> Self {
        Self(Some(future))
    }
}

impl<T> Future for Survivor<T> {
    type Output = Result<T, String>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(future) = self.0.as_mut() else {
            return Poll::Pending;
        };
        let result = match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(panic) => Err(message(panic)),
        };
        // What the handler holds may panic when it is dropped, too.
        let future = self.0.take();
        Poll::Ready(survive_call(|| drop(future)).and(result))
    }
}

/// A handler that is cancelled.
impl<T> Drop for Survivor<T> {
    fn drop(&mut self) {
        let future = self.0.take();
        if let Err(panic) = survive_call(|| drop(future)) {
            tracing::error!(panic, "a handler panicked when it was cancelled");
        }
    }
}

/// Ok when the call returned, else what it said when it panicked.
pub(crate) fn survive_call(call: impl FnOnce()) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(call)).map_err(message)
}

fn message(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<&str>().map_err(Box::<dyn Any + Send>::downcast::<String>) {
        Ok(text) => (*text).to_owned(),
        Err(Ok(text)) => *text,
        Err(Err(other)) => {
            // Dropping it could panic again, out of everyone's hands.
            std::mem::forget(other);
            "(no message)".to_owned()
        }
    }
}
