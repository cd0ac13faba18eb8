//! `multipleOf` on decimals.

use serde_json::Number;

/// Whether a number is a multiple of another, both taken for the decimals that they are written as: a
/// double for its shortest one.
pub(crate) fn is_multiple(number: &Number, of: &Number) -> bool {
    let (Some((mut value, mut exponent)), Some((mut divisor, power))) = (decimal(number), decimal(of)) else {
        return false;
    };
    if value == 0 || divisor == 0 {
        return value == 0;
    }
    exponent -= power;
    while exponent < 0 {
        // The divisor is far larger than the value.
        let Some(larger) = divisor.checked_mul(10) else { return false };
        divisor = larger;
        exponent += 1;
    }
    value %= divisor;
    for _ in 0..exponent {
        value = value * 10 % divisor;
    }
    value == 0
}

/// Digits and the power of ten that they are multiplied by, the sign left away.
fn decimal(number: &Number) -> Option<(u128, i32)> {
    let text = number.to_string();
    let text = text.trim_start_matches('-');
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = format!("{whole}{fraction}").parse().ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    Some((digits, exponent - i32::try_from(fraction.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::is_multiple;
    use serde_json::{Number, json};

    #[test]
    fn decimals() {
        let number = |value: serde_json::Value| value.as_number().cloned().unwrap_or_else(|| Number::from(0));
        let all = [
            (json!(129.95), json!(0.01), true),
            (json!(0.3), json!(0.1), true),
            (json!(0.35), json!(0.1), false),
            (json!(9_007_199_254_740_993_i64), json!(1.5), true),
            (json!(9_007_199_254_740_993_i64), json!(2), false),
            (json!(1e300), json!(1e-8), true),
            (json!(1e-8), json!(3), false),
            (json!(-4.5), json!(1.5), true),
            (json!(0), json!(7), true),
        ];
        for (value, of, multiple) in all {
            assert_eq!(is_multiple(&number(value.clone()), &number(of.clone())), multiple, "{value} of {of}");
        }
    }
}
