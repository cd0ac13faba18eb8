//! `multipleOf`, decided exactly, on decimals.

use crate::decimal::Decimal;

/// Whether `v` is a multiple of `divisor`, a decimal's text. Decided on the shortest decimal that
/// reads back as `v`: 0.3 is a multiple of 0.1, though the doubles nearest to them are not.
pub fn multiple_of(v: f64, divisor: &str) -> bool {
    decide(Decimal::from_f64(v), divisor)
}

/// Whether `v` is a multiple of `divisor`, a decimal's text.
pub fn multiple_of_int(v: i128, divisor: &str) -> bool {
    decide(Some(Decimal::from_integer(v)), divisor)
}

fn decide(value: Option<Decimal>, divisor: &str) -> bool {
    match (value, Decimal::parse(divisor)) {
        (Some(value), Some(divisor)) => value.is_multiple_of(&divisor),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{multiple_of, multiple_of_int};

    #[test]
    fn exact() {
        for (value, divisor, expected) in [
            (0.3, "0.1", true),
            (19.99, "0.01", true),
            (19.999, "0.01", false),
            (0.0, "7", true),
            (-0.0, "7", true),
            (-4.5, "1.5", true),
            (1e308, "0.123456789", false),
            (1e308, "1e-300", true),
            (1e300, "3", false),
            (3e300, "3", true),
            (1.0, "1e300", false),
            (f64::MAX, "1", true),
            (5e-324, "1e-324", true),
            (5e-324, "1", false),
            (f64::NAN, "1", false),
            (f64::INFINITY, "1", false),
            (4.0, "0", false),
        ] {
            assert_eq!(multiple_of(value, divisor), expected, "{value} by {divisor}");
        }
        assert!(multiple_of_int(i128::MIN, "2"));
        assert!(multiple_of_int(10, "2.5"));
        assert!(!multiple_of_int(11, "2.5"));
        assert!(multiple_of_int(9_007_199_254_740_993, "3"));
        assert!(!multiple_of_int(9_007_199_254_740_993, "2"));
    }
}
