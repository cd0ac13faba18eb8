//! How the contracts of a publisher or a consumer are held, and who is told of what breaks them.

mod breach;
mod breaches;
mod broken_rules;

pub use breach::{Breach, Side};
pub use breaches::{Breaches, Tally};
pub(crate) use broken_rules::broken_rules;

use crate::survive::survive_call;
use evenkeel::{Event, Validation};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The settings of one publisher or consumer. Clones count together.
#[derive(Clone, Default)]
pub(crate) struct Contracts {
    all: Validation,
    each: BTreeMap<&'static str, Validation>,
    hooks: Vec<Hook>,
    breaches: Breaches,
}

type Hook = Arc<dyn Fn(&Breach) + Send + Sync>;

impl Contracts {
    pub(crate) fn set(&mut self, validation: Validation) {
        self.all = validation;
    }

    pub(crate) fn set_for<E: Event>(&mut self, validation: Validation) {
        self.each.insert(E::TYPE, validation);
    }

    pub(crate) fn add_hook(&mut self, hook: impl Fn(&Breach) + Send + Sync + 'static) {
        self.hooks.push(Arc::new(hook));
    }

    pub(crate) fn breaches(&self) -> Breaches {
        self.breaches.clone()
    }

    /// How the contract of this event is held.
    pub(crate) fn of<E: Event>(&self) -> Validation {
        self.each.get(E::TYPE).copied().unwrap_or(self.all)
    }

    /// The types that have a setting of their own.
    pub(crate) fn named(&self) -> impl Iterator<Item = &'static str> {
        self.each.keys().copied()
    }

    /// Counts a breach, and tells the log and the hooks.
    pub(crate) fn report(&self, breach: &Breach) {
        self.breaches.count(breach);
        let Breach { side, by, event_type, event_id, violations } = breach;
        let reason = broken_rules(violations);
        match side {
            Side::Published => tracing::warn!(source = &**by, event_type, event_id, reason, "published all the same"),
            Side::Consumed => tracing::warn!(consumer = &**by, event_type, event_id, reason, "delivered all the same"),
        }
        for hook in &self.hooks {
            if let Err(panic) = survive_call(|| hook(breach)) {
                tracing::error!(event_type, event_id, panic, "a hook for breaches panicked");
            }
        }
    }
}

impl fmt::Debug for Contracts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entry(&"*", &self.all).entries(&self.each).finish()
    }
}
