//! The code of `../golden`, in the edition before.

#[path = "../../golden/src/lib.rs"]
mod golden;

pub use golden::*;
