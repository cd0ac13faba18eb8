//! A transport that does what a test tells it, and writes down what is asked of it.

use evenkeel_bus::transport::{BoxFuture, Delivery, Group, NotConfirmed, Settlement, Stored, Subscription, Token};
use evenkeel_bus::{Capability, DeadLetter, Envelope, Error, Transport};
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc;
use tokio::time::Instant;

/// What a publish gets.
#[derive(Clone)]
pub enum Answer {
    Now(Result<Stored, NotConfirmed>),
    Never,
}

#[derive(Clone)]
pub struct Fake(Arc<State>);

struct State {
    lacking: Option<Capability>,
    answer: Answer,
    calls: Mutex<Vec<&'static str>>,
    settlements: Mutex<Vec<Settlement>>,
    settles: Mutex<bool>,
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
            settles: Mutex::new(true),
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

    pub fn refuse_settlements(&self) {
        *self.0.settles.lock().unwrap() = false;
    }

    pub fn calls(&self) -> Vec<&'static str> {
        self.0.calls.lock().unwrap().clone()
    }

    pub fn settlements(&self) -> Vec<Settlement> {
        self.0.settlements.lock().unwrap().clone()
    }

    fn called(&self, name: &'static str) {
        self.0.calls.lock().unwrap().push(name);
    }
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
        let settles = *self.0.settles.lock().unwrap();
        Box::pin(async move { if settles { Ok(()) } else { Err(error("settle")) } })
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
        Box::pin(async { self.deliveries.recv().await.expect("the fake outlives its members") })
    }

    fn stop(self: Box<Self>) -> BoxFuture<'static, Result<(), Error>> {
        self.fake.called("stop");
        Box::pin(async { Ok(()) })
    }
}
