//! Whether a broken rule refuses a value, or is only noted.
//!
//! This is asked on the way to a refusal alone: a value that keeps its rules never gets here. The
//! answer holds for the thread, since it is needed deep inside `Deserialize`, which has no room for
//! an argument.

use std::cell::RefCell;
use std::fmt::Display;

enum Mode {
    /// It refuses.
    Strict,
    /// It is noted: the first one in words.
    Lenient(Option<String>),
}

thread_local! {
    static MODE: RefCell<Mode> = const { RefCell::new(Mode::Strict) };
}

/// Runs with broken rules noted; the first one of them.
pub(crate) fn leniently<T>(run: impl FnOnce() -> T) -> (T, Option<String>) {
    let _before = Before(MODE.replace(Mode::Lenient(None)));
    let value = run();
    match MODE.replace(Mode::Strict) {
        Mode::Lenient(noted) => (value, noted),
        Mode::Strict => (value, None),
    }
}

/// Runs with broken rules refused: what tells branches of a union apart must not be forgiven.
pub(super) fn strictly<T>(run: impl FnOnce() -> T) -> T {
    let _before = Before(MODE.replace(Mode::Strict));
    run()
}

/// What held before; it holds again when this is dropped.
struct Before(Mode);

impl Drop for Before {
    fn drop(&mut self) {
        MODE.replace(std::mem::replace(&mut self.0, Mode::Strict));
    }
}

/// Whether the broken rule is forgiven; it is noted then.
#[cold]
pub(super) fn forgives(rule: impl Display) -> bool {
    MODE.with_borrow_mut(|mode| match mode {
        Mode::Strict => false,
        Mode::Lenient(noted) => {
            noted.get_or_insert_with(|| rule.to_string());
            true
        }
    })
}
