//! Fetching from one consumer on the server.

use super::window::Window;
use super::{Phase, Shelf};
use crate::Error;
use crate::nats::connection::Link;
use crate::nats::failed;
use crate::nats::place::Place;
use async_nats::jetstream::AckKind;
use async_nats::jetstream::consumer::PullConsumer;
use async_nats::jetstream::consumer::pull::BatchConfig;
use async_nats::jetstream::context::{ConsumerInfoError, ConsumerInfoErrorKind};
use async_nats::{Message, StatusCode, Subject, Subscriber};
use futures_util::StreamExt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

/// How long one request for events stands. A member that stops waits for it to end, because what
/// the server sends meanwhile must be given back.
pub(in crate::nats) const STANDS: Duration = Duration::from_secs(1);
/// So long after its end, a request whose end was not told is taken for lost.
const GRACE: Duration = Duration::from_secs(1);
/// How long giving back may take, when the server does not answer.
const GIVING_BACK: Duration = Duration::from_secs(2);

/// What a member fetches from one stream.
pub(in crate::nats) struct Source {
    /// The group's consumer.
    pub(in crate::nats) consumer: PullConsumer,
    /// The stream that it is on.
    pub(in crate::nats) stream: String,
    /// The subjects that this member handles; the group may have more.
    pub(in crate::nats) subjects: Vec<String>,
}

/// The task that fetches.
pub(super) struct Fetch {
    link: Link,
    source: Source,
    shelf: Arc<Shelf>,
    ready: Arc<Notify>,
    window: Window,
    lease: Duration,
    requests: u64,
    /// The request that stands: one at a time.
    standing: Option<Standing>,
    /// Whether all came that was asked for last.
    all_came: bool,
    /// Whether what is on the shelf came over a connection that broke.
    stale: bool,
    /// How often in a row the server refused a request, and when to ask again.
    refused: u32,
    pause: Instant,
}

struct Standing {
    inbox: Subject,
    left: usize,
    until: Instant,
}

impl Fetch {
    pub(super) fn new(
        link: Link,
        source: Source,
        shelf: Arc<Shelf>,
        ready: Arc<Notify>,
        window: usize,
        lease: Duration,
    ) -> Self {
        Self {
            link,
            source,
            shelf,
            ready,
            window: Window::new(window),
            lease,
            requests: 0,
            standing: None,
            all_came: false,
            stale: false,
            refused: 0,
            pause: Instant::now(),
        }
    }

    /// Fetches until it is told to stop or cannot go on; then gives back what nobody took.
    pub(super) async fn run(mut self, stopped: watch::Receiver<()>) -> Result<(), Error> {
        let prefix = self.link.client.new_inbox();
        let mut inbox = match self.link.client.subscribe(format!("{prefix}.*")).await {
            Ok(inbox) => inbox,
            Err(error) => {
                self.break_off(failed("subscribe", error));
                return Ok(());
            }
        };
        if let Err(error) = self.fetch(&prefix, &mut inbox, stopped).await {
            self.break_off(error);
        }
        self.give_back(&mut inbox).await;
        Ok(())
    }

    async fn fetch(
        &mut self,
        prefix: &str,
        inbox: &mut Subscriber,
        mut stopped: watch::Receiver<()>,
    ) -> Result<(), Error> {
        let mut extending = interval_at(Instant::now() + self.lease / 3, self.lease / 3);
        extending.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reconnected: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(self.link.reconnected());
        let link = self.link.clone();
        let mut closing = std::pin::pin!(link.closed());
        loop {
            if self.stale && self.pause <= Instant::now() {
                self.compare().await?;
            }
            self.ask(prefix).await?;
            let wake = match &self.standing {
                Some(standing) => standing.until,
                None if self.pause > Instant::now() => self.pause,
                None => Instant::now() + STANDS,
            };
            tokio::select! {
                message = inbox.next() => match message {
                    Some(message) => self.receive(message).await?,
                    None if self.link.is_closed() => return Ok(()),
                    // The client has given up the connection: nobody would tell the consumer.
                    None => return Err(failed("fetch", "the client of NATS ended the subscription")),
                },
                () = self.shelf.taken.notified() => {}
                () = sleep_until(wake) => self.look().await?,
                _ = extending.tick() => self.extend().await?,
                () = &mut reconnected => {
                    // The request went down with the connection.
                    self.standing = None;
                    self.stale = true;
                    reconnected = Box::pin(self.link.reconnected());
                }
                _ = stopped.changed() => return Ok(()),
                () = &mut closing => return Ok(()),
            }
        }
    }

    /// A server that died may not remember all that it delivered. What it does not, it delivers
    /// again, and hears no word about what is here.
    async fn compare(&mut self) -> Result<(), Error> {
        match self.source.consumer.get_info().await {
            Ok(info) => {
                let known =
                    |message: &Message| place(message).is_some_and(|p| p.sequence <= info.delivered.stream_sequence);
                self.shelf.state().messages.retain(known);
                self.stale = false;
                Ok(())
            }
            Err(error) => {
                self.ask_later();
                self.unless_gone(error)
            }
        }
    }

    /// Asks for more when there is room and no request stands.
    async fn ask(&mut self, prefix: &str) -> Result<(), Error> {
        let (there, returned) = {
            let state = self.shelf.state();
            (state.messages.len(), state.returned.len())
        };
        // Whoever hands back is about to stop.
        if returned > 0 {
            return Ok(());
        }
        let now = Instant::now();
        if self.stale || self.standing.is_some() || self.pause > now || self.window.demand(there) == 0 {
            return Ok(());
        }
        self.window.asks(now, self.all_came);
        let demand = self.window.demand(there).max(1);
        self.requests += 1;
        let inbox = Subject::from(format!("{prefix}.{}", self.requests));
        let batch = BatchConfig { batch: demand, expires: Some(STANDS), ..BatchConfig::default() };
        let asked = self.source.consumer.request_batch(batch, inbox.clone()).await;
        asked.map_err(|error| failed("fetch", error))?;
        self.all_came = false;
        self.standing = Some(Standing { inbox, left: demand, until: now + STANDS + GRACE });
        Ok(())
    }

    /// Time has passed. A request whose end was not told is lost, perhaps because a server that does not
    /// know the consumer keeps silent.
    async fn look(&mut self) -> Result<(), Error> {
        if self.standing.take_if(|standing| standing.until <= Instant::now()).is_some() {
            self.exists().await?;
        }
        Ok(())
    }

    async fn receive(&mut self, message: Message) -> Result<(), Error> {
        if message.status.is_none() {
            self.refused = 0;
            self.arrived();
            if self.source.subjects.iter().any(|subject| *subject == *message.subject) {
                self.shelf.state().messages.push_back(message);
                self.ready.notify_one();
                return Ok(());
            }
            return self.pass_on(message).await;
        }
        self.told(&message).await
    }

    /// One more of those that were asked for is here.
    fn arrived(&mut self) {
        if let Some(standing) = &mut self.standing {
            standing.left -= 1;
            if standing.left == 0 {
                self.standing = None;
                self.all_came = true;
            }
        }
    }

    /// Another member of the group handles this event. It is told to take its time, because the
    /// server does not know who, and there may be nobody at the moment.
    async fn pass_on(&self, message: Message) -> Result<(), Error> {
        const FIRST: Duration = Duration::from_millis(50);
        const LONGEST: Duration = Duration::from_secs(30);
        let delivered = place(&message).map_or(1, |place| place.deliveries);
        let delay = FIRST.saturating_mul(2_u32.saturating_pow(delivered.saturating_sub(1))).min(LONGEST);
        match message.reply {
            Some(reply) => self.link.say(reply, AckKind::Nak(Some(delay))).await,
            None => Ok(()),
        }
    }

    /// The server says something about a request (ADR-13 of NATS: `Status` and `Description`).
    async fn told(&mut self, message: &Message) -> Result<(), Error> {
        if self.standing.as_ref().is_none_or(|standing| standing.inbox != message.subject) {
            return Ok(());
        }
        let description = message.description.as_deref().unwrap_or_default();
        match message.status {
            Some(StatusCode::IDLE_HEARTBEAT) => return Ok(()),
            // It stood so long as it should.
            Some(StatusCode::TIMEOUT | StatusCode::NOT_FOUND) => self.refused = 0,
            Some(StatusCode::NO_RESPONDERS) => {
                self.exists().await?;
                self.ask_later();
            }
            _ if description.contains("Deleted") || description.contains("push based") => {
                let why = format!("the server says: {description}");
                return Err(failed(format!("fetch for group `{}`", self.group()), why));
            }
            status => {
                tracing::debug!(?status, description, group = self.group(), "NATS ended a request for events");
                self.ask_later();
            }
        }
        self.standing = None;
        Ok(())
    }

    fn ask_later(&mut self) {
        const FIRST: Duration = Duration::from_millis(50);
        const LONGEST: Duration = Duration::from_secs(2);
        self.pause = Instant::now() + FIRST.saturating_mul(2_u32.saturating_pow(self.refused)).min(LONGEST);
        self.refused = self.refused.saturating_add(1);
    }

    /// Nobody answers for the consumer: fails where it is gone, and not where it only has no leader.
    async fn exists(&self) -> Result<(), Error> {
        match self.source.consumer.get_info().await {
            Ok(_) => Ok(()),
            Err(error) => self.unless_gone(error),
        }
    }

    fn unless_gone(&self, error: ConsumerInfoError) -> Result<(), Error> {
        match error.kind() {
            ConsumerInfoErrorKind::NotFound | ConsumerInfoErrorKind::StreamNotFound => {
                Err(failed(format!("fetch for group `{}` on `{}`", self.group(), self.source.stream), error))
            }
            _ => Ok(()),
        }
    }

    /// The consumer extends what it was handed; this is for what it was not.
    async fn extend(&self) -> Result<(), Error> {
        let replies: Vec<_> = {
            let state = self.shelf.state();
            let waiting = state.messages.iter().filter_map(|message| message.reply.clone());
            waiting.chain(state.returned.values().cloned()).collect()
        };
        for reply in replies {
            self.link.say(reply, AckKind::Progress).await?;
        }
        Ok(())
    }

    /// Nothing more will come.
    fn break_off(&self, error: Error) {
        self.shelf.state().broken = Some(error);
        self.ready.notify_one();
    }

    /// Gives back what nobody took and what was handed back, in the order of the stream. First the
    /// standing request has to end: it would take the events right back, and what is on its way to it
    /// would be lost until its lease ends.
    async fn give_back(mut self, inbox: &mut Subscriber) {
        let mut reconnected = Box::pin(self.link.reconnected());
        while let Some(standing) = self.standing.take().filter(|_| !self.link.is_closed()) {
            let (until, request) = (standing.until, standing.inbox.clone());
            self.standing = Some(standing);
            let message = tokio::select! {
                message = inbox.next() => message,
                () = sleep_until(until) => None,
                () = &mut reconnected => None,
            };
            match message {
                Some(message) if message.status.is_none() => {
                    self.arrived();
                    self.shelf.state().messages.push_back(message);
                }
                Some(message) if message.subject != request => {}
                _ => self.standing = None,
            }
        }
        let _ = inbox.unsubscribe().await;
        let Some((last, replies)) = self.everything() else { return };
        for reply in replies {
            let _ = self.link.say(reply, AckKind::Nak(None)).await;
        }
        // The server hears one after the other: when it has heard the last, it has heard all.
        if let Err(error) = self.link.confirm(&last, AckKind::Nak(None), GIVING_BACK).await {
            tracing::warn!(%error, group = self.group(), "what was fetched comes again when its lease ends");
        }
    }

    /// All that is to be given back: the last one, and those before it. From here on, nothing more is
    /// taken.
    fn everything(&self) -> Option<(Subject, impl Iterator<Item = Subject> + use<>)> {
        let mut state = self.shelf.state();
        state.phase = Phase::Over;
        let mut all = std::mem::take(&mut state.returned);
        for message in std::mem::take(&mut state.messages) {
            if let Some(Place { sequence, .. }) = place(&message) {
                all.extend(message.reply.clone().map(|reply| (sequence, reply)));
            }
        }
        let (_, last) = all.pop_last()?;
        Some((last, all.into_values()))
    }

    fn group(&self) -> &str {
        &self.source.consumer.cached_info().name
    }
}

fn place(message: &Message) -> Option<Place<'_>> {
    Place::read(message.reply.as_deref()?)
}
