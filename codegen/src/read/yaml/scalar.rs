//! What a plain scalar means in the core schema (YAML 1.2.2, section 10.3.2).

/// What a plain scalar stands for.
#[derive(Debug, PartialEq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    /// An integer, in JSON's grammar.
    Integer(String),
    /// A number with a fraction or an exponent, in JSON's grammar.
    Float(String),
    /// An integer in base 8 or 16 with more than 128 bits.
    TooLarge,
    /// `.inf` and `.nan` in their spellings.
    NotFinite,
    /// Anything else.
    String,
}

/// Resolves the text of a plain scalar.
pub(super) fn resolve(text: &str) -> Scalar {
    match text.as_bytes() {
        [] | b"~" => Scalar::Null,
        [b'n' | b'N', ..] if matches!(text, "null" | "Null" | "NULL") => Scalar::Null,
        [b't' | b'T', ..] if matches!(text, "true" | "True" | "TRUE") => Scalar::Bool(true),
        [b'f' | b'F', ..] if matches!(text, "false" | "False" | "FALSE") => Scalar::Bool(false),
        [b'0', b'x', ..] => in_base(&text[2..], 16),
        [b'0', b'o', ..] => in_base(&text[2..], 8),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => decimal(text),
        _ => Scalar::String,
    }
}

fn in_base(digits: &str, base: u32) -> Scalar {
    // `from_str_radix` would take a sign.
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Scalar::String;
    }
    match u128::from_str_radix(digits, base) {
        Ok(value) => Scalar::Integer(value.to_string()),
        Err(_) => Scalar::TooLarge,
    }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, brought into JSON's grammar.
fn decimal(text: &str) -> Scalar {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Scalar::NotFinite;
    }
    let (whole, rest) = split_digits(unsigned);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => split_digits(rest),
        None => ("", rest),
    };
    let exponent_digits = rest.strip_prefix(['e', 'E']).map(|rest| rest.strip_prefix(['-', '+']).unwrap_or(rest));
    let exponent_is_sound = match exponent_digits {
        Some(digits) => matches!(split_digits(digits), (digits, "") if !digits.is_empty()),
        None => rest.is_empty(),
    };
    if !exponent_is_sound || (whole.is_empty() && fraction.is_empty()) {
        return Scalar::String;
    }

    let mut json = String::with_capacity(text.len() + 1);
    if text.starts_with('-') {
        json.push('-');
    }
    match whole.trim_start_matches('0') {
        "" => json.push('0'),
        digits => json.push_str(digits),
    }
    if !fraction.is_empty() {
        json.push('.');
        json.push_str(fraction);
    }
    json.push_str(rest);
    if whole.len() == unsigned.len() { Scalar::Integer(json) } else { Scalar::Float(json) }
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(text), Scalar::Null, "{text}");
        }
        for text in ["true", "True", "TRUE"] {
            assert_eq!(resolve(text), Scalar::Bool(true), "{text}");
        }
        for text in ["false", "False", "FALSE"] {
            assert_eq!(resolve(text), Scalar::Bool(false), "{text}");
        }
        for text in [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"] {
            assert_eq!(resolve(text), Scalar::NotFinite, "{text}");
        }
    }

    #[test]
    fn strings() {
        for text in [
            "NO",
            "no",
            "yes",
            "on",
            "Off",
            "y",
            "n",
            "nULL",
            "tRUE",
            "1_000",
            "2026-11-01",
            "12:30:00",
            "1.2.3",
            "1,000",
            "0x",
            "0xG",
            "0o8",
            "-0x1F",
            "+0o7",
            "0b1",
            "0x+1",
            "-",
            "+",
            ".",
            "..",
            "-.",
            "+.e1",
            "e5",
            "1e",
            "1e+",
            "1.e",
            "--1",
            "+-1",
            "1 2",
            ".iNF",
            "-.nan",
            "Infinity",
            "NaN",
            "٣",
            "1٣",
            "<<",
        ] {
            assert_eq!(resolve(text), Scalar::String, "{text}");
        }
    }

    #[test]
    fn numbers_come_into_the_grammar_of_json() {
        for (text, json) in [
            ("0", "0"),
            ("-0", "-0"),
            ("+1", "1"),
            ("007", "7"),
            ("-00", "-0"),
            ("12345678901234567890", "12345678901234567890"),
            ("0x1F", "31"),
            ("0xffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455"),
            ("0o17", "15"),
        ] {
            assert_eq!(resolve(text), Scalar::Integer(json.to_owned()), "{text}");
        }
        for (text, json) in [
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("+.5e-3", "0.5e-3"),
            ("1.", "1"),
            ("1.e5", "1e5"),
            ("1.50", "1.50"),
            ("01.5E+10", "1.5E+10"),
            ("1e3", "1e3"),
        ] {
            assert_eq!(resolve(text), Scalar::Float(json.to_owned()), "{text}");
            assert!(crate::read::Number::parse(json).is_some(), "{json}");
        }
        assert_eq!(resolve(&format!("0x1{}", "0".repeat(32))), Scalar::TooLarge);
    }
}
