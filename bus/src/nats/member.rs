//! One member of a group: a task a stream fetches ahead, the consumer takes.

mod fetch;
mod window;

use super::connection::Link;
use super::held::Held;
use super::place::Place;
use super::{closed, failed, wire};
use crate::Error;
use crate::transport::{BoxFuture, Delivery, Subscription, Token};
use async_nats::{Message, Subject};
use fetch::Fetch;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

pub(super) use fetch::{STANDS, Source};

/// A member of a group. Dropped without being stopped, it gives back what it fetched as well.
pub(super) struct Member {
    link: Link,
    lanes: Vec<Lane>,
    /// Told when a lane has something.
    ready: Arc<Notify>,
    /// Where dropped deliveries go.
    returns: UnboundedSender<Subject>,
    lease: Duration,
    /// Its end is the end of fetching.
    running: watch::Sender<()>,
}

/// What comes from one stream.
struct Lane {
    shelf: Arc<Shelf>,
    task: JoinHandle<Result<(), Error>>,
}

/// What was fetched and not handed out, or was handed back.
#[derive(Default)]
pub(super) struct Shelf {
    state: Mutex<State>,
    /// Told when the consumer has taken something.
    taken: Notify,
}

#[derive(Default)]
struct State {
    messages: VecDeque<Message>,
    /// By sequence. They are given back at the end, when no request stands that would take them.
    returned: BTreeMap<u64, Subject>,
    phase: Phase,
    /// Why nothing more will come.
    broken: Option<Error>,
}

/// How far the task is that fetches.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Fetching,
    /// Told to stop.
    Stopping,
    /// Everything was given back.
    Over,
}

impl Shelf {
    /// Takes back what no handler will see here. Answers whether the task that fetches gives it back
    /// with the rest; when it is over, nobody does.
    pub(super) fn take_back(&self, sequence: u64, reply: Subject) -> bool {
        let mut state = self.state();
        let takes = state.phase != Phase::Over;
        if takes {
            state.returned.insert(sequence, reply);
        }
        takes
    }

    /// The same for what is to be tried again at once: while events are fetched, by whoever gets it.
    pub(super) fn take_back_at_end(&self, sequence: u64, reply: Subject) -> bool {
        self.state().phase == Phase::Stopping && self.take_back(sequence, reply)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Option<Message>, Error> {
        let mut state = self.state();
        let message = state.messages.pop_front();
        match (message, state.broken.take()) {
            (None, Some(error)) => Err(error),
            (message, broken) => {
                state.broken = broken;
                Ok(message)
            }
        }
    }
}

impl Member {
    pub(super) fn join(
        link: Link,
        sources: Vec<Source>,
        window: usize,
        lease: Duration,
        returns: UnboundedSender<Subject>,
    ) -> Self {
        let (running, stopped) = watch::channel(());
        let ready = Arc::new(Notify::new());
        let lanes = sources
            .into_iter()
            .map(|source| {
                let shelf = Arc::new(Shelf::default());
                let fetch = Fetch::new(link.clone(), source, Arc::clone(&shelf), Arc::clone(&ready), window, lease);
                Lane { shelf, task: tokio::spawn(fetch.run(stopped.clone())) }
            })
            .collect();
        Self { link, lanes, ready, returns, lease, running }
    }

    async fn take(&mut self) -> Result<Delivery, Error> {
        let link = self.link.clone();
        let mut closing = std::pin::pin!(link.closed());
        loop {
            if self.link.is_closed() {
                return Err(closed());
            }
            for index in 0..self.lanes.len() {
                let lane = &self.lanes[index];
                let taken = lane.shelf.take().map_err(|error| if self.link.is_closed() { closed() } else { error })?;
                let Some(message) = taken else { continue };
                let shelf = Arc::clone(&lane.shelf);
                shelf.taken.notify_one();
                // The other lanes come first next time.
                self.lanes.rotate_left(index + 1);
                return self.delivery(&shelf, message);
            }
            tokio::select! {
                // A notice that came since the look is kept for this.
                () = self.ready.notified() => {}
                () = &mut closing => {}
            }
        }
    }

    fn delivery(&self, shelf: &Arc<Shelf>, message: Message) -> Result<Delivery, Error> {
        let broken = || failed("read a delivery", "it does not say where to acknowledge it");
        let reply = message.reply.ok_or_else(broken)?;
        let Place { stream, deliveries, sequence } = Place::read(&reply).ok_or_else(broken)?;
        let envelope =
            wire::read(&message.subject, message.headers.as_ref(), message.payload, || format!("{stream}/{sequence}"));
        let stream = stream.to_owned();
        let held = Held::new(reply, stream, sequence, Arc::clone(shelf), self.returns.clone());
        Ok(Delivery::new(envelope, deliveries, Token::new(held)).leased(self.lease))
    }
}

impl Subscription for Member {
    fn next(&mut self) -> BoxFuture<'_, Result<Delivery, Error>> {
        Box::pin(self.take())
    }

    fn stop(self: Box<Self>) -> BoxFuture<'static, Result<(), Error>> {
        let Self { lanes, running, .. } = *self;
        lanes.iter().for_each(|lane| lane.shelf.state().phase = Phase::Stopping);
        drop(running);
        Box::pin(async move {
            let mut result = Ok(());
            for lane in lanes {
                let ended = lane.task.await.map_err(|error| failed("fetch", error)).flatten();
                result = result.and(ended);
            }
            result
        })
    }
}
