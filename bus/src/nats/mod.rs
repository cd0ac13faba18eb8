//! NATS JetStream: `nats://host:4222`.
//!
//! `docs/nats.md` says what is made on the server, and what happens when it dies.

mod address;
mod connection;
mod durable;
mod held;
mod letters;
mod member;
mod place;
mod publish;
mod reason;
mod streams;
mod wire;

pub(crate) use address::Servers;

use crate::transport::{
    BoxFuture, Capability, Group, NotConfirmed, Settlement, Stored, Subscription, Token, Transport,
};
use crate::{DeadLetter, Envelope, Error, clock};
use async_nats::Subject;
use async_nats::jetstream::AckKind;
use async_nats::jetstream::stream::Stream;
use connection::Link;
use held::Held;
use member::{Member, STANDS, Source};
use publish::{Message, NotStored};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

const NAME: &str = "nats";

/// Connects to the first of the servers that answers.
pub(crate) async fn connect(servers: &Servers) -> Result<Nats, Error> {
    let link = Link::open(servers).await?;
    let (returns, returned) = mpsc::unbounded_channel();
    tokio::spawn(give_back(link.clone(), returned));
    Ok(Nats { link, lease: servers.lease, returns })
}

/// A connection.
pub(crate) struct Nats {
    link: Link,
    lease: Duration,
    /// Takes the deliveries that were dropped unsettled.
    returns: mpsc::UnboundedSender<Subject>,
}

/// Gives dropped deliveries back, for as long as somebody can drop one: after a moment, because the
/// member that was dropped with them may still have a request at the server.
async fn give_back(link: Link, mut returned: mpsc::UnboundedReceiver<Subject>) {
    while let Some(reply) = returned.recv().await {
        if let Err(error) = link.say(reply, AckKind::Nak(Some(STANDS))).await {
            tracing::debug!(%error, "an event comes again when its lease ends");
        }
    }
}

impl Nats {
    fn open(&self) -> Result<&Link, Error> {
        if self.link.is_closed() { Err(closed()) } else { Ok(&self.link) }
    }

    /// Does something unless the bus is closed, before or meanwhile.
    async fn while_open<T>(&self, task: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.open()?;
        let done = tokio::select! {
            biased;
            () = self.link.closed() => return Err(closed()),
            done = task => done,
        };
        // What broke with the connection is no news.
        done.or_else(|error| self.open().and(Err(error)))
    }

    async fn declare_group(&self, group: &Group) -> Result<(), Error> {
        let link = &self.link;
        for (stream, subjects) in sorted_by_stream(link, group).await? {
            let config = &stream.cached_info().config;
            streams::check(config)?;
            streams::check(&link.dead_letters(config).await?.cached_info().config)?;
            durable::declare(link, &stream, &group.name, &subjects, self.lease).await?;
        }
        Ok(())
    }

    async fn join(&self, group: &Group, window: usize) -> Result<Box<dyn Subscription>, Error> {
        let link = &self.link;
        let mut sources = Vec::new();
        for (stream, subjects) in sorted_by_stream(link, group).await? {
            let Some(consumer) = durable::find(link, &stream, &group.name).await? else {
                return Err(failed(format!("join group `{}`", group.name), "no consumer of that name was declared"));
            };
            let others = durable::passed_on(&consumer, &subjects)?;
            if !others.is_empty() {
                let group = &group.name;
                tracing::warn!(group, subjects = ?others, "this member passes on what it has no handler for");
            }
            let stream = stream.cached_info().config.name.clone();
            sources.push(Source { consumer, stream, subjects });
        }
        Ok(Box::new(Member::join(link.clone(), sources, window, self.lease, self.returns.clone())))
    }

    async fn store(&self, envelope: Envelope, deadline: Instant) -> Result<Stored, NotConfirmed> {
        /// How long to wait for a stream that is there and has nobody who answers.
        const PAUSE: Duration = Duration::from_millis(100);
        let link = self.open().map_err(|error| NotConfirmed::Refused(error.to_string()))?;
        let subject = envelope.subject.clone();
        let (headers, body, id) = wire::write(envelope);
        let size = body.len();
        let message = Message { subject, headers, body, id };
        loop {
            return match link.store(&message, deadline).await {
                Ok(ack) => Ok(Stored::new(ack.duplicate, Some(format!("{}/{}", ack.stream, ack.sequence)))),
                Err(NotStored::NoStream) => {
                    let made = link.events(&message.subject).await;
                    made.map_err(|error| NotConfirmed::Refused(chain(&error)))?;
                    if Instant::now() + PAUSE < deadline {
                        sleep(PAUSE).await;
                        continue;
                    }
                    Err(NotConfirmed::Refused(format!("nobody answers for the stream of `{}`", message.subject)))
                }
                Err(NotStored::TooLong { limit }) => Err(NotConfirmed::Refused(format!(
                    "its body of {size} bytes and its headers are more than the {limit} bytes that the server \
                     takes (`max_payload`)"
                ))),
                Err(NotStored::Refused(reason)) => Err(NotConfirmed::Refused(reason)),
                Err(NotStored::Unknown(reason)) => Err(NotConfirmed::Unknown(reason)),
            };
        }
    }

    async fn end(&self, token: Token, settlement: Settlement) -> Result<(), Error> {
        let link = &self.link;
        let mut held: Held =
            token.open().ok_or_else(|| failed("settle a delivery", "another transport delivered it"))?;
        if held.put_back(&settlement) {
            held.let_go();
            return Ok(());
        }
        let result = match settlement {
            Settlement::Ack => link.confirm(&held.reply, AckKind::Ack, self.lease).await,
            Settlement::Retry { after } => {
                // The server counts in an i64 of nanoseconds, and takes what is longer for no delay at all.
                let after = after.min(clock::THIRTY_YEARS);
                link.confirm(&held.reply, AckKind::Nak(Some(after)), self.lease).await
            }
            Settlement::GiveBack => link.confirm(&held.reply, AckKind::Nak(None), self.lease).await,
            Settlement::DeadLetter(letter) => match link.bury(&letter, &held, self.lease).await {
                Ok(()) => link.confirm(&held.reply, AckKind::Term, self.lease).await,
                Err(error) => Err(error),
            },
        };
        // Settled, or else left to its lease: at once it would fail again.
        held.let_go();
        result
    }
}

impl Transport for Nats {
    fn name(&self) -> &'static str {
        NAME
    }

    fn supports(&self, capability: Capability) -> bool {
        match capability {
            Capability::Groups
            | Capability::DelayedRetry
            | Capability::DeadLetters
            | Capability::Duplicates
            | Capability::KeyOrder => true,
        }
    }

    fn declare<'a>(&'a self, group: &'a Group) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.while_open(self.declare_group(group)))
    }

    fn publish(&self, envelope: Envelope, deadline: Instant) -> BoxFuture<'_, Result<Stored, NotConfirmed>> {
        Box::pin(self.store(envelope, deadline))
    }

    fn subscribe<'a>(&'a self, group: &'a Group, window: usize) -> BoxFuture<'a, Result<Box<dyn Subscription>, Error>> {
        Box::pin(self.while_open(self.join(group, window)))
    }

    fn extend<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move {
            match token.get::<Held>() {
                Some(held) => self.while_open(self.link.say(held.reply.clone(), AckKind::Progress)).await,
                None => Err(failed("extend a delivery", "another transport delivered it")),
            }
        })
    }

    fn settle(&self, token: Token, settlement: Settlement) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.while_open(self.end(token, settlement)))
    }

    fn dead_letters<'a>(&'a self, consumer: &'a str, limit: usize) -> BoxFuture<'a, Result<Vec<DeadLetter>, Error>> {
        Box::pin(self.while_open(self.link.letters_of(consumer, limit)))
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.link.close())
    }
}

/// The group's subjects by the stream that takes them.
async fn sorted_by_stream(link: &Link, group: &Group) -> Result<Vec<(Stream, Vec<String>)>, Error> {
    let mut sorted: Vec<(Stream, Vec<String>)> = Vec::new();
    for subject in &group.subjects {
        let stream = link.events(subject).await?;
        let name = &stream.cached_info().config.name;
        match sorted.iter_mut().find(|(other, _)| other.cached_info().config.name == *name) {
            Some((_, subjects)) => subjects.push(subject.clone()),
            None => sorted.push((stream, vec![subject.clone()])),
        }
    }
    Ok(sorted)
}

fn closed() -> Error {
    Error::Closed { transport: NAME }
}

fn failed(task: impl Into<String>, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Transport { transport: NAME, task: task.into(), source: source.into() }
}

/// An error and its causes, each told once.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    for cause in std::iter::successors(error.source(), |&cause| cause.source()).take(8) {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}
