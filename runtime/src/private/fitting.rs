//! Unions that nothing tells apart: every branch is tried.

use super::{Raw, Read, depth, lenient, work};
use serde::{Serialize, de::Error};

/// The branches that fit a value.
pub struct Fitting<T> {
    first: Option<T>,
    count: usize,
}

impl<T> Default for Fitting<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Fitting<T> {
    /// None yet.
    pub fn new() -> Self {
        if depth::is_outermost() {
            work::begin();
        }
        Self { first: None, count: 0 }
    }

    /// Offers a branch of a `oneOf`: read, then held to its rules.
    pub fn offer(&mut self, read: impl FnOnce() -> Option<T>, rules: impl FnOnce(&T) -> Result<(), &'static str>) {
        let Some(value) = read().filter(|value| rules(value).is_ok()) else {
            return;
        };
        self.count += 1;
        self.first.get_or_insert(value);
    }

    /// Offers a branch of an `anyOf`: it is not read where one before it fits.
    pub fn or(&mut self, read: impl FnOnce() -> Option<T>, rules: impl FnOnce(&T) -> Result<(), &'static str>) {
        if self.first.is_none() {
            self.offer(read, rules);
        }
    }

    /// `anyOf`: the first branch that fits.
    pub fn first<E: Error>(self) -> Result<T, E> {
        work::check()?;
        self.first.ok_or_else(|| E::custom("no branch of `anyOf` fits"))
    }

    /// `oneOf`: the only branch that fits.
    pub fn only<E: Error>(self) -> Result<T, E> {
        work::check()?;
        match (self.first, self.count) {
            (Some(value), 1) => Ok(value),
            (None, _) => Err(E::custom("no branch of `oneOf` fits")),
            (Some(value), _) => super::broken(value, "more than one branch of `oneOf` fits"),
        }
    }
}

impl<'de> Raw<'de> {
    /// Reads it as a `T`, if it is one and not too much was tried before.
    pub fn attempt<T: Read<'de>>(&self) -> Option<T> {
        let _trial = work::try_branch(self.text())?;
        lenient::strictly(|| self.parse::<T, serde_json::Error>().ok())
    }
}

/// Whether a value of a `oneOf` fits no second branch: it does when it can be read again.
pub fn fits_once<T: Serialize + for<'de> Read<'de>>(value: &T) -> bool {
    let text = serde_json::to_string(value);
    let reads = |text: String| T::read(&mut serde_json::Deserializer::from_str(&text)).is_ok();
    text.is_ok_and(|text| lenient::strictly(|| reads(text)))
}

/// The refusal of a JSON type that no branch has.
#[cold]
pub fn unexpected<E: Error>(kind: super::Kind) -> E {
    E::custom(format_args!("no branch takes {}", kind.name()))
}
