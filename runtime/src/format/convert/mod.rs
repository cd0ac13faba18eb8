//! Format types to and from the types of date, time and UUID libraries, a feature a library.
//!
//! Into a library's type, a conversion gives the same value or refuses: it rounds nothing and shifts
//! nothing. What is lost is the spelling. Back, the text is what the format's grammar can say, or it
//! is [`Invalid`](super::Invalid).

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(any(feature = "chrono", feature = "jiff"))]
mod parts;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(any(feature = "chrono", feature = "jiff"))]
mod inexact {
    use std::fmt;

    /// A text that a library's type cannot hold without changing its value.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Inexact {
        text: String,
        target: &'static str,
        reason: String,
    }

    impl Inexact {
        pub(super) fn new(text: &str, target: &'static str, reason: impl fmt::Display) -> Self {
            Self { text: crate::report::words::cut(text, 60), target, reason: reason.to_string() }
        }

        /// The text. Cut when long.
        pub fn text(&self) -> &str {
            &self.text
        }

        /// The type that cannot hold it: `jiff::Timestamp`.
        pub fn target(&self) -> &'static str {
            self.target
        }
    }

    impl fmt::Display for Inexact {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "\"{}\" is no {}: {}", self.text, self.target, self.reason)
        }
    }

    impl std::error::Error for Inexact {}
}

#[cfg(any(feature = "chrono", feature = "jiff"))]
pub use inexact::Inexact;
