//! # undecided
//!
//! Whether the change breaks somebody could not be decided.
//!
//! **Whom it breaks.** Perhaps nobody. The reason says what stood in the way: a budget, or a keyword
//! whose combinations cannot be followed.
//!
//! **Example.** `code: { type: string, pattern: "^(?=a)" }` became `code: { type: string, pattern:
//! "^(?=b)" }`: look-ahead cannot be followed.
//!
//! **Instead.** Write the change in simpler words, add a version with `evenkeel bump`, or let it pass
//! with `--allow-undecided` after a look at it.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "undecided",
    help: "say it in simpler words, add a version with `evenkeel bump`, or let it pass with `--allow-undecided`",
    mirror: Some("undecided"),
    text: include_str!("undecided.rs"),
};
