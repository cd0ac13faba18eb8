//! Patterns of a report, compiled once each.

/// The compiled patterns. Without the feature `pattern`, none can be decided.
#[derive(Default)]
pub(super) struct Patterns {
    #[cfg(feature = "pattern")]
    compiled: std::collections::HashMap<String, Option<regex::Regex>>,
}

impl Patterns {
    /// Whether an ECMA 262 pattern matches anywhere in a text. `None` where that cannot be decided.
    #[cfg(feature = "pattern")]
    pub(super) fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        if !self.compiled.contains_key(pattern) {
            let rust = jsonschema_regex::to_rust_regex(pattern).ok();
            let regex = rust.and_then(|pattern| crate::private::compile(&pattern));
            self.compiled.insert(pattern.to_owned(), regex);
        }
        let regex = self.compiled.get(pattern)?.as_ref()?;
        Some(regex.is_match(text))
    }

    /// Whether an ECMA 262 pattern matches anywhere in a text. `None` where that cannot be decided.
    #[cfg(not(feature = "pattern"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn matches(&mut self, _: &str, _: &str) -> Option<bool> {
        None
    }
}
