//! Decimal fractions, exact, as far as `multipleOf` needs them.

use crate::number::Number;

/// A decimal's magnitude: `digits` times ten to the power of `exponent`.
pub(crate) struct Decimal {
    /// ASCII digits, without zeros at either end. Empty for zero.
    digits: Vec<u8>,
    exponent: i64,
}

/// A remainder of more digits would not fit in 128 bits.
const DIVISOR_DIGITS: usize = 37;

/// Far beyond what a double reaches, and a bound for the work of one division.
const EXPONENTS: std::ops::RangeInclusive<i64> = -100_000..=100_000;

impl Decimal {
    /// The magnitude that a JSON number's text has. `None` when it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole.as_bytes(), fraction.as_bytes()].concat();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let exponent: i64 = exponent.parse().ok()?;
        let decimal = Self::normal(&digits, exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?);
        EXPONENTS.contains(&decimal.exponent).then_some(decimal)
    }

    /// The shortest decimal that reads back as `float`. `None` for NaN and infinities.
    pub(crate) fn from_f64(float: f64) -> Option<Self> {
        // `{:e}` is the shortest decimal, in scientific notation.
        float.is_finite().then(|| Self::parse(&format!("{float:e}"))).flatten()
    }

    pub(crate) fn from_integer(integer: i128) -> Self {
        Self::normal(integer.unsigned_abs().to_string().as_bytes(), 0)
    }

    pub(crate) fn from_number(number: Number) -> Option<Self> {
        match number {
            Number::Integer(integer) => Some(Self::from_integer(integer)),
            Number::Float(float) => Self::from_f64(float),
        }
    }

    fn normal(digits: &[u8], exponent: i64) -> Self {
        let Some(first) = digits.iter().position(|digit| *digit != b'0') else {
            return Self { digits: Vec::new(), exponent: 0 };
        };
        let last = digits.iter().rposition(|digit| *digit != b'0').unwrap_or(first);
        let zeros = i64::try_from(digits.len() - 1 - last).unwrap_or(i64::MAX);
        Self { digits: digits[first..=last].to_vec(), exponent: exponent.saturating_add(zeros) }
    }

    /// Whether it is a whole number times `divisor`. Nothing is a multiple of zero.
    pub(crate) fn is_multiple_of(&self, divisor: &Self) -> bool {
        if divisor.digits.len() > DIVISOR_DIGITS {
            return divisor.nearest_double().is_some_and(|divisor| self.is_multiple_of(&divisor));
        }
        if divisor.digits.is_empty() || self.digits.is_empty() {
            return !divisor.digits.is_empty();
        }
        // Ten does not divide the digits, so a divisor with more zeros divides nothing.
        let Ok(zeros) = usize::try_from(self.exponent - divisor.exponent) else {
            return false;
        };
        let divisor = divisor.digits.iter().fold(0, |n: u128, digit| n * 10 + value(*digit));
        let digits = self.digits.iter().copied().chain(std::iter::repeat_n(b'0', zeros));
        digits.fold(0, |remainder: u128, digit| (remainder * 10 + value(digit)) % divisor) == 0
    }

    fn nearest_double(&self) -> Option<Self> {
        let digits = std::str::from_utf8(&self.digits).ok()?;
        Self::from_f64(format!("{digits}e{}", self.exponent).parse().ok()?)
    }
}

fn value(digit: u8) -> u128 {
    u128::from(digit - b'0')
}
