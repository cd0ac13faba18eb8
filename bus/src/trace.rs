//! W3C Trace Context, passed on from the event that is handled to those that its handler publishes.
//!
//! The headers go through unchanged, as the specification's processing model allows a service that
//! records no spans of its own.

use crate::Headers;

const NAMES: [&str; 2] = ["traceparent", "tracestate"];

tokio::task_local! {
    static CURRENT: Headers;
}

/// Runs a handler in the trace of the headers of the event that it handles.
pub(crate) async fn within<F: Future>(headers: &Headers, handler: F) -> F::Output {
    CURRENT.scope(trace(headers), handler).await
}

/// The headers of the trace that this code runs in; none outside a handler.
pub(crate) fn current() -> Headers {
    CURRENT.try_with(Headers::clone).unwrap_or_default()
}

fn trace(headers: &Headers) -> Headers {
    let mut trace = Headers::new();
    for name in NAMES {
        // What came from elsewhere may hold anything, and must not keep a handler from publishing.
        let printable = |value: &&str| value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if let Some(value) = headers.get(name).filter(printable) {
            trace.insert(name, value);
        }
    }
    trace
}
