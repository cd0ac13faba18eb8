//! Patterns of a contract, compiled once each.

/// The compiled patterns. Without the feature `pattern`, none can be decided.
#[derive(Default)]
pub(super) struct Patterns {
    #[cfg(feature = "pattern")]
    compiled: std::sync::RwLock<std::collections::HashMap<String, Engine>>,
}

/// What can be said of a text and a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Yes,
    No,
    /// No feature knows the pattern.
    Unknown,
    /// It takes too many steps.
    #[cfg_attr(not(feature = "fallback"), allow(dead_code, reason = "only what goes back does"))]
    TooMuch,
}

impl From<bool> for Match {
    fn from(matches: bool) -> Self {
        if matches { Self::Yes } else { Self::No }
    }
}

/// What a pattern runs on.
#[cfg(feature = "pattern")]
enum Engine {
    Linear(regex::Regex),
    #[cfg(feature = "fallback")]
    Backtracking(Box<fancy_regex::Regex>),
    None,
}

#[cfg(feature = "pattern")]
impl Engine {
    fn of(pattern: &str) -> Self {
        let rust = jsonschema_regex::to_rust_regex(pattern).ok();
        if let Some(regex) = rust.and_then(|pattern| crate::private::compile(&pattern)) {
            return Self::Linear(regex);
        }
        #[cfg(feature = "fallback")]
        if let Some(regex) = crate::private::compile_backtracking(pattern) {
            return Self::Backtracking(Box::new(regex));
        }
        Self::None
    }

    fn matches(&self, text: &str) -> Match {
        match self {
            Self::Linear(regex) => regex.is_match(text).into(),
            #[cfg(feature = "fallback")]
            Self::Backtracking(regex) => regex.is_match(text).map_or(Match::TooMuch, Match::from),
            Self::None => Match::Unknown,
        }
    }
}

impl Patterns {
    /// Whether an ECMA 262 pattern matches anywhere in a text.
    #[cfg(feature = "pattern")]
    pub(super) fn matches(&self, pattern: &str, text: &str) -> Match {
        use std::sync::PoisonError;
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = known.get(pattern) {
            return engine.matches(text);
        }
        drop(known);
        let engine = Engine::of(pattern);
        let matches = engine.matches(text);
        self.compiled.write().unwrap_or_else(PoisonError::into_inner).insert(pattern.to_owned(), engine);
        matches
    }

    /// Whether an ECMA 262 pattern matches anywhere in a text.
    #[cfg(not(feature = "pattern"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn matches(&self, _: &str, _: &str) -> Match {
        Match::Unknown
    }
}
