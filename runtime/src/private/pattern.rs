//! `pattern`, on the `regex` crate.

/// A pattern, compiled when it is first needed.
#[cfg(feature = "pattern")]
pub struct Pattern {
    text: &'static str,
    compiled: std::sync::OnceLock<Option<regex::Regex>>,
}

#[cfg(feature = "pattern")]
impl Pattern {
    /// A pattern in the syntax of the `regex` crate.
    pub const fn new(text: &'static str) -> Self {
        Self { text, compiled: std::sync::OnceLock::new() }
    }

    /// Whether the pattern matches anywhere in `s`. False when it does not compile, which the
    /// generator has ruled out.
    pub fn is_match(&self, s: &str) -> bool {
        self.compiled.get_or_init(|| compile(self.text)).as_ref().is_some_and(|regex| regex.is_match(s))
    }
}

/// A pattern in the syntax of the `regex` crate, compiled; none where it is no pattern.
#[cfg(feature = "pattern")]
pub(crate) fn compile(text: &str) -> Option<regex::Regex> {
    /// In bytes. The generator refuses what could take more.
    const SIZE: usize = 64 << 20;
    regex::RegexBuilder::new(text).size_limit(SIZE).build().ok()
}

/// Without the feature, something to name: [`__require_pattern`](crate::__require_pattern) says once
/// what is missing, and nothing else is said beside it.
#[cfg(not(feature = "pattern"))]
pub struct Pattern;

#[cfg(not(feature = "pattern"))]
impl Pattern {
    /// A pattern that nothing can be held against.
    pub const fn new(_text: &'static str) -> Self {
        Self
    }

    /// False: the build has stopped before.
    pub fn is_match(&self, _s: &str) -> bool {
        false
    }
}

/// Stops the build of a contract that needs the feature `pattern` when it is off.
#[cfg(feature = "pattern")]
#[doc(hidden)]
#[macro_export]
macro_rules! __require_pattern {
    ($event:literal, $place:literal $(,)?) => {};
}

/// Stops the build of a contract that needs the feature `pattern` when it is off.
#[cfg(not(feature = "pattern"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __require_pattern {
    ($event:literal, $place:literal $(,)?) => {
        ::core::compile_error!(::core::concat!(
            $event,
            " uses `pattern` at ",
            $place,
            ": switch on the feature that it needs: evenkeel = { features = [\"pattern\"] }"
        ));
    };
}
