//! `Debug` of what holds values that stay out of it.

use crate::report::HIDDEN;
use std::fmt::{Debug, Formatter, Result};

/// What is shown of a value that a schema calls `writeOnly` or `x-sensitive`.
pub struct Hidden;

impl Debug for Hidden {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(HIDDEN)
    }
}

/// A struct and its parts, each by its name.
pub fn debug(f: &mut Formatter<'_>, name: &str, parts: &[(&str, &dyn Debug)]) -> Result {
    let mut shown = f.debug_struct(name);
    for (name, part) in parts {
        shown.field(name, part);
    }
    shown.finish()
}
