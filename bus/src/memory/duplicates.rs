//! Which events were sent before.

use std::collections::{HashMap, VecDeque};

/// The newest events: what is sent again is usually sent soon.
const REMEMBERED: usize = 100_000;

/// The newest events, by source and id, with their positions.
#[derive(Default)]
pub(super) struct Duplicates {
    positions: HashMap<Identity, u64>,
    by_age: VecDeque<Identity>,
}

/// What names one event for ever: source and id (CloudEvents 1.0, `id`).
type Identity = std::sync::Arc<(String, String)>;

impl Duplicates {
    /// Where the event stands, when it is known.
    pub(super) fn position(&self, identity: &(String, String)) -> Option<u64> {
        self.positions.get(identity).copied()
    }

    pub(super) fn remember(&mut self, identity: (String, String), position: u64) {
        let identity = Identity::new(identity);
        self.by_age.push_back(Identity::clone(&identity));
        self.positions.insert(identity, position);
        if self.by_age.len() > REMEMBERED
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.positions.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duplicates, REMEMBERED};

    #[test]
    fn memory_is_bounded() {
        let event = |n: usize| ("a".to_owned(), n.to_string());
        let mut known = Duplicates::default();
        for n in 0..=REMEMBERED {
            known.remember(event(n), n as u64);
        }
        assert_eq!(known.position(&event(0)), None);
        assert_eq!(known.position(&event(1)), Some(1));
        assert_eq!(known.positions.len(), REMEMBERED);
    }
}
