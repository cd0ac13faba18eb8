//! The code of `../golden`, in the edition before.

// Formatted where it stands.
#[rustfmt::skip]
#[path = "../../golden/src/lib.rs"]
mod golden;

pub use golden::*;
