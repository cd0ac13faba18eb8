//! The life of a consumer: join, handle, stop, settle, leave.

use super::Consumer;
use super::stop::{Phase, Stop};
use super::turns::{Turn, Turns};
use super::work::Work;
use crate::Error;
use crate::transport::{Group, Subscription, Transport};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout;

/// How many events may wait for an earlier one of their key, before no more is fetched.
const WAITING: usize = 256;

/// How long the broker may take to hear how things ended, once no handler runs any more.
const GOODBYE: Duration = Duration::from_secs(5);

pub(super) async fn run(consumer: Consumer, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    let group = consumer.group();
    let (ordered, drain) = (consumer.ordered, consumer.drain);
    let concurrency = consumer.concurrency.min(Semaphore::MAX_PERMITS);
    let window = if ordered { concurrency.saturating_add(WAITING) } else { concurrency };
    let slots = Arc::new(Semaphore::new(concurrency));
    let (phase, stop) = Stop::new();
    let transport = Arc::clone(&consumer.transport);
    let work = Arc::new(Work::new(consumer, Arc::clone(&slots), stop));
    let mut shutdown = pin!(shutdown);

    let mut subscription = tokio::select! {
        biased;
        () = &mut shutdown => return Ok(()),
        joined = join(&*transport, &group, window) => joined?,
    };
    tracing::debug!(consumer = group.name, subjects = ?group.subjects, "consuming");

    let mut turns = Turns::default();
    let mut running = JoinSet::new();
    let ended = loop {
        let free = slots.available_permits() > 0;
        tokio::select! {
            biased;
            () = &mut shutdown => break Ok(()),
            Some(finished) = running.join_next() => report(&group, finished),
            // Only to look again: the slot itself is for whoever runs a handler.
            _ = slots.acquire(), if !free => {}
            delivery = subscription.next(), if free && running.len() < window => match delivery {
                Ok(delivery) => {
                    let turn = match &delivery.envelope.key {
                        Some(key) if ordered => turns.take(key),
                        _ => Turn::free(),
                    };
                    let slot = if turn.waits() { None } else { Arc::clone(&slots).try_acquire_owned().ok() };
                    running.spawn(Arc::clone(&work).handle(delivery, turn, slot));
                }
                Err(error) => break Err(error),
            },
        }
    };
    let ended = ended.and(leave(&*transport, &group, subscription, running, &phase, drain, ordered).await);
    tracing::debug!(consumer = group.name, "stopped");
    ended
}

async fn join(transport: &dyn Transport, group: &Group, window: usize) -> Result<Box<dyn Subscription>, Error> {
    transport.declare(group).await?;
    transport.subscribe(group, window).await
}

/// Fetches no more, waits for the handlers that run, but not for ever, and gives back the rest.
async fn leave(
    transport: &dyn Transport,
    group: &Group,
    subscription: Box<dyn Subscription>,
    mut running: JoinSet<()>,
    phase: &watch::Sender<Phase>,
    drain: Duration,
    ordered: bool,
) -> Result<(), Error> {
    phase.send_replace(Phase::Draining);
    let longest = if ordered { GOODBYE } else { drain.saturating_add(GOODBYE) };
    let stop = async {
        timeout(longest, subscription.stop()).await.unwrap_or_else(|_| {
            let task = format!("leave group `{}`", group.name);
            Err(Error::Transport {
                transport: transport.name(),
                task,
                source: format!("no answer in {longest:?}").into(),
            })
        })
    };
    let settle = async {
        if timeout(drain, finish(group, &mut running)).await.is_err() {
            tracing::warn!(consumer = group.name, handlers = running.len(), "cancelled: not done in time");
            phase.send_replace(Phase::Over);
            if timeout(GOODBYE, finish(group, &mut running)).await.is_err() {
                tracing::error!(consumer = group.name, deliveries = running.len(), "not settled before the end");
            }
        }
    };
    // What the transport gives back must not overtake what is in hand, where order counts; else the
    // sooner, the better.
    if ordered {
        settle.await;
        stop.await
    } else {
        tokio::join!(stop, settle).0
    }
}

async fn finish(group: &Group, running: &mut JoinSet<()>) {
    while let Some(finished) = running.join_next().await {
        report(group, finished);
    }
}

/// A handler's panic ends as an outcome, and an observer's in the log; what panics here is the
/// transport, and the event comes again.
fn report(group: &Group, finished: Result<(), JoinError>) {
    if let Err(error) = finished {
        tracing::error!(consumer = group.name, %error, "a delivery was not settled: its task panicked");
    }
}
