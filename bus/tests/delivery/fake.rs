//! A transport that does what a test tells it, and writes down what is asked of it.

use evenkeel_bus::transport::{BoxFuture, Delivery, Group, NotConfirmed, Settlement, Stored, Subscription, Token};
use evenkeel_bus::{Capability, DeadLetter, Envelope, Error, Transport};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc;
use tokio::time::Instant;

/// What a publish gets.
#[derive(Clone)]
pub enum Answer {
    Now(Result<Stored, NotConfirmed>),
    Never,
}

/// What another call gets.
#[derive(Clone, Copy)]
pub enum Behaviour {
    Works,
    Fails,
    Hangs,
}

#[derive(Clone)]
pub struct Fake(Arc<State>);

struct State {
    lacking: Option<Capability>,
    answer: Answer,
    calls: Mutex<Vec<&'static str>>,
    settlements: Mutex<Vec<Settlement>>,
    behaviour: Mutex<HashMap<&'static str, Behaviour>>,
    handed_out: AtomicUsize,
    sender: mpsc::UnboundedSender<Result<Delivery, Error>>,
    deliveries: Mutex<Option<mpsc::UnboundedReceiver<Result<Delivery, Error>>>>,
}

impl Default for Fake {
    fn default() -> Self {
        Self::new(None, Answer::Now(Ok(Stored::default())))
    }
}

impl Fake {
    fn new(lacking: Option<Capability>, answer: Answer) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        Self(Arc::new(State {
            lacking,
            answer,
            calls: Mutex::default(),
            settlements: Mutex::default(),
            behaviour: Mutex::default(),
            handed_out: AtomicUsize::new(0),
            sender,
            deliveries: Mutex::new(Some(receiver)),
        }))
    }

    pub fn lacking(capability: Capability) -> Self {
        Self::new(Some(capability), Answer::Now(Ok(Stored::default())))
    }

    pub fn answering(answer: Answer) -> Self {
        Self::new(None, answer)
    }

    pub fn deliver(&self, delivery: Delivery) {
        self.0.sender.send(Ok(delivery)).ok();
    }

    pub fn break_off(&self) {
        self.0.sender.send(Err(error("fetch"))).ok();
    }

    /// From now on, calls of this name do that.
    pub fn on(&self, call: &'static str, behaviour: Behaviour) {
        self.0.behaviour.lock().unwrap().insert(call, behaviour);
    }

    pub fn calls(&self) -> Vec<&'static str> {
        self.0.calls.lock().unwrap().clone()
    }

    pub fn settlements(&self) -> Vec<Settlement> {
        self.0.settlements.lock().unwrap().clone()
    }

    /// How many deliveries its members took.
    pub fn handed_out(&self) -> usize {
        self.0.handed_out.load(Ordering::SeqCst)
    }

    /// How often a call was made.
    pub fn count(&self, call: &str) -> usize {
        self.calls().iter().filter(|name| **name == call).count()
    }

    fn called(&self, name: &'static str) {
        self.0.calls.lock().unwrap().push(name);
    }

    async fn answer(self, call: &'static str) -> Result<(), Error> {
        let behaviour = self.0.behaviour.lock().unwrap().get(call).copied();
        match behaviour.unwrap_or(Behaviour::Works) {
            Behaviour::Works => Ok(()),
            Behaviour::Fails => Err(error(call)),
            Behaviour::Hangs => std::future::pending().await,
        }
    }
}

/// A delivery of an order that nobody but this fake knows.
pub fn a_delivery(subject: &str, number: u32) -> Delivery {
    let envelope = Envelope::new(subject, r#"{"order_id":"o-1","quantity":1}"#);
    Delivery::new(envelope, number, Token::new(()))
}

fn error(task: &str) -> Error {
    Error::Transport { transport: "fake", task: task.to_owned(), source: "the connection broke".into() }
}

impl Transport for Fake {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn supports(&self, capability: Capability) -> bool {
        self.0.lacking != Some(capability)
    }

    fn declare<'a>(&'a self, _: &'a Group) -> BoxFuture<'a, Result<(), Error>> {
        self.called("declare");
        Box::pin(async { Ok(()) })
    }

    fn publish(&self, _: Envelope, _: Instant) -> BoxFuture<'_, Result<Stored, NotConfirmed>> {
        self.called("publish");
        Box::pin(async {
            match self.0.answer.clone() {
                Answer::Now(answer) => answer,
                Answer::Never => std::future::pending().await,
            }
        })
    }

    fn subscribe<'a>(&'a self, _: &'a Group, _: usize) -> BoxFuture<'a, Result<Box<dyn Subscription>, Error>> {
        self.called("subscribe");
        let deliveries = self.0.deliveries.lock().unwrap().take().expect("one member is enough");
        let member = Member { fake: self.clone(), deliveries };
        Box::pin(async { Ok(Box::new(member) as Box<dyn Subscription>) })
    }

    fn settle(&self, _: Token, settlement: Settlement) -> BoxFuture<'_, Result<(), Error>> {
        self.called("settle");
        self.0.settlements.lock().unwrap().push(settlement);
        Box::pin(self.clone().answer("settle"))
    }

    fn extend<'a>(&'a self, _: &'a Token) -> BoxFuture<'a, Result<(), Error>> {
        self.called("extend");
        Box::pin(self.clone().answer("extend"))
    }

    fn dead_letters<'a>(&'a self, _: &'a str, _: usize) -> BoxFuture<'a, Result<Vec<DeadLetter>, Error>> {
        self.called("dead_letters");
        Box::pin(async { Ok(Vec::new()) })
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        self.called("close");
        Box::pin(async { Ok(()) })
    }
}

struct Member {
    fake: Fake,
    deliveries: mpsc::UnboundedReceiver<Result<Delivery, Error>>,
}

impl Subscription for Member {
    fn next(&mut self) -> BoxFuture<'_, Result<Delivery, Error>> {
        Box::pin(async {
            let delivery = self.deliveries.recv().await.expect("the fake outlives its members");
            self.fake.0.handed_out.fetch_add(1, Ordering::SeqCst);
            delivery
        })
    }

    fn stop(self: Box<Self>) -> BoxFuture<'static, Result<(), Error>> {
        self.fake.called("stop");
        Box::pin(self.fake.clone().answer("stop"))
    }
}
