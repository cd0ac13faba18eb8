//! # version-backwards
//!
//! The version of a definition was lowered.
//!
//! **Whom it breaks.** Every consumer: a lower version speaks of an older contract, which others may
//! know otherwise.
//!
//! **Example.** `version: 2` became `version: 1`.
//!
//! **Instead.** Restore the version. Versions only grow.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "version-backwards",
    help: "restore the version: versions only grow",
    mirror: Some("version-replaced"),
    text: include_str!("version_backwards.rs"),
};
