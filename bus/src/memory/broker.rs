//! What the connections to one bus share.

use super::duplicates::Duplicates;
use super::failed;
use super::queue::{Entry, Message, NothingUntil, Queue};
use crate::cloudevents::HYPHEN;
use crate::transport::{Group, NotConfirmed, Stored};
use crate::{DeadLetter, Envelope, Error};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio::time::Instant;

/// How many events a group may hold before publishing to it is refused: a group without a
/// consumer must not eat the memory of the process.
const FULL: usize = 1_000_000;

/// A bus in this process.
pub(super) struct Broker {
    name: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    last_position: u64,
    known: Duplicates,
    groups: BTreeMap<String, Queue>,
}

impl Broker {
    pub(super) fn new(name: String) -> Self {
        Self { name, state: Mutex::default() }
    }

    pub(super) fn declare(&self, group: &Group) {
        let mut state = self.state();
        let queue = state.groups.entry(group.name.clone()).or_default();
        for subject in &group.subjects {
            queue.add_subject(subject);
        }
    }

    /// Stores the event in every group that takes its subject, or in none.
    pub(super) fn publish(&self, envelope: Envelope) -> Result<Stored, NotConfirmed> {
        let identity = (envelope.source.clone().unwrap_or_default(), envelope.id.clone());
        let subject = envelope.subject.clone();
        let (headers, body) = HYPHEN.write(envelope);

        let state = &mut *self.state();
        if let Some(position) = state.known.position(&identity) {
            return Ok(Stored::new(true, Some(position.to_string())));
        }
        let full = |(_, queue): &(&String, &Queue)| queue.takes(&subject) && queue.len() >= FULL;
        if let Some((group, _)) = state.groups.iter().find(full) {
            return Err(NotConfirmed::Refused(format!(
                "group `{group}` of the bus `memory:{}` is full with {FULL} events that are not \
                 settled or dead: run its consumer",
                self.name
            )));
        }
        state.last_position += 1;
        let position = state.last_position;
        state.known.remember(identity, position);
        let message = Arc::new(Message { position, subject, headers, body });
        for queue in state.groups.values_mut().filter(|queue| queue.takes(&message.subject)) {
            queue.push(Arc::clone(&message));
        }
        Ok(Stored::new(false, Some(position.to_string())))
    }

    /// What wakes the members of a declared group.
    pub(super) fn changed(&self, group: &str) -> Result<Arc<Notify>, Error> {
        match self.state().groups.get(group) {
            Some(queue) => Ok(queue.changed()),
            None => Err(self.undeclared("join", group)),
        }
    }

    pub(super) fn lease(&self, group: &Group) -> Result<Entry, NothingUntil> {
        match self.state().groups.get_mut(&group.name) {
            Some(queue) => queue.lease(&group.subjects, Instant::now()),
            None => Err(NothingUntil(None)),
        }
    }

    /// Changes the queue of a group. Groups are never taken away, so it is there.
    pub(super) fn in_queue(&self, group: &str, change: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.state().groups.get_mut(group) {
            change(queue);
        }
    }

    pub(super) fn dead_letters(&self, group: &str, limit: usize) -> Result<Vec<DeadLetter>, Error> {
        match self.state().groups.get(group) {
            Some(queue) => Ok(queue.dead_letters(limit)),
            None => Err(self.undeclared("read the dead letters of", group)),
        }
    }

    /// The envelope of a message, as a member gets it.
    pub(super) fn envelope(&self, message: &Message) -> Envelope {
        HYPHEN.read(message.subject.clone(), message.headers.clone(), message.body.clone(), || {
            format!("{}/{}", self.name, message.position)
        })
    }

    fn undeclared(&self, verb: &str, group: &str) -> Error {
        let task = format!("{verb} group `{group}` on `memory:{}`", self.name);
        failed(task, "no consumer of that name was declared")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
