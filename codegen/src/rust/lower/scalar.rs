//! Strings and numbers.

use super::pattern::pattern_check;
use super::{Lowerer, words};
use crate::contract::{At, Keywords, Types};
use crate::diagnostic::Diagnostic;
use crate::read::Number;
use crate::rust::conj::Flat;
use crate::rust::shape::{Check, Type, Use};
use std::collections::HashSet;

/// The formats with a Rust type of their own.
pub(super) const FORMATS: &[(&str, &str)] = &[
    ("date-time", "DateTime"),
    ("date", "Date"),
    ("time", "Time"),
    ("duration", "Duration"),
    ("uuid", "Uuid"),
    ("uri", "Uri"),
    ("uri-reference", "UriReference"),
    ("iri", "Iri"),
    ("iri-reference", "IriReference"),
    ("uri-template", "UriTemplate"),
    ("email", "Email"),
    ("idn-email", "IdnEmail"),
    ("hostname", "Hostname"),
    ("idn-hostname", "IdnHostname"),
    ("ipv4", "Ipv4"),
    ("ipv6", "Ipv6"),
    ("json-pointer", "JsonPointer"),
    ("relative-json-pointer", "RelativeJsonPointer"),
    ("regex", "Regex"),
];

/// Rust's integer types, as `format` and `x-rust-type` name them.
pub(super) const INTEGERS: &[(&str, &str)] = &[
    ("int8", "i8"),
    ("int16", "i16"),
    ("int32", "i32"),
    ("int64", "i64"),
    ("uint8", "u8"),
    ("uint16", "u16"),
    ("uint32", "u32"),
    ("uint64", "u64"),
];

/// What `x-rust-type` may name.
const RUST_INTEGERS: &[&str] = &["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64"];

impl Lowerer<'_> {
    pub(super) fn string(&mut self, flat: &Flat) -> Use {
        let mut lowered = Use::checked(Type::String, self.string_checks(flat));
        for (id, _) in words(self.catalog, flat) {
            let Some(format) = self.catalog[id].asserted_format() else { continue };
            let Some((_, name)) = FORMATS.iter().find(|(known, _)| *known == format) else { continue };
            if lowered.ty == Type::String {
                lowered.ty = Type::Format(name);
            } else if lowered.ty != Type::Format(name) {
                lowered.checks.push(Check::Format(format.to_owned()));
            }
        }
        lowered
    }

    /// The rules on a string, its format aside.
    pub(super) fn string_checks(&self, flat: &Flat) -> Vec<Check> {
        let mut checks = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            checks.extend(words.min_length.iter().filter(|at| at.value > 0).map(|at| Check::MinLength(at.value)));
            checks.extend(words.max_length.iter().map(|at| Check::MaxLength(at.value)));
            checks.extend(words.pattern.iter().filter_map(|at| pattern_check(&at.value)));
        }
        dedup(checks)
    }

    pub(super) fn number(&mut self, flat: &Flat, types: Types) -> Use {
        let rust = self.integer_type(flat);
        let ty = match rust {
            Some(rust) => Type::Integer(rust),
            None if types == Types::INTEGER => Type::Integer("i64".into()),
            None => Type::Float,
        };
        self.reach(flat, &ty);
        let checks = self.number_checks(flat, &ty);
        Use::checked(ty, checks)
    }

    /// Warns of bounds that together allow more than a Rust type holds.
    fn reach(&mut self, flat: &Flat, ty: &Type) {
        let Type::Integer(rust) = ty else { return };
        let (least, most) = range(rust);
        let bounds: Vec<Bound> = words(self.catalog, flat).flat_map(|(_, words)| Bound::of(words)).collect();
        // The tightest of each side counts. What lies beyond `i128` is the loosest.
        let above = bounds.iter().filter(|bound| bound.side == Side::Above);
        let above = above.min_by_key(|bound| (bound.allowed.is_none(), bound.allowed));
        let below = bounds.iter().filter(|bound| bound.side == Side::Below).max_by_key(|bound| bound.allowed);
        let above = above.filter(|bound| bound.allowed.is_none_or(|allowed| allowed > most));
        let below = below.filter(|bound| bound.allowed.is_none_or(|allowed| allowed < least));
        for bound in above.into_iter().chain(below) {
            self.refuse(out_of_reach(bound, rust));
        }
    }

    /// The rules on a number of a Rust type.
    pub(super) fn number_checks(&self, flat: &Flat, ty: &Type) -> Vec<Check> {
        let mut checks = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            let bounds = [
                ("minimum", ">=", &words.minimum),
                ("exclusiveMinimum", ">", &words.exclusive_minimum),
                ("maximum", "<=", &words.maximum),
                ("exclusiveMaximum", "<", &words.exclusive_maximum),
            ];
            for (keyword, operator, bound) in bounds {
                if let Some(at) = bound {
                    checks.extend(bound_check(keyword, operator, &at.value, ty));
                }
            }
            if let Some(at) = &words.multiple_of {
                let every_integer = matches!(ty, Type::Integer(_)) && at.value.as_i64() == Some(1);
                if !every_integer {
                    checks.push(Check::MultipleOf(at.value.text().to_owned()));
                }
            }
        }
        dedup(checks)
    }

    /// The integer type that `x-rust-type` or `format` asks for.
    fn integer_type(&mut self, flat: &Flat) -> Option<String> {
        let mut found = None;
        let mut refused = None;
        for (_, words) in words(self.catalog, flat) {
            if let Some(at) = &words.rust_type {
                if RUST_INTEGERS.contains(&at.value.as_str()) {
                    found = Some(at.value.clone());
                } else {
                    refused = Some(
                        Diagnostic::error("rust-type", at.span, "`x-rust-type` takes an integer type of a fixed size")
                            .hint(format!("it is one of {}", RUST_INTEGERS.join(", "))),
                    );
                }
            }
            let format = words.format.as_ref().map(|at| at.value.as_str());
            let rust = INTEGERS.iter().find(|(name, _)| Some(*name) == format).map(|(_, rust)| *rust);
            let integers = words.types.as_ref().is_some_and(|at| at.value.and(Types::NUMBER) == Types::INTEGER);
            if let (Some(rust), None, true) = (rust, &found, integers) {
                found = Some(rust.to_owned());
            }
        }
        refused.into_iter().for_each(|diagnostic| self.refuse(diagnostic));
        found
    }
}

/// Which end of a range a bound stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
}

/// One end of what a schema allows among integers.
struct Bound<'a> {
    keyword: &'static str,
    at: &'a At<Number>,
    side: Side,
    /// The greatest integer that it allows, or the least; none where it holds nothing back within `i128`.
    allowed: Option<i128>,
}

impl<'a> Bound<'a> {
    fn of(words: &'a Keywords) -> impl Iterator<Item = Self> {
        let bounds = [
            ("maximum", &words.maximum, Side::Above, false),
            ("exclusiveMaximum", &words.exclusive_maximum, Side::Above, true),
            ("minimum", &words.minimum, Side::Below, false),
            ("exclusiveMinimum", &words.exclusive_minimum, Side::Below, true),
        ];
        bounds.into_iter().filter_map(|(keyword, at, side, exclusive)| {
            let at = at.as_ref()?;
            let negative = at.value.text().starts_with('-');
            let allowed = inclusive(&at.value, side, exclusive).or(match (side, negative) {
                (Side::Above, true) => Some(i128::MIN),
                (Side::Below, false) => Some(i128::MAX),
                _ => None,
            });
            Some(Self { keyword, at, side, allowed })
        })
    }
}

/// Among integers every bound is an inclusive one; none beyond `i128`.
fn inclusive(bound: &Number, side: Side, exclusive: bool) -> Option<i128> {
    let step = i128::from(exclusive && bound.is_integer());
    match side {
        Side::Above => Some(bound.floor_i128()?.saturating_sub(step)),
        Side::Below => Some(bound.ceil_i128()?.saturating_add(step)),
    }
}

fn out_of_reach(&Bound { keyword, at, side, .. }: &Bound<'_>, rust: &str) -> Diagnostic {
    let (least, most) = range(rust);
    let (holds, beyond) = match side {
        Side::Below => (format!("least {least}"), "less"),
        Side::Above => (format!("most {most}"), "more"),
    };
    let wider = match (side, rust) {
        (Side::Above, "i64") => "give it `format: uint64`, or `x-rust-type: i128`",
        _ => "give it a wider `x-rust-type`, up to `i128`",
    };
    let message = format!("`{keyword}` allows integers that `{rust}`, the Rust type, does not hold");
    Diagnostic::warning("out-of-reach", at.span, message)
        .note(format!("it holds at {holds}; {beyond} is refused, though the schema allows it"))
        .hint(format!("{wider}, or write the bound that is meant"))
}

/// A bound as a comparison with a Rust literal; none where every value of the type keeps it.
fn bound_check(keyword: &'static str, operator: &'static str, bound: &Number, ty: &Type) -> Option<Check> {
    let Type::Integer(rust) = ty else {
        let bound_text = bound.text().to_owned();
        return Some(Check::Bound { keyword, operator, literal: float_literal(bound), bound: bound_text });
    };
    let (least, most) = range(rust);
    let lower = operator.starts_with('>');
    let side = if lower { Side::Below } else { Side::Above };
    let inclusive = inclusive(bound, side, !operator.ends_with('='));
    // Beyond i128 a bound is either always kept or never.
    let beyond = if bound.text().starts_with('-') { i128::MIN } else { i128::MAX };
    let limit = inclusive.unwrap_or(beyond);
    let always = if lower { limit <= least } else { limit >= most };
    if always {
        return None;
    }
    let never = if lower { limit > most } else { limit < least };
    let literal = if never { String::new() } else { limit.to_string() };
    let operator = if lower { ">=" } else { "<=" };
    Some(Check::Bound { keyword, operator, literal, bound: bound.text().to_owned() })
}

/// The values that a Rust integer type holds, as far as `i128` can say.
pub(in crate::rust) fn range(rust: &str) -> (i128, i128) {
    match rust {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        _ => (i128::MIN, i128::MAX),
    }
}

/// A number as a Rust `f64` literal.
pub(super) fn float_literal(number: &Number) -> String {
    let value = number.to_f64();
    if value.is_finite() {
        format!("{value:?}_f64")
    } else if value > 0.0 {
        "f64::INFINITY".into()
    } else {
        "f64::NEG_INFINITY".into()
    }
}

fn dedup(mut checks: Vec<Check>) -> Vec<Check> {
    let mut known = HashSet::new();
    checks.retain(|check| known.insert(check.clone()));
    checks
}
