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

/// A pattern of ECMA 262 spelled for the `regex` crate, compiled; none where it is no pattern.
#[cfg(feature = "pattern")]
pub(crate) fn compile(text: &str) -> Option<regex::Regex> {
    /// In bytes. The generator refuses what could take more.
    const SIZE: usize = 64 << 20;
    regex::RegexBuilder::new(&as_ecma(text)).size_limit(SIZE).build().ok()
}

/// The pattern with what ECMA 262 means by `.`, `\b` and `\B` (sections 22.2.2.7 and 22.2.2.4, flag `u`): four
/// characters end a line, and words are of ASCII letters, digits and `_`.
#[cfg(feature = "pattern")]
fn as_ecma(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    // Classes in one another.
    let mut classes = 0_usize;
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some(side @ ('b' | 'B')) if classes == 0 => {
                    out.extend(["(?-u:\\", if side == 'b' { "b)" } else { "B)" }]);
                }
                escaped => out.extend([Some('\\'), escaped].into_iter().flatten()),
            },
            '[' => {
                classes += 1;
                out.push('[');
                out.extend(rest.next_if_eq(&'^'));
                // The first of a class closes nothing.
                out.extend(rest.next_if_eq(&']'));
            }
            ']' => {
                classes = classes.saturating_sub(1);
                out.push(']');
            }
            '.' if classes == 0 => out.push_str(r"[^\n\r\x{2028}\x{2029}]"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(all(test, feature = "pattern"))]
mod tests {
    use super::compile;

    #[test]
    fn what_ecma_262_means_otherwise() {
        for (pattern, text, matches) in [
            (r"^.$", "a", true),
            (r"^.$", "\u{1f600}", true),
            (r"^.$", "\n", false),
            (r"^.$", "\r", false),
            (r"^.$", "\u{2028}", false),
            (r"^\.$", "a", false),
            (r"^[.]$", "a", false),
            (r"^[^.]$", "\r", true),
            (r"^[]a.]$", "]", true),
            (r"\bé", "é", false),
            (r"\ba\b", "éaé", true),
            (r"\bab\b", "aab", false),
            (r"^a\Bb$", "ab", true),
            (r"^\Bé", "é", true),
            (r"^[\w--[a.]]$", "b", true),
        ] {
            let regex = compile(pattern).unwrap_or_else(|| panic!("{pattern} compiles"));
            assert_eq!(regex.is_match(text), matches, "{pattern} on {text:?}");
        }
    }
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
