//! A transport with leases and a server that can die, over the bus in memory; and with one flaw.

use super::flaw::Flaw;
use super::held::Held;
use super::member::Member;
use evenkeel_bus::testing::Server;
use evenkeel_bus::transport::{BoxFuture, Group, NotConfirmed, Settlement, Stored, Subscription, Token};
use evenkeel_bus::{Capability, DeadLetter, Envelope, Error, Reason, Transport};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::Instant;

pub const LEASE: Duration = Duration::from_millis(500);

/// Clones are one connection.
#[derive(Clone)]
pub struct Rough(Arc<State>);

pub struct State {
    pub flaw: Option<Flaw>,
    pub inner: Arc<dyn Transport>,
    /// How often the server was started; odd while it is away.
    pub lives: watch::Sender<u32>,
    pub slots: Arc<Semaphore>,
    pub held: Mutex<Vec<Arc<Held>>>,
    /// What a flaw lost: group and event id.
    pub lost: Mutex<HashSet<(String, String)>>,
    groups: Mutex<BTreeMap<String, Subjects>>,
    stored: Mutex<Vec<String>>,
    letters: Mutex<Vec<DeadLetter>>,
    count: AtomicU32,
    stopped: watch::Sender<bool>,
}

#[derive(Default)]
struct Subjects {
    all: BTreeSet<String>,
    last: Vec<String>,
}

impl Rough {
    pub async fn new(name: &str, flaw: Option<Flaw>) -> Self {
        let slots = if flaw == Some(Flaw::DeliversOneAtATime) { 1 } else { 1000 };
        Self(Arc::new(State {
            flaw,
            inner: evenkeel_bus::connect(&format!("memory:{name}")).await.unwrap().transport(),
            lives: watch::Sender::new(0),
            slots: Arc::new(Semaphore::new(slots)),
            held: Mutex::default(),
            lost: Mutex::default(),
            groups: Mutex::default(),
            stored: Mutex::default(),
            letters: Mutex::default(),
            count: AtomicU32::new(0),
            stopped: watch::Sender::new(false),
        }))
    }
}

impl State {
    pub fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    fn away(&self) -> bool {
        *self.lives.borrow() % 2 == 1
    }

    /// Resolves while the server is there.
    pub async fn back(&self) {
        drop(self.lives.subscribe().wait_for(|lives| lives % 2 == 0).await);
    }

    /// The group as the bus in memory knows it.
    fn group(&self, group: &Group) -> Group {
        let mut group = group.clone();
        if self.has(Flaw::HasOneGroup) {
            group.name = "everyone".into();
        }
        group
    }

    fn spoil(&self, envelope: &mut Envelope) {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        match self.flaw {
            Some(Flaw::RenamesEvents) => envelope.id = format!("message {count}"),
            Some(Flaw::ForgetsDuplicates) => envelope.source = Some(format!("someone-{count}")),
            Some(Flaw::IgnoresTheSource) => envelope.source = Some("someone".into()),
            Some(Flaw::DropsAttributes) => envelope.dataschema = None,
            Some(Flaw::SpoilsKeys) => envelope.key = envelope.key.take().map(|key| key.trim().to_owned()),
            Some(Flaw::DropsHeaders) => envelope.headers = evenkeel_bus::Headers::new(),
            _ => {}
        }
    }

    fn store(&self, envelope: &Envelope) {
        self.stored.lock().unwrap().push(envelope.id.clone());
        if self.has(Flaw::ForgetsSubjects) {
            for (group, subjects) in &*self.groups.lock().unwrap() {
                if !subjects.last.contains(&envelope.subject) {
                    self.lost.lock().unwrap().insert((group.clone(), envelope.id.clone()));
                }
            }
        }
    }

    async fn settle(&self, held: &Held, settlement: Settlement) -> Result<(), Error> {
        self.back().await;
        let token = held.take().ok_or_else(|| failed("settle", "the lease has ended"))?;
        let settlement = match (self.flaw, settlement) {
            (Some(Flaw::SettlesNothingAfterAStop), _) if *self.stopped.borrow() => {
                return Err(failed("settle", "the member has left"));
            }
            (Some(Flaw::ForgetsAcknowledgements), Settlement::Ack)
            | (Some(Flaw::DeliversDeadLettersAgain), Settlement::DeadLetter(_))
            | (Some(Flaw::GivesBackLate), Settlement::GiveBack) => Settlement::Retry { after: LEASE / 10 },
            (Some(Flaw::RetriesAtOnce), Settlement::Retry { .. }) => Settlement::Retry { after: Duration::ZERO },
            (Some(Flaw::DropsDeadLetters), Settlement::DeadLetter(_)) => Settlement::Ack,
            (Some(Flaw::LosesReasons), Settlement::DeadLetter(mut letter)) => {
                letter.reason = Reason::Unhandled;
                Settlement::DeadLetter(letter)
            }
            (_, settlement) => settlement,
        };
        if let Settlement::DeadLetter(letter) = &settlement {
            self.letters.lock().unwrap().push((**letter).clone());
        }
        self.inner.settle(token, settlement).await
    }

    async fn letters(&self, consumer: &str, limit: usize) -> Result<Vec<DeadLetter>, Error> {
        if self.away() {
            return Err(failed("read the dead letters", "the server is away"));
        }
        match (self.flaw, self.inner.dead_letters(consumer, limit).await) {
            (Some(Flaw::LosesWhatItStored), Ok(_)) if *self.lives.borrow() > 0 => Ok(Vec::new()),
            (Some(Flaw::SharesDeadLetters), Ok(_)) => Ok(self.letters.lock().unwrap().clone()),
            (Some(Flaw::ShowsTheNewestDeadLetters), Ok(_)) => {
                let mut letters = self.inner.dead_letters(consumer, usize::MAX).await?;
                letters.reverse();
                letters.truncate(limit);
                Ok(letters)
            }
            (Some(Flaw::KnowsEveryConsumer), Err(_)) => Ok(Vec::new()),
            (_, letters) => letters,
        }
    }
}

fn failed(task: &str, why: &str) -> Error {
    Error::Transport { transport: "rough", task: task.to_owned(), source: why.into() }
}

impl Transport for Rough {
    fn name(&self) -> &'static str {
        "rough"
    }

    fn supports(&self, capability: Capability) -> bool {
        !(self.0.has(Flaw::HidesACapability) && capability == Capability::Duplicates)
            && self.0.inner.supports(capability)
    }

    fn declare<'a>(&'a self, group: &'a Group) -> BoxFuture<'a, Result<(), Error>> {
        let mut groups = self.0.groups.lock().unwrap();
        let subjects = groups.entry(group.name.clone()).or_default();
        subjects.all.extend(group.subjects.iter().cloned());
        subjects.last.clone_from(&group.subjects);
        drop(groups);
        Box::pin(async {
            if self.0.has(Flaw::DeclaresLate) {
                return Ok(());
            }
            self.0.inner.declare(&self.0.group(group)).await
        })
    }

    fn publish(&self, mut envelope: Envelope, deadline: Instant) -> BoxFuture<'_, Result<Stored, NotConfirmed>> {
        Box::pin(async move {
            if self.0.has(Flaw::ConfirmsWhileAway) && self.0.away() {
                return Ok(Stored::default());
            }
            if self.0.has(Flaw::RefusesPlainMessages) && envelope.event_type.is_none() {
                return Err(NotConfirmed::Refused("it has no type".into()));
            }
            self.0.back().await;
            self.0.spoil(&mut envelope);
            self.0.store(&envelope);
            self.0.inner.publish(envelope, deadline).await
        })
    }

    fn subscribe<'a>(&'a self, group: &'a Group, window: usize) -> BoxFuture<'a, Result<Box<dyn Subscription>, Error>> {
        Box::pin(async move {
            let state = &self.0;
            let mut group = state.group(group);
            match state.flaw {
                Some(Flaw::SubscribesToOneSubject) => group.subjects.truncate(1),
                Some(Flaw::DeliversAnySubject) => {
                    group.subjects = state.groups.lock().unwrap()[&group.name].all.iter().cloned().collect();
                }
                Some(Flaw::GivesEachMemberEverything) => {
                    group.name = format!("{}-{}", group.name, state.count.fetch_add(1, Ordering::SeqCst));
                    state.inner.declare(&group).await?;
                }
                Some(Flaw::DeclaresLate) => state.inner.declare(&group).await?,
                Some(Flaw::MakesUpEvents) => {
                    let body = r#"{"order_id":"o-1","quantity":1}"#;
                    let event = Envelope::new(group.subjects[0].clone(), body);
                    drop(state.inner.publish(event, Instant::now()).await);
                }
                _ => {}
            }
            let subscription = state.inner.subscribe(&group, window).await?;
            Ok(Box::new(Member::new(Arc::clone(state), group.name, subscription)) as Box<dyn Subscription>)
        })
    }

    fn extend<'a>(&'a self, token: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async {
            let held = token.get::<Arc<Held>>().expect("it is of this transport");
            if !self.0.has(Flaw::ExtendsNoLease) {
                held.extend();
            }
            Ok(())
        })
    }

    fn settle(&self, token: Token, settlement: Settlement) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            let held: Arc<Held> = token.open().expect("it is of this transport");
            self.0.settle(&held, settlement).await
        })
    }

    fn dead_letters<'a>(&'a self, consumer: &'a str, limit: usize) -> BoxFuture<'a, Result<Vec<DeadLetter>, Error>> {
        Box::pin(self.0.letters(consumer, limit))
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async {
            if self.0.has(Flaw::StaysOpen) {
                return Ok(());
            }
            self.0.inner.close().await
        })
    }
}

impl Server for Rough {
    fn kill(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            self.0.lives.send_modify(|lives| *lives += 1);
            if self.0.has(Flaw::LosesWhatItStored) {
                let stored = self.0.stored.lock().unwrap();
                for group in self.0.groups.lock().unwrap().keys() {
                    self.0.lost.lock().unwrap().extend(stored.iter().map(|id| (group.clone(), id.clone())));
                }
            }
            if self.0.has(Flaw::LosesWhatIsInHand) {
                let held = std::mem::take(&mut *self.0.held.lock().unwrap());
                for token in held.iter().filter_map(|held| held.take()) {
                    drop(self.0.inner.settle(token, Settlement::Ack).await);
                }
            }
        })
    }

    fn start(&self) -> BoxFuture<'_, ()> {
        self.0.lives.send_modify(|lives| *lives += 1);
        Box::pin(async {})
    }
}
