//! A JSON number, digit for digit.

/// A JSON number that keeps its text; it is compared by its exact value.
#[derive(Clone, Debug)]
pub struct Number {
    text: String,
}
