//! How deep arrays and objects may lie in each other.
//!
//! A parser counts for itself, but starts at zero again for a part that is kept as text and
//! parsed later. So the levels are counted here, across parsers, for the thread that reads.

use super::work;
use serde::de::Error;
use std::cell::Cell;

/// The deepest nesting of arrays and objects that is read: what `serde_json` reads by default.
pub(crate) const LIMIT: u8 = 127;

thread_local! {
    static LEVEL: Cell<u8> = const { Cell::new(0) };
}

/// One level of nesting, left when dropped.
pub(crate) struct Level(());

/// Whether nothing is being read that holds other values.
pub(super) fn is_outermost() -> bool {
    LEVEL.get() == 0
}

/// Goes one level deeper.
pub(crate) fn enter<E: Error>() -> Result<Level, E> {
    let level = LEVEL.get();
    if level >= LIMIT {
        return Err(E::custom(format_args!("arrays and objects nested more than {LIMIT} deep")));
    }
    if level == 0 {
        work::begin();
    }
    LEVEL.set(level + 1);
    Ok(Level(()))
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVEL.set(LEVEL.get().saturating_sub(1));
    }
}
