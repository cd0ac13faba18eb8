//! Patterns with look-around or back-references, which the `regex` crate does not have: they run on
//! `fancy-regex`, for so many steps and not more.

/// A pattern that may go back, compiled when it is first needed.
#[cfg(feature = "fallback")]
pub struct Backtracking {
    ecma: &'static str,
    compiled: std::sync::OnceLock<Option<fancy_regex::Regex>>,
}

#[cfg(feature = "fallback")]
impl Backtracking {
    /// A pattern as ECMA 262 spells it.
    pub const fn new(ecma: &'static str) -> Self {
        Self { ecma, compiled: std::sync::OnceLock::new() }
    }

    /// Whether the pattern matches anywhere in `s`. False where that takes too many steps.
    pub fn is_match(&self, s: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile_backtracking(self.ecma));
        compiled.as_ref().is_some_and(|regex| regex.is_match(s).unwrap_or(false))
    }
}

/// A pattern of ECMA 262, compiled; none where it is no pattern.
#[cfg(feature = "fallback")]
pub(crate) fn compile_backtracking(ecma: &str) -> Option<fancy_regex::Regex> {
    /// How often a match may go back and try another way.
    const STEPS: usize = 1_000_000;
    let pattern = super::ecma::translate(ecma)?;
    fancy_regex::RegexBuilder::new(&pattern).backtrack_limit(STEPS).build().ok()
}

/// Without the feature, something to name; the build has stopped before.
#[cfg(not(feature = "fallback"))]
pub struct Backtracking;

#[cfg(not(feature = "fallback"))]
impl Backtracking {
    /// A pattern that nothing can be held against.
    pub const fn new(_ecma: &'static str) -> Self {
        Self
    }

    /// False: the build has stopped before.
    pub fn is_match(&self, _s: &str) -> bool {
        false
    }
}

/// Stops the build of a contract that needs the feature `fallback` when it is off.
#[cfg(feature = "fallback")]
#[doc(hidden)]
#[macro_export]
macro_rules! __require_fallback {
    ($event:literal, $place:literal $(,)?) => {};
}

/// Stops the build of a contract that needs the feature `fallback` when it is off.
#[cfg(not(feature = "fallback"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __require_fallback {
    ($event:literal, $place:literal $(,)?) => {
        ::core::compile_error!(::core::concat!(
            $event,
            " needs more than the feature `pattern` at ",
            $place,
            ": switch on the feature that it needs: evenkeel = { features = [\"fallback\"] }"
        ));
    };
}

#[cfg(all(test, feature = "fallback"))]
mod tests {
    use super::Backtracking;

    #[test]
    fn looks_around_and_back_within_its_steps() {
        assert!(Backtracking::new("^(?!a)").is_match("b"));
        assert!(!Backtracking::new("^(?!a)").is_match("ab"));
        assert!(Backtracking::new(r"^(\w+)-\1$").is_match("ab-ab"));
        assert!(!Backtracking::new(r"^(\w+)-\1$").is_match("ab-cd"));
        // It would match, had it the time.
        let slow = Backtracking::new(r"^(?=((a|aa)+)$)\1$");
        assert!(!slow.is_match(&format!("{}c", "a".repeat(200))));
    }
}
