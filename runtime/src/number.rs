//! Numbers as JSON Schema sees them: `1` and `1.0` are one.

use std::cmp::Ordering;

/// A JSON number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    /// Written without fraction and exponent, and within 128 bits.
    Integer(i128),
    /// Everything else. Finite.
    Float(f64),
}

impl Number {
    /// A number from its text; `None` when it is none, or beyond the range of an f64.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Ok(integer) = text.parse() {
            return Some(Self::Integer(integer));
        }
        text.parse().ok().filter(|float: &f64| float.is_finite()).map(Self::Float)
    }

    /// The value, where it is integral and within 128 bits.
    ///
    /// What was written with a fraction or an exponent is a double, here as for every other reader
    /// of JSON, and its value is the double's.
    pub(crate) fn integer(self) -> Option<i128> {
        match self {
            Self::Integer(integer) => Some(integer),
            Self::Float(float) => integral(float),
        }
    }

    /// The nearest double.
    #[expect(clippy::cast_precision_loss, reason = "asked for")]
    pub(crate) fn float(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    /// Whether it has no fraction, however large it is.
    pub(crate) fn is_integral(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(float) => float.fract() == 0.0,
        }
    }

    /// The exact order of the two values.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        match (self.integer(), other.integer()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (None, None) => self.float().total_cmp(&other.float()),
            (Some(a), None) => order(a, other.float()),
            (None, Some(b)) => order(b, self.float()).reverse(),
        }
    }
}

impl From<&serde_json::Number> for Number {
    fn from(number: &serde_json::Number) -> Self {
        match number.as_i128() {
            Some(integer) => Self::Integer(integer),
            None => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
        }
    }
}

/// Two to the power of 127: the first double beyond an i128.
const BEYOND: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;

#[expect(clippy::cast_possible_truncation, reason = "within the range")]
fn integral(float: f64) -> Option<i128> {
    (float.fract() == 0.0 && (-BEYOND..BEYOND).contains(&float)).then_some(float as i128)
}

/// The order of an integer and of a float that is none, or is beyond every i128.
#[expect(clippy::cast_possible_truncation, reason = "within the range")]
fn order(integer: i128, float: f64) -> Ordering {
    let less = float >= BEYOND || (float >= -BEYOND && integer <= float.floor() as i128);
    if less { Ordering::Less } else { Ordering::Greater }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use std::cmp::Ordering;

    #[test]
    fn exact_order() {
        let ascending = [
            "-1e300",
            "-170141183460469231731687303715884105728",
            "-1.5",
            "-1",
            "-0.5",
            "0",
            "0.5",
            "1",
            "1.5",
            "9007199254740992",
            "9007199254740993",
            "1e300",
        ];
        let numbers: Vec<Number> = ascending.iter().filter_map(|text| Number::parse(text)).collect();
        assert_eq!(numbers.len(), ascending.len());
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.compare(*b), i.cmp(&j), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn one_value_many_spellings() {
        for [a, b] in
            [["1", "1.0"], ["100", "1e2"], ["0", "-0"], ["0", "-0.0"], ["9007199254740992", "9007199254740992.0"]]
        {
            let (a, b) = (Number::parse(a), Number::parse(b));
            assert!(matches!((a, b), (Some(a), Some(b)) if a.compare(b) == Ordering::Equal), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn no_number_beyond_a_double() {
        assert!(Number::parse("1e999").is_none());
        assert!(Number::parse(&"9".repeat(400)).is_none());
        assert!(Number::parse("NaN").is_none());
    }
}
