//! Numbers by their texts.

/// The value that the text of a number has.
#[derive(PartialEq)]
enum Number {
    /// An integer, in its shortest spelling.
    Integer(String),
    /// A double that is no integer.
    Fraction(f64),
}

/// Whether the texts of two numbers have one value.
pub(crate) fn same(a: &str, b: &str) -> bool {
    matches!((value(a), value(b)), (Some(a), Some(b)) if a == b)
}

fn value(text: &str) -> Option<Number> {
    let plain = if text.contains(['.', 'e', 'E']) {
        let double: f64 = text.parse().ok().filter(|double: &f64| double.is_finite())?;
        if double.fract() != 0.0 {
            return Some(Number::Fraction(double));
        }
        // Every digit of the double, which has no more than these.
        format!("{double:.0}")
    } else {
        text.to_owned()
    };
    Some(Number::Integer(if plain == "-0" { "0".to_owned() } else { plain }))
}
