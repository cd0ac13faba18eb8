//! What is found in a change.

use serde_json::Value;

use super::rule;
use crate::diagnostic::{Diagnostic, one_line};
use crate::source::Span;

/// The reason where the definitions of the baseline have errors.
pub(super) const BASELINE_UNREADABLE: &str = "baseline-unreadable";

/// One thing that a change does to those who rely on an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule, in kebab case: `maximum-lowered`. `evenkeel explain` tells about it.
    pub rule: &'static str,
    /// Whether it fails the check.
    pub weight: Weight,
    /// The event: `order.created.v1`.
    pub event: String,
    /// What happened, in one line.
    pub message: String,
    /// Where it is now, in the report's sources.
    pub place: Span,
    /// Where it was.
    pub before: Option<Span>,
    /// Who does not understand whom, where the rule is about payloads.
    pub direction: Option<Direction>,
    /// A payload that one side sends and the other refuses.
    pub witness: Option<Value>,
    /// The part of the payload that it is about: a JSON pointer.
    pub instance_path: String,
    /// Why nothing could be decided.
    pub reason: Option<String>,
    /// Who has to do with it.
    pub affected: Vec<String>,
    /// The shared file that was changed, where the definition was not.
    pub cause: Option<String>,
}

/// Whether a finding fails the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It does.
    Error,
    /// It is told and let pass.
    Note,
}

/// Who does not understand whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The new contract refuses what was sent under the old one.
    Backward,
    /// The old contract refuses what is sent under the new one.
    Forward,
}

impl Direction {
    /// `backward`, `forward`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Backward => "backward",
            Self::Forward => "forward",
        }
    }
}

impl Finding {
    /// What to do about it, in one line.
    pub fn help(&self) -> &'static str {
        match self.reason.as_deref() {
            Some(BASELINE_UNREADABLE) => "repair the baseline, or name another one with `--against`",
            _ => rule(self.rule).map_or("", |rule| rule.help),
        }
    }

    /// A name that stays the same when lines move: of the rule, the event, the direction and the part of
    /// the payload.
    pub fn fingerprint(&self) -> String {
        let direction = self.direction.map_or("", Direction::name);
        // What is about no event is told apart by what it says.
        let said = self.event.is_empty().then_some(self.message.as_str());
        let words = [self.rule, &self.event, direction, &self.instance_path].into_iter().chain(said);
        // FNV-1a, 64 bits: it has to be stable, not secret.
        let bytes = words.flat_map(|word| word.bytes().chain([0]));
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        format!("{hash:016x}")
    }

    /// The finding as a problem with its places.
    pub fn diagnostic(&self) -> Diagnostic {
        let message = match self.event.as_str() {
            "" => short(&self.message),
            event => format!("{event}: {}", short(&self.message)),
        };
        let mut diagnostic = match self.weight {
            Weight::Error => Diagnostic::error(self.rule, self.place, message),
            Weight::Note => Diagnostic::warning(self.rule, self.place, message),
        };
        if let Some(before) = self.before {
            diagnostic = diagnostic.related(before, "before");
        }
        if let Some(witness) = &self.witness {
            let path = short(&self.instance_path);
            let at = if path.is_empty() { path } else { format!(", at {path}") };
            diagnostic = diagnostic.note(format!("it breaks with {}{at}", short(&witness.to_string())));
        }
        if let Some(reason) = &self.reason {
            diagnostic = diagnostic.note(format!("the reason: {reason}"));
        }
        if let Some(cause) = &self.cause {
            diagnostic = diagnostic.note(format!("the change is in {cause}"));
        }
        if !self.affected.is_empty() {
            diagnostic = diagnostic.note(format!("affected: {}", self.affected.join(", ")));
        }
        diagnostic.hint(self.help())
    }
}

/// The most characters of a payload, or of what speaks of it, that a person is shown.
const LONGEST: usize = 400;

/// Names of properties and payloads hold anything, of any length.
fn short(text: &str) -> String {
    one_line(text, LONGEST)
}
