//! Numbers as JSON Schema sees them: exact, of any size, never floats.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::read::Number;

/// An exact number.
pub(crate) type Rational = num_rational::BigRational;

/// How many digits a number may have when it is written out: more than any double needs. `1e999999999`
/// is hostile.
const MAX_DIGITS: i64 = 800;

/// The value of a number; `None` when writing it out takes too many digits.
pub(crate) fn rational(number: &Number) -> Option<Rational> {
    let text = number.text();
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: BigInt = format!("{whole}{fraction}").parse().ok()?;
    if digits.is_zero() {
        return Some(Rational::zero());
    }
    let exponent: i64 = exponent.parse().ok()?;
    let scale = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    if scale.abs() > MAX_DIGITS || mantissa.len() > 800 {
        return None;
    }
    let power = power_of_ten(u32::try_from(scale.unsigned_abs()).ok()?);
    Some(if scale < 0 { Rational::new(digits, power) } else { Rational::from_integer(digits * power) })
}

/// `10^exponent`
pub(crate) fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// The number in decimal digits; `None` when it has no end or too many digits.
pub(crate) fn decimal(value: &Rational) -> Option<String> {
    let mut scale = 0_u32;
    let mut scaled = value.clone();
    while !scaled.is_integer() {
        scale += 1;
        if i64::from(scale) > MAX_DIGITS {
            return None;
        }
        scaled *= BigInt::from(10);
    }
    let digits = scaled.to_integer();
    if scale == 0 {
        return Some(digits.to_string());
    }
    let width = scale as usize + 1;
    let text = format!("{:0>width$}", digits.abs().to_string());
    let (whole, fraction) = text.split_at(text.len() - scale as usize);
    Some(format!("{}{whole}.{fraction}", if digits.is_negative() { "-" } else { "" }))
}
