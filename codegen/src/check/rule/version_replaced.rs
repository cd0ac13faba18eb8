//! # version-replaced
//!
//! The version of a definition was edited in place, so that the earlier version is gone.
//!
//! **Whom it breaks.** Every consumer of the earlier version: it does not come any more.
//!
//! **Example.** `version: 1` became `version: 2` in the same file.
//!
//! **Instead.** Restore the file, and let `evenkeel bump` write the next version beside it.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "version-replaced",
    help: "restore it and run `evenkeel bump`, which writes the next version beside it",
    mirror: Some("version-backwards"),
    text: include_str!("version_replaced.rs"),
};
