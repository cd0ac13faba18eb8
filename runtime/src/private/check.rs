//! Whether a typed value keeps its contract.

use crate::{Extra, Nullable};
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether a value keeps every rule that its Rust type does not carry by itself.
pub trait Check {
    /// Whether the type carries every rule by itself, so that nothing needs to be looked at.
    const HOLDS: bool = false;

    /// True when every rule holds.
    fn check(&self) -> bool;
}

macro_rules! carried_by_the_type {
    ($($t:ty)*) => {$(
        impl Check for $t {
            const HOLDS: bool = true;

            fn check(&self) -> bool {
                true
            }
        }
    )*};
}
carried_by_the_type!(() bool String Value Extra i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

/// JSON has no NaN and no infinities.
impl Check for f64 {
    fn check(&self) -> bool {
        self.is_finite()
    }
}

impl Check for f32 {
    fn check(&self) -> bool {
        self.is_finite()
    }
}

impl<T: Check> Check for Option<T> {
    const HOLDS: bool = T::HOLDS;

    fn check(&self) -> bool {
        T::HOLDS || self.as_ref().is_none_or(T::check)
    }
}

impl<T: Check> Check for Nullable<T> {
    const HOLDS: bool = T::HOLDS;

    fn check(&self) -> bool {
        T::HOLDS || self.as_option().is_none_or(T::check)
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    const HOLDS: bool = T::HOLDS;

    fn check(&self) -> bool {
        (**self).check()
    }
}

impl<T: Check> Check for Vec<T> {
    const HOLDS: bool = T::HOLDS;

    fn check(&self) -> bool {
        T::HOLDS || self.iter().all(T::check)
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    const HOLDS: bool = T::HOLDS;

    fn check(&self) -> bool {
        T::HOLDS || self.values().all(T::check)
    }
}
