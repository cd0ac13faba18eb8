//! How much work the branches of tried unions may take.
//!
//! Each branch reads the same text, and a union within it does so again: on a contract that refers
//! to itself, the work is exponential in the depth of the payload. So the texts that are tried are
//! counted for the payload that the thread reads, and past a bound the payload is refused.

use serde::de::Error;
use std::cell::Cell;

/// What trying may cost for any payload, in bytes of text.
const BYTES: usize = 4 << 20;

/// What it may cost beyond that for each byte of text that a union takes.
const A_BYTE: usize = 256;

/// What it may cost beyond [`BYTES`] for the largest payload.
const MOST: usize = 256 << 20;

/// What trying a branch costs, however short the text is.
const BRANCH: usize = 32;

#[derive(Clone, Copy)]
struct Work {
    /// How many branches are being tried within each other.
    within: usize,
    /// How many bytes may still be tried; `None` once that was not enough.
    left: Option<usize>,
    /// How many bytes may still be granted to the payload for its size.
    grants: usize,
}

const FRESH: Work = Work { within: 0, left: Some(BYTES), grants: MOST };

thread_local! {
    static WORK: Cell<Work> = const { Cell::new(FRESH) };
}

/// A branch that is being tried, until dropped.
pub(super) struct Trial(());

/// Begins a payload, unless the thread is in the middle of one: in a branch of its union.
pub(super) fn begin() {
    if WORK.get().within == 0 {
        WORK.set(FRESH);
    }
}

/// Tries a branch on a text; `None` when too much was tried before.
pub(super) fn try_branch(text: &str) -> Option<Trial> {
    let mut work = WORK.get();
    let mut left = work.left?;
    if work.within == 0 {
        let grant = text.len().saturating_mul(A_BYTE).min(work.grants);
        work.grants -= grant;
        left += grant;
    }
    work.left = left.checked_sub(text.len().saturating_add(BRANCH));
    work.within += usize::from(work.left.is_some());
    WORK.set(work);
    work.left.map(|_| Trial(()))
}

/// The refusal of a payload whose branches were not all tried: none of its unions is decided.
pub(super) fn check<E: Error>() -> Result<(), E> {
    if WORK.get().left.is_some() {
        return Ok(());
    }
    Err(E::custom(
        "unions within unions whose branches take too much work to try: nest fewer, or give the branches a tag",
    ))
}

impl Drop for Trial {
    fn drop(&mut self) {
        let mut work = WORK.get();
        work.within = work.within.saturating_sub(1);
        WORK.set(work);
    }
}
