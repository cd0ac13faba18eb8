//! Patterns of a contract, compiled once each.

/// The compiled patterns. Without the feature `pattern`, none can be decided.
#[derive(Default)]
pub(super) struct Patterns {
    #[cfg(feature = "pattern")]
    compiled: std::sync::RwLock<std::collections::HashMap<String, Option<regex::Regex>>>,
}

impl Patterns {
    /// Whether an ECMA 262 pattern matches anywhere in a text. `None` where that cannot be decided.
    #[cfg(feature = "pattern")]
    pub(super) fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        use std::sync::PoisonError;
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(regex) = known.get(pattern) {
            return Some(regex.as_ref()?.is_match(text));
        }
        drop(known);
        let rust = jsonschema_regex::to_rust_regex(pattern).ok();
        let regex = rust.and_then(|pattern| crate::private::compile(&pattern));
        let matches = regex.as_ref().map(|regex| regex.is_match(text));
        self.compiled.write().unwrap_or_else(PoisonError::into_inner).insert(pattern.to_owned(), regex);
        matches
    }

    /// Whether an ECMA 262 pattern matches anywhere in a text. `None` where that cannot be decided.
    #[cfg(not(feature = "pattern"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn matches(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}
