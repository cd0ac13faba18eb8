//! Panics of handlers, turned into values.

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
        Err(panic) => Poll::Ready(Err(message(&*panic))),
    })
    .await;
    // What the handler holds may panic when it is dropped, too.
    match catch_unwind(AssertUnwindSafe(|| drop(future))) {
        Ok(()) => result,
        Err(panic) => Err(message(&*panic)),
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "(no message)".to_owned(),
    }
}
