//! The life of a consumer: join, handle, stop, settle, leave.

use super::Consumer;
use super::work::Work;
use crate::Error;
use crate::transport::{Group, Subscription, Transport};
use std::pin::pin;
use std::sync::Arc;
use tokio::task::{JoinError, JoinSet};

pub(super) async fn run(consumer: Consumer, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    let group = consumer.group();
    let concurrency = consumer.concurrency;
    let transport = Arc::clone(&consumer.transport);
    let work = Arc::new(Work::new(consumer));
    let mut shutdown = pin!(shutdown);

    let mut subscription = tokio::select! {
        biased;
        () = &mut shutdown => return Ok(()),
        joined = join(&*transport, &group, concurrency) => joined?,
    };
    tracing::debug!(consumer = group.name, subjects = ?group.subjects, "consuming");

    let mut running = JoinSet::new();
    let ended = loop {
        tokio::select! {
            biased;
            () = &mut shutdown => break Ok(()),
            Some(finished) = running.join_next() => report(&group, finished),
            delivery = subscription.next(), if running.len() < concurrency => match delivery {
                Ok(delivery) => { running.spawn(Arc::clone(&work).handle(delivery)); }
                Err(error) => break Err(error),
            },
        }
    };
    let stopped = subscription.stop().await;
    while let Some(finished) = running.join_next().await {
        report(&group, finished);
    }
    tracing::debug!(consumer = group.name, "stopped");
    ended.and(stopped)
}

async fn join(transport: &dyn Transport, group: &Group, window: usize) -> Result<Box<dyn Subscription>, Error> {
    transport.declare(group).await?;
    transport.subscribe(group, window).await
}

/// A handler's panic ends as an outcome, and an observer's in the log; what panics here is the
/// transport, and the event comes again.
fn report(group: &Group, finished: Result<(), JoinError>) {
    if let Err(error) = finished {
        tracing::error!(consumer = group.name, %error, "a delivery was not settled: its task panicked");
    }
}
