//! What a derived struct asks of its fields' types.

use super::{Check, Read, Write};

/// A type that reads, checks and writes itself as its contract says.
pub trait Held: for<'de> Read<'de> + Check + Write {}

impl<T: for<'de> Read<'de> + Check + Write> Held for T {}

/// The rules that a type does not carry, those of its fields' own types left to them.
pub trait Rules {
    /// Ok, or the rule that is broken.
    fn rules(&self) -> Result<(), &'static str> {
        Ok(())
    }
}

/// A type through which a rule sees a `T`.
pub trait View<T> {
    /// The value that the rule speaks of.
    fn view(&self) -> &T;
}

impl<T> View<T> for T {
    fn view(&self) -> &T {
        self
    }
}

impl<T> View<T> for Box<T> {
    fn view(&self) -> &T {
        self
    }
}

/// A Rust integer, as wide as the rules on it compare.
pub trait Integer: Copy {
    /// The value.
    fn wide(self) -> i128;
}

macro_rules! integer {
    ($($t:ty)*) => {$(
        impl Integer for $t {
            fn wide(self) -> i128 {
                self.into()
            }
        }
    )*};
}
integer!(i8 i16 i32 i64 i128 u8 u16 u32 u64);

/// Whether two names of places are the same; at compile time.
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn places() {
        assert!(same("", "") && same("a#/b", "a#/b"));
        assert!(!same("a", "b") && !same("a", "ab") && !same("ab", "a"));
    }
}
