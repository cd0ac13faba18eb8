//! Which functions can handle an event.

use crate::{Context, Failure};
use evenkeel::Event;

/// A function that handles one kind of event: `async fn(E) -> Result<(), Failure>`, or
/// `async fn(E, Context) -> Result<(), Failure>`, or a closure of that shape.
///
/// `Shape` tells the two apart; the compiler finds it. State comes in by a closure that captures
/// it:
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/order_created.rs"));
/// # use evenkeel_bus::{Consumer, Context, Failure};
/// # use std::sync::Arc;
/// # struct Stock;
/// # impl Stock { async fn reserve(&self, _: &str) -> Result<(), std::io::Error> { Ok(()) } }
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), evenkeel_bus::Error> {
/// # let bus = evenkeel_bus::connect("memory:stock").await?;
/// let stock = Arc::new(Stock);
/// let consumer = Consumer::new(&bus, "inventory").on(move |event: OrderCreatedV1| {
///     let stock = Arc::clone(&stock);
///     async move { Ok(stock.reserve(&event.order_id).await?) }
/// });
/// # let _ = consumer; Ok(()) }
/// ```
#[diagnostic::on_unimplemented(
    message = "this is no handler of an event",
    label = "not a handler",
    note = "a handler is `async fn(E) -> Result<(), Failure>` or \
            `async fn(E, Context) -> Result<(), Failure>`, where `E` is an event, and its future is `Send`"
)]
pub trait Handler<Shape>: Send + Sync + 'static {
    /// The event that it handles.
    type Event: Event;

    /// Handles one event.
    fn call(&self, event: Self::Event, context: Context) -> impl Future<Output = Result<(), Failure>> + Send;
}

impl<F, R, E> Handler<(E,)> for F
where
    F: Fn(E) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), Failure>> + Send,
    E: Event,
{
    type Event = E;

    fn call(&self, event: E, _: Context) -> impl Future<Output = Result<(), Failure>> + Send {
        self(event)
    }
}

impl<F, R, E> Handler<(E, Context)> for F
where
    F: Fn(E, Context) -> R + Send + Sync + 'static,
    R: Future<Output = Result<(), Failure>> + Send,
    E: Event,
{
    type Event = E;

    fn call(&self, event: E, context: Context) -> impl Future<Output = Result<(), Failure>> + Send {
        self(event, context)
    }
}
