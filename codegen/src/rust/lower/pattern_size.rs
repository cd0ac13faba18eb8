//! How large a pattern becomes once it is compiled: `\p{L}{1,9}{1,9}{1,9}` is short only as text.

use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::utf8::Utf8Sequences;

/// The largest pattern, in bytes by [`of`]. The runtime compiles up to twice that.
pub(super) const MOST: usize = 32 << 20;

/// What a state of the automaton takes: a little more than in the `regex` crate.
const STATE: usize = 40;

/// An upper bound on the bytes of the automaton that the `regex` crate makes.
pub(super) fn of(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => STATE,
        HirKind::Literal(literal) => literal.0.len().saturating_mul(STATE),
        HirKind::Class(Class::Bytes(class)) => (class.ranges().len() + 1).saturating_mul(STATE),
        HirKind::Class(Class::Unicode(class)) => {
            let sequences = class.iter().flat_map(|range| Utf8Sequences::new(range.start(), range.end()));
            sequences.fold(STATE, |sum, sequence| sum.saturating_add(sequence.len() * STATE))
        }
        HirKind::Repetition(repeated) => {
            let times = repeated.max.unwrap_or(repeated.min.saturating_add(1)).max(1);
            let times = usize::try_from(times).unwrap_or(usize::MAX);
            of(&repeated.sub).saturating_add(STATE).saturating_mul(times)
        }
        HirKind::Capture(capture) => of(&capture.sub).saturating_add(2 * STATE),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(STATE, |sum, part| sum.saturating_add(of(part)).saturating_add(STATE))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, of};

    fn size(pattern: &str) -> usize {
        of(&regex_syntax::Parser::new().parse(pattern).unwrap())
    }

    #[test]
    fn usual_patterns_are_small_and_what_multiplies_is_not() {
        for small in ["^[A-Z]{3}$", r"^\p{L}{1,100}$", r"^[^\x00-\x1f]{1,1000}$", "^.{0,4000}$", "(a|b|c){100}"] {
            assert!(size(small) < MOST, "{small}: {}", size(small));
        }
        for large in ["(((a{99}){99}){99}){99}", r"\p{L}{1,2000}", r"(\p{L}{9}){9,999}", "a{4000000000}"] {
            assert!(size(large) > MOST, "{large}: {}", size(large));
        }
    }
}
