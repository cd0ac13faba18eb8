//! The events of one group.

use crate::{DeadLetter, Headers};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What the broker stores, once for all groups.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) position: u64,
    pub(super) subject: String,
    pub(super) headers: Headers,
    pub(super) body: Bytes,
}

/// A message in a group.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) message: Arc<Message>,
    /// How often a member was handed it.
    pub(super) deliveries: u32,
}

/// Nothing is ready; the time when a delayed message will be, if there is one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NothingUntil(pub(super) Option<Instant>);

/// The events of one group that are not settled, and its dead letters.
#[derive(Default)]
pub(super) struct Queue {
    /// By subject, which are those of the group, and by position: what is given back comes first.
    ready: BTreeMap<String, BTreeMap<u64, Entry>>,
    /// By the time when they are ready again.
    delayed: BTreeMap<(Instant, u64), Entry>,
    leased: usize,
    dead: Vec<DeadLetter>,
    changed: Arc<Notify>,
}

impl Queue {
    /// From now on the group gets the events of this subject.
    pub(super) fn add_subject(&mut self, subject: &str) {
        if !self.ready.contains_key(subject) {
            self.ready.insert(subject.to_owned(), BTreeMap::new());
        }
    }

    pub(super) fn takes(&self, subject: &str) -> bool {
        self.ready.contains_key(subject)
    }

    /// How many events it holds, dead letters included.
    pub(super) fn len(&self) -> usize {
        let ready: usize = self.ready.values().map(BTreeMap::len).sum();
        ready + self.delayed.len() + self.leased + self.dead.len()
    }

    /// Wakes members when something may be ready.
    pub(super) fn changed(&self) -> Arc<Notify> {
        Arc::clone(&self.changed)
    }

    pub(super) fn push(&mut self, message: Arc<Message>) {
        self.make_ready(Entry { message, deliveries: 0 });
    }

    /// Hands out the oldest event of these subjects that is ready.
    pub(super) fn lease(&mut self, subjects: &[String], now: Instant) -> Result<Entry, NothingUntil> {
        while let Some(due) = self.delayed.first_entry().filter(|entry| entry.key().0 <= now) {
            let entry = due.remove();
            self.make_ready(entry);
        }
        let oldest =
            subjects.iter().filter_map(|subject| Some((self.ready.get(subject)?.first_key_value()?.0, subject))).min();
        let entry =
            oldest.map(|(_, subject)| subject.as_str()).and_then(|subject| self.ready.get_mut(subject)?.pop_first());
        match entry {
            Some((_, mut entry)) => {
                entry.deliveries = entry.deliveries.saturating_add(1);
                self.leased += 1;
                Ok(entry)
            }
            None => Err(NothingUntil(self.delayed.first_key_value().map(|((due, _), _)| *due))),
        }
    }

    /// A leased event is done.
    pub(super) fn done(&mut self) {
        self.leased -= 1;
    }

    /// A leased event is ready again.
    pub(super) fn give_back(&mut self, entry: Entry) {
        self.leased -= 1;
        self.make_ready(entry);
    }

    /// A leased event is ready again at that time.
    pub(super) fn delay(&mut self, entry: Entry, until: Instant) {
        self.leased -= 1;
        self.delayed.insert((until, entry.message.position), entry);
        // Whoever waits has to wait for another time now.
        self.changed.notify_waiters();
    }

    /// A leased event is dead.
    pub(super) fn bury(&mut self, letter: DeadLetter) {
        self.leased -= 1;
        self.dead.push(letter);
    }

    pub(super) fn dead_letters(&self, limit: usize) -> Vec<DeadLetter> {
        self.dead.iter().take(limit).cloned().collect()
    }

    fn make_ready(&mut self, entry: Entry) {
        if let Some(line) = self.ready.get_mut(&entry.message.subject) {
            line.insert(entry.message.position, entry);
            self.changed.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, NothingUntil, Queue};
    use crate::Headers;
    use bytes::Bytes;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::Instant;

    fn queue(subjects: &[&str]) -> Queue {
        let mut queue = Queue::default();
        for (position, subject) in (1..).zip(subjects) {
            queue.add_subject(subject);
            let (subject, headers, body) = ((*subject).to_owned(), Headers::new(), Bytes::new());
            queue.push(Arc::new(Message { position, subject, headers, body }));
        }
        queue
    }

    fn lease(queue: &mut Queue, subjects: &[&str]) -> Option<u64> {
        let subjects: Vec<_> = subjects.iter().map(ToString::to_string).collect();
        queue.lease(&subjects, Instant::now()).ok().map(|entry| entry.message.position)
    }

    #[test]
    fn the_oldest_of_the_subjects_comes_first() {
        let mut queue = queue(&["a", "b", "a", "c"]);
        assert_eq!(lease(&mut queue, &["b", "a"]), Some(1));
        assert_eq!(lease(&mut queue, &["b", "a"]), Some(2));
        assert_eq!(lease(&mut queue, &["c"]), Some(4));
        assert_eq!(lease(&mut queue, &["b", "unheard-of"]), None);
        assert_eq!(lease(&mut queue, &["a"]), Some(3));
    }

    #[test]
    fn what_is_given_back_comes_first_again() {
        let mut queue = queue(&["a", "a"]);
        let entry = queue.lease(&["a".into()], Instant::now()).unwrap();
        queue.give_back(entry);
        assert_eq!(lease(&mut queue, &["a"]), Some(1));
    }

    #[test]
    fn a_delayed_event_waits_and_counts() {
        let mut queue = queue(&["a", "a"]);
        let subjects = ["a".to_owned()];
        let now = Instant::now();
        let due = now + Duration::from_secs(1);
        let entry = queue.lease(&subjects, now).unwrap();
        queue.delay(entry, due);
        let other = queue.lease(&subjects, now).unwrap();
        assert_eq!(other.message.position, 2);
        assert_eq!(queue.lease(&subjects, now).unwrap_err(), NothingUntil(Some(due)));
        assert_eq!(queue.len(), 2);
        queue.done();
        assert_eq!(queue.len(), 1);
        assert_eq!(queue.lease(&subjects, due).unwrap().deliveries, 2);
    }
}
