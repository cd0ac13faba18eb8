//! Panics of handlers and observers, turned into values.

use crate::transport::BoxFuture;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

/// The future's output, or what it said when it panicked.
///
/// The future is never polled again after a panic, and what the handler shares with others is its
/// author's concern, as with a panic in any other task. A build with `panic = "abort"` ends here.
pub(super) async fn survive<T>(mut future: BoxFuture<'static, T>) -> Result<T, String> {
    let result = poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(message(panic))),
    })
    .await;
    // What the handler holds may panic when it is dropped, too.
    survive_call(|| drop(future)).and(result)
}

/// Ok when the call returned, else what it said when it panicked.
pub(super) fn survive_call(call: impl FnOnce()) -> Result<(), String> {
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
