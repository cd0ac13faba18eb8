//! Modes of compatibility, by how much they ask.

use crate::compat;
use crate::contract::{Contract, Mode};

/// The mode of a contract; the default asks for everything.
pub(super) fn of(contract: &Contract) -> Mode {
    contract.event.compatibility.as_ref().map_or(Mode::FullTransitive, |at| at.value.mode)
}

/// What both modes ask for together, of one baseline; `None` where neither asks for anything.
pub(super) fn stricter(a: Mode, b: Mode) -> Option<compat::Mode> {
    let asks = |side: fn(Mode) -> bool| side(a) || side(b);
    match (asks(backward), asks(forward)) {
        (true, true) => Some(compat::Mode::Full),
        (true, false) => Some(compat::Mode::Backward),
        (false, true) => Some(compat::Mode::Forward),
        (false, false) => None,
    }
}

/// Whether `new` asks for less than `old` did.
pub(super) fn is_weaker(old: Mode, new: Mode) -> bool {
    let lost = |side: fn(Mode) -> bool| side(old) && !side(new);
    lost(backward) || lost(forward) || lost(transitive)
}

fn backward(mode: Mode) -> bool {
    matches!(mode, Mode::Backward | Mode::BackwardTransitive | Mode::Full | Mode::FullTransitive)
}

fn forward(mode: Mode) -> bool {
    matches!(mode, Mode::Forward | Mode::ForwardTransitive | Mode::Full | Mode::FullTransitive)
}

fn transitive(mode: Mode) -> bool {
    matches!(mode, Mode::BackwardTransitive | Mode::ForwardTransitive | Mode::FullTransitive)
}

#[cfg(test)]
mod tests {
    use super::{is_weaker, stricter};
    use crate::compat;
    use crate::contract::Mode;

    #[test]
    fn two_modes_ask_for_what_either_asks_for() {
        assert_eq!(stricter(Mode::Backward, Mode::ForwardTransitive), Some(compat::Mode::Full));
        assert_eq!(stricter(Mode::None, Mode::Forward), Some(compat::Mode::Forward));
        assert_eq!(stricter(Mode::None, Mode::None), None);
    }

    #[test]
    fn a_mode_is_weaker_when_something_is_not_asked_for_any_more() {
        assert!(is_weaker(Mode::FullTransitive, Mode::Full));
        assert!(is_weaker(Mode::Full, Mode::Backward));
        assert!(is_weaker(Mode::Backward, Mode::Forward));
        assert!(!is_weaker(Mode::None, Mode::FullTransitive));
        assert!(!is_weaker(Mode::Full, Mode::Full));
    }
}
