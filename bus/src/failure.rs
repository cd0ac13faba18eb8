//! How a handler says that it failed.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// A handler's failure: try again later, or never.
///
/// Any error turns into one by `?`, and then means to try again.
///
/// ```
/// use evenkeel_bus::Failure;
///
/// fn handle(quantity: &str) -> Result<(), Failure> {
///     let quantity: i64 = quantity.parse()?; // tried again
///     if quantity > 1_000 {
///         return Err(Failure::reject("no customer buys so many")); // a dead letter at once
///     }
///     Ok(())
/// }
/// # assert!(handle("1").is_ok() && handle("x").is_err() && handle("1001").is_err());
/// ```
pub struct Failure {
    pub(crate) kind: Kind,
    error: Box<dyn Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// After the back-off, or after a delay of its own.
    Retry(Option<Duration>),
    Reject,
}

impl Failure {
    /// The event should be delivered again, after a while. Past the limit of deliveries it
    /// becomes a dead letter.
    pub fn retry(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: Kind::Retry(None), error: error.into() }
    }

    /// As [`retry`](Self::retry), but after this long, whatever the consumer's
    /// [back-off](crate::Backoff) says: for a service that tells when it will be back.
    pub fn retry_after(after: Duration, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: Kind::Retry(Some(after)), error: error.into() }
    }

    /// No delivery of this event will ever succeed: it becomes a dead letter at once.
    pub fn reject(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: Kind::Reject, error: error.into() }
    }
}

/// The failure is no `std::error::Error` itself: that is what lets `?` take every other error.
impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::retry(error)
    }
}

/// The error, and what caused it: `cannot reserve stock: connection refused`.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// A chain may be a ring.
        const DEPTH: usize = 16;
        let mut said = self.error.to_string();
        f.write_str(&said)?;
        let causes = std::iter::successors(self.error.source(), |&cause| cause.source());
        for cause in causes.take(DEPTH) {
            let cause = cause.to_string();
            // Many errors repeat their cause in their own words.
            if !said.contains(&cause) {
                write!(f, ": {cause}")?;
            }
            said = cause;
        }
        Ok(())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").field("kind", &self.kind).field("error", &self.error).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, Kind};
    use crate::Error;

    #[test]
    fn any_error_means_retry() {
        let failures = [
            Failure::from("text"),
            Failure::from(String::from("text")),
            Failure::from(std::io::Error::other("disk")),
            Failure::from(Box::<dyn std::error::Error + Send + Sync>::from("boxed")),
        ];
        assert!(failures.iter().all(|failure| failure.kind == Kind::Retry(None)));
    }

    #[test]
    fn causes_are_told_once() {
        #[derive(Debug)]
        struct Outer(std::num::ParseIntError);
        impl std::fmt::Display for Outer {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bad quantity")
            }
        }
        impl std::error::Error for Outer {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some(&self.0)
            }
        }
        let error = Outer("x".parse::<i64>().unwrap_err());
        assert_eq!(Failure::reject(error).to_string(), "bad quantity: invalid digit found in string");
        let repeating = Error::Transport { transport: "memory", task: "do it".into(), source: "no".into() };
        assert_eq!(Failure::retry(repeating).to_string(), "the transport `memory` cannot do it: no");
    }
}
