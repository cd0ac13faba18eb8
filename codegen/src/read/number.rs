//! A JSON number, digit for digit.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A JSON number that keeps its text; it is compared by its exact value.
///
/// Work is bounded by the length of the text: `1e999999999` is never written out. An exponent whose
/// own value is beyond ±10³⁰ counts as ±10³⁰.
///
/// ```
/// use evenkeel_codegen::read::Number;
///
/// let number = Number::parse("10e-1").unwrap();
/// assert_eq!(number, Number::parse("1.0").unwrap());
/// assert_eq!(number.text(), "10e-1");
/// assert_eq!(number.as_i64(), Some(1));
/// ```
#[derive(Clone, Debug)]
pub struct Number {
    text: String,
}

/// The value as `±0.d₁d₂d₃… × 10^scale` with `d₁ ≠ 0` and no zero at the end: one form for one value.
/// Zero has no digits, the scale 0 and no sign.
struct Decimal<'a> {
    negative: bool,
    scale: i128,
    /// How many digits there are.
    count: i128,
    /// The digits, perhaps with a point among them.
    mantissa: &'a str,
}

/// How a value between two integers becomes one of them.
#[derive(Clone, Copy)]
enum Rounding {
    Down,
    Up,
    Refused,
}

const EXPONENT_LIMIT: i128 = 10_i128.pow(30);

impl Number {
    /// A number from its text; `None` when it is not the grammar of RFC 8259, section 6.
    pub fn parse(text: &str) -> Option<Self> {
        is_json_number(text.as_bytes()).then(|| Self { text: text.to_owned() })
    }

    /// The digits as they were written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the value is integral, in whatever spelling: `1.0`, `1e2` and `-0` are.
    pub fn is_integer(&self) -> bool {
        let decimal = self.decimal();
        decimal.count <= decimal.scale
    }

    /// The exact value, when it is integral and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// The exact value, when it is integral and fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The exact value, when it is integral and fits.
    pub fn as_i128(&self) -> Option<i128> {
        self.decimal().to_i128(Rounding::Refused)
    }

    /// The greatest integer that is not above the value, when it fits.
    pub fn floor_i128(&self) -> Option<i128> {
        self.decimal().to_i128(Rounding::Down)
    }

    /// The smallest integer that is not below the value, when it fits.
    pub fn ceil_i128(&self) -> Option<i128> {
        self.decimal().to_i128(Rounding::Up)
    }

    /// The nearest double; an infinity when the value is beyond an `f64`'s range.
    pub fn to_f64(&self) -> f64 {
        // The grammar of JSON numbers is a part of the one that `f64` reads.
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn decimal(&self) -> Decimal<'_> {
        let (negative, unsigned) = match self.text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, self.text.as_str()),
        };
        let (written, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let significant = written.trim_start_matches(['0', '.']);
        let mantissa = significant.trim_end_matches(['0', '.']);
        if mantissa.is_empty() {
            return Decimal { negative: false, scale: 0, count: 0, mantissa };
        }
        let point = written.find('.').unwrap_or(written.len());
        let zeros = count_digits(&written[..written.len() - significant.len()]);
        Decimal { negative, scale: point as i128 - zeros + bounded(exponent), count: count_digits(mantissa), mantissa }
    }
}

impl Decimal<'_> {
    fn digits(&self) -> impl Iterator<Item = u8> + '_ {
        self.mantissa.bytes().filter(|byte| *byte != b'.')
    }

    fn to_i128(&self, rounding: Rounding) -> Option<i128> {
        // `i128::MAX` has 39 digits.
        if self.scale > 39 {
            return None;
        }
        let whole = usize::try_from(self.scale).unwrap_or(0);
        let sign = if self.negative { -1 } else { 1 };
        let mut value = 0_i128;
        for digit in self.digits().chain(std::iter::repeat(b'0')).take(whole) {
            value = value.checked_mul(10)?.checked_add(sign * i128::from(digit - b'0'))?;
        }
        if self.count <= self.scale {
            return Some(value);
        }
        match (rounding, self.negative) {
            (Rounding::Refused, _) => None,
            (Rounding::Down, true) => value.checked_sub(1),
            (Rounding::Up, false) => value.checked_add(1),
            (Rounding::Down, false) | (Rounding::Up, true) => Some(value),
        }
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let zero = (self.count != 0).cmp(&(other.count != 0));
        zero.then(self.scale.cmp(&other.scale)).then_with(|| self.digits().cmp(other.digits()))
    }
}

fn count_digits(text: &str) -> i128 {
    (text.len() - usize::from(text.contains('.'))) as i128
}

/// The value of an exponent, held between the limits.
fn bounded(exponent: &str) -> i128 {
    let (sign, digits) = match exponent.as_bytes() {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    let magnitude =
        digits.iter().fold(0_i128, |value, digit| (value * 10 + i128::from(digit - b'0')).min(EXPONENT_LIMIT));
    sign * magnitude
}

fn is_json_number(text: &[u8]) -> bool {
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, rest) = split_digits(unsigned);
    if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
        return false;
    }
    let rest = match rest.strip_prefix(b".").map(split_digits) {
        Some(([], _)) => return false,
        Some((_, rest)) => rest,
        None => rest,
    };
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', digits @ ..] | [b'e' | b'E', digits @ ..] => {
            matches!(split_digits(digits), ([_, ..], []))
        }
        _ => false,
    }
}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (self.decimal(), other.decimal());
        match (left.negative, right.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => left.compare_magnitude(&right),
            (true, true) => right.compare_magnitude(&left),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let decimal = self.decimal();
        (decimal.negative, decimal.scale, decimal.count).hash(state);
        decimal.digits().for_each(|digit| state.write_u8(digit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text} is a JSON number"))
    }

    #[test]
    fn only_the_grammar_of_json_is_a_number() {
        for text in ["0", "-0", "1", "10.50", "1e5", "1E+05", "-1.5e-7", "12345678901234567890"] {
            assert_eq!(number(text).text(), text);
        }
        for text in ["", "-", "+1", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "1_000", "0x1F", " 1", "1 ", "NaN"] {
            assert!(Number::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn one_value_has_many_spellings() {
        for group in [
            &["1", "1.0", "10e-1", "0.1e1", "1e0", "1E+00", "0.0001e4"][..],
            &["0", "-0", "0.0", "0e5", "-0.00e-9"],
            &["-1200", "-1.2e3", "-0.0012E6", "-120000e-2"],
            &["1e999999999", "10e999999998", "0.1e1000000000"],
            &["12345678901234567890", "12345678901234567890.0"],
        ] {
            let distinct: HashSet<Number> = group.iter().map(|text| number(text)).collect();
            assert_eq!(distinct.len(), 1, "{group:?}");
        }
        assert_ne!(number("9007199254740993"), number("9007199254740992"));
        assert_ne!(number("1e-400"), number("0"));
    }

    #[test]
    fn order_is_by_value() {
        let ascending = [
            "-1e999999999",
            "-10",
            "-9.5",
            "-9",
            "-0.1",
            "-0.01",
            "-1e-400",
            "0",
            "1e-400",
            "0.01",
            "0.1",
            "0.11",
            "1",
            "1.5",
            "2",
            "10",
            "12345678901234567890",
            "12345678901234567891",
            "1e400",
            "1e999999999",
        ];
        for (low, a) in ascending.iter().enumerate() {
            for (high, b) in ascending.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), low.cmp(&high), "{a} and {b}");
            }
        }
    }

    #[test]
    fn integers_are_integral_values() {
        for (text, expected) in [
            ("7", Some(7)),
            ("1.0", Some(1)),
            ("1e2", Some(100)),
            ("-0", Some(0)),
            ("120e-1", Some(12)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("0.5", None),
            ("1e-1", None),
            ("1e999999999", None),
        ] {
            assert_eq!(number(text).as_i64(), expected, "{text}");
        }
        assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(number("-1").as_u64(), None);
        assert_eq!(number("-170141183460469231731687303715884105728").as_i128(), Some(i128::MIN));
        assert_eq!(number("170141183460469231731687303715884105728").as_i128(), None);
        assert!(number("1e999999999").is_integer());
        assert!(!number("1e-999999999").is_integer());
    }

    #[test]
    fn floor_and_ceiling() {
        for (text, floor, ceiling) in [
            ("1.5", 1, 2),
            ("-1.5", -2, -1),
            ("0.001", 0, 1),
            ("-1e-999999999", -1, 0),
            ("3", 3, 3),
            ("-0", 0, 0),
            ("99.99e1", 999, 1000),
        ] {
            assert_eq!(number(text).floor_i128(), Some(floor), "{text}");
            assert_eq!(number(text).ceil_i128(), Some(ceiling), "{text}");
        }
        assert_eq!(number("1e40").floor_i128(), None);
        assert_eq!(number("-170141183460469231731687303715884105728.5").floor_i128(), None);
        assert_eq!(number("-170141183460469231731687303715884105728.5").ceil_i128(), Some(i128::MIN));
    }

    #[test]
    fn doubles_are_the_nearest() {
        assert_eq!(number("0.1").to_f64().to_bits(), 0.1_f64.to_bits());
        assert_eq!(number("-0").to_f64().to_bits(), (-0.0_f64).to_bits());
        assert!(number("1e400").to_f64().is_infinite());
        assert!(number("1.7976931348623157e308").to_f64().is_finite());
    }

    #[test]
    fn absurd_exponents_cost_nothing() {
        let huge = format!("1e{}", "9".repeat(100_000));
        let tiny = format!("1e-{}", "9".repeat(100_000));
        assert!(number(&tiny) < number(&huge));
        assert!(number(&tiny) > number("0"));
        assert_eq!(number(&huge).as_i128(), None);
    }
}
