//! A bus in this process: `memory:NAME`.
//!
//! It keeps the promises of a broker as long as the process lives, with groups, redelivery and
//! dead letters, and no event of it is ever written anywhere. For tests, for examples, and for
//! programs that are one process.

mod broker;
mod duplicates;
mod lease;
mod queue;
mod subscription;

use crate::transport::{
    BoxFuture, Capability, Group, NotConfirmed, Settlement, Stored, Subscription, Token, Transport,
};
use crate::{DeadLetter, Envelope, Error};
use broker::Broker;
use lease::Lease;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use subscription::Member;
use tokio::sync::watch;
use tokio::time::Instant;

const NAME: &str = "memory";

/// A connection to the bus of this name.
pub(crate) fn connect(name: &str) -> Memory {
    static BROKERS: Mutex<BTreeMap<String, Arc<Broker>>> = Mutex::new(BTreeMap::new());
    let mut brokers = BROKERS.lock().unwrap_or_else(PoisonError::into_inner);
    let broker = brokers.entry(name.to_owned()).or_insert_with(|| Arc::new(Broker::new(name.to_owned())));
    Memory { broker: Arc::clone(broker), closed: watch::Sender::new(false) }
}

/// A connection, which can be closed, to a broker, which stays.
pub(crate) struct Memory {
    broker: Arc<Broker>,
    closed: watch::Sender<bool>,
}

impl Memory {
    fn open(&self) -> Result<&Arc<Broker>, Error> {
        if *self.closed.borrow() { Err(closed()) } else { Ok(&self.broker) }
    }
}

impl Transport for Memory {
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
        Box::pin(async move {
            self.open()?.declare(group);
            Ok(())
        })
    }

    fn publish(&self, envelope: Envelope, _: Instant) -> BoxFuture<'_, Result<Stored, NotConfirmed>> {
        Box::pin(async move {
            let broker = self.open().map_err(|error| NotConfirmed::Refused(error.to_string()))?;
            broker.publish(envelope)
        })
    }

    fn subscribe<'a>(&'a self, group: &'a Group, _: usize) -> BoxFuture<'a, Result<Box<dyn Subscription>, Error>> {
        Box::pin(async move {
            let broker = Arc::clone(self.open()?);
            let member = Member::join(broker, group, self.closed.subscribe())?;
            Ok(Box::new(member) as Box<dyn Subscription>)
        })
    }

    fn settle(&self, token: Token, settlement: Settlement) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.open()?;
            let lease: Lease =
                token.open().ok_or_else(|| failed("settle a delivery", "another transport delivered it"))?;
            lease.settle(settlement);
            Ok(())
        })
    }

    fn dead_letters<'a>(&'a self, consumer: &'a str, limit: usize) -> BoxFuture<'a, Result<Vec<DeadLetter>, Error>> {
        Box::pin(async move { self.open()?.dead_letters(consumer, limit) })
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.closed.send_replace(true);
            Ok(())
        })
    }
}

fn closed() -> Error {
    Error::Closed { transport: NAME }
}

fn failed(task: impl Into<String>, why: &'static str) -> Error {
    Error::Transport { transport: NAME, task: task.into(), source: why.into() }
}
