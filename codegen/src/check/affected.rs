//! Who has to do with an event.

use super::Direction;
use crate::contract::Contract;

/// Who meets the payloads that are not understood: the consumers of either revision, and, where what was
/// sent before is refused now, those who still send it.
pub(super) fn by(direction: Option<Direction>, old: &Contract, new: Option<&Contract>) -> Vec<String> {
    let contracts = || [Some(old), new].into_iter().flatten();
    let consumers = contracts().flat_map(|contract| &contract.event.consumers).map(|at| ("consumer", &at.value));
    let producers = contracts().flat_map(|contract| &contract.event.producers).map(|at| ("producer", &at.value.name));
    let sent = direction == Some(Direction::Backward);
    let all = consumers.chain(producers.filter(|_| sent));
    let mut names: Vec<String> = all.map(|(role, name)| format!("{role} {name}")).collect();
    names.sort();
    names.dedup();
    names
}
