//! Counting breaches.

use super::Breach;
use evenkeel::Event;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many events broke their contracts and went on all the same. Clones share the count, so one can
/// be kept while its consumer runs.
#[derive(Clone, Debug, Default)]
pub struct Breaches(Arc<Mutex<BTreeMap<&'static str, Tally>>>);

/// Events that broke a contract, and what they broke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// How many events.
    pub events: u64,
    /// How many violations they had in all.
    pub violations: u64,
}

impl Breaches {
    /// Those of one event.
    pub fn of<E: Event>(&self) -> Tally {
        self.read(|tallies| tallies.get(E::TYPE).copied().unwrap_or_default())
    }

    /// Those of all events.
    pub fn total(&self) -> Tally {
        self.read(|tallies| {
            tallies.values().fold(Tally::default(), |sum, tally| Tally {
                events: sum.events + tally.events,
                violations: sum.violations + tally.violations,
            })
        })
    }

    /// Those of each event that had any, by type (`order.created.v1`).
    pub fn by_type(&self) -> Vec<(&'static str, Tally)> {
        self.read(|tallies| tallies.iter().map(|(name, tally)| (*name, *tally)).collect())
    }

    pub(super) fn count(&self, breach: &Breach) {
        self.read(|tallies| {
            let tally = tallies.entry(breach.event_type).or_default();
            tally.events += 1;
            tally.violations += breach.violations.len() as u64;
        });
    }

    fn read<T>(&self, read: impl FnOnce(&mut BTreeMap<&'static str, Tally>) -> T) -> T {
        // Nothing that runs under the lock panics.
        read(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
