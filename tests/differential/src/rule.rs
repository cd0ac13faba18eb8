//! What validators read differently, and which reading is right.

use crate::readers::Limit;
use serde_json::Value;

/// One reading of the specification, where two validators differ or where ours has a stated limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Draft 2020-12 validation, §6.2.1: an instance is valid if division by the divisor "results in an
    /// integer". Numbers are those that are written (core, §4.2.1: base 10, arbitrary precision), so 129.95
    /// is a multiple of 0.01 and 9007199254740993 one of 1.5. boon divides doubles, jsonschema fractions of
    /// doubles.
    MultiplesOfDecimals,
    /// Core, §4.2.2: numbers are equal if they have "the same mathematical value". boon compares doubles,
    /// which hold 9007199254740993 as …992.
    ExactIntegers,
    /// Core, §6.4: patterns are those of ECMA 262, which has look-around and back-references (§22.2). boon has
    /// no engine for them and cannot compile such a schema; jsonschema's word stands.
    PatternsThatGoBack,
    /// Core of 2020-12, appendix F: `dependencies` was split into `dependentSchemas` and
    /// `dependentRequired`; it is no keyword of the dialect, and §4.3.1 has unknown keywords be annotations.
    /// boon and jsonschema apply it in every dialect. (We warn.)
    DependenciesOfDraftSeven,
    /// Core of draft-07, §8.3: all that stands beside `$ref` "MUST be ignored". boon applies some of it at the
    /// root.
    SiblingsOfReferences,
    /// RFC 5891, §4.2.2, with RFC 5892: a label holds no code point that is disallowed, such as a letter that
    /// NFKC or lower-casing changes. boon and jsonschema map it first (UTS 46), as a browser does.
    LabelsAsTheyAre,
    /// Validation, §7.3.3, with RFC 5891, §4.4: what begins with `xn--` is the Punycode of a label. boon takes
    /// any letters after it.
    PunycodeOfLabels,
    /// RFC 6570, §2.1 and §2.2: literals are most of `ucschar`, those beyond the basic plane too, and a brace that
    /// is opened is closed. boon refuses the one and takes the other.
    GrammarOfTemplates,
    /// Validation, §7.3 of draft-07: `uuid` and `duration` are no formats of that draft, so they say nothing
    /// there (§7.1). boon asserts them.
    FormatsOfTheDialect,
    /// RFC 5321, §4.1.2: the local part of an address has at least one character. boon takes `@b`.
    LocalPartOfAddresses,
    /// RFC 3987, §2.2, `ipath-noscheme`: the first segment of a reference without a scheme has no colon, and a
    /// scheme starts with a letter. boon takes `0http://é`.
    FirstSegmentOfReferences,
    /// RFC 3987, §2.2: no character of an IRI is white space. boon reads one as a browser does, which cuts it off.
    WhiteSpaceAroundIris,
    /// RFC 3986, §3.2.2: a `reg-name` may be empty, and RFC 3986 alone is what `uri` asks for (validation,
    /// §7.3.5). boon wants a host in `http://`.
    EmptyHosts,
    /// ECMA 262, §22.2.1: a quantifier stands after an atom, so `a**` is none; `\\0` is a character. boon parses
    /// `regex` by the syntax of another engine.
    SyntaxOfPatterns,
    /// RFC 8259, §6: "software that implements IEEE 754 binary64 numbers" is what JSON agrees on. A `number` is
    /// an `f64`, so that 9007199254740993 is taken for …992 there, in the payload and in the schema's own bounds.
    NumbersAreDoubles,
    /// The same in a schema of integers and numbers: an integer is exact for one branch of a `oneOf` and a double for
    /// the other. Under `multipleOf: 3`, 9007199254740993 is taken though both branches take it. The payload has to be
    /// valid with `anyOf` for `oneOf`.
    NumbersOfABranch,
    /// A stated limit of ours, `docs/exactness.md`: an integer is an `i64` unless its schema says otherwise, and
    /// one beyond is none: it is refused, and a branch for integers is not taken (RFC 8259, §6: "this
    /// specification allows implementations to set limits on the range and precision of numbers").
    IntegersOfSixtyFourBits,
}

/// A payload of which not all say the same.
pub(crate) struct Case<'a> {
    pub(crate) schema: &'a Value,
    pub(crate) payload: &'a Value,
    /// Ours.
    pub(crate) ours: bool,
    pub(crate) jsonschema: bool,
    /// `jsonschema` with `multipleOf` on decimals and labels as they are.
    pub(crate) exact: bool,
    /// The same, under a limit of ours.
    pub(crate) under: &'a dyn Fn(Limit) -> bool,
    /// None where it cannot compile the schema.
    pub(crate) boon: Option<bool>,
}

impl Rule {
    /// The rule that decides such a case, with its verdict.
    pub(crate) fn decide(case: &Case<'_>) -> Option<(Self, bool)> {
        let beyond = [
            (Self::IntegersOfSixtyFourBits, Limit::SixtyFourBits, holds(case.payload, beyond_sixty_four_bits)),
            (Self::NumbersAreDoubles, Limit::Doubles, holds(case.payload, beyond_doubles)),
            (Self::IntegersOfSixtyFourBits, Limit::Both, holds(case.payload, beyond_sixty_four_bits)),
            (
                Self::NumbersOfABranch,
                Limit::Branches,
                case.ours
                    && holds(case.payload, beyond_doubles)
                    && asks_for(case.schema, "integer")
                    && asks_for(case.schema, "number"),
            ),
        ];
        // A limit explains what `jsonschema` too says under it, and nothing else.
        let explains = |(_, limit, reached): &&(Self, Limit, bool)| *reached && (case.under)(*limit) == case.ours;
        if case.ours != case.exact
            && let Some((rule, ..)) = beyond.iter().find(explains)
        {
            return Some((*rule, case.ours));
        }
        if case.exact != case.jsonschema {
            let rule = if says_anything(case.schema, "dependencies") {
                Self::DependenciesOfDraftSeven
            } else if says(case.schema, "format", "idn-hostname") && !case.payload.to_string().is_ascii() {
                Self::LabelsAsTheyAre
            } else {
                Self::MultiplesOfDecimals
            };
            return Some((rule, case.exact));
        }
        let Some(boon) = case.boon else { return Some((Self::PatternsThatGoBack, case.exact)) };
        if boon == case.exact {
            return None;
        }
        if holds(case.payload, beyond_doubles) || holds(case.schema, beyond_doubles) {
            return Some((Self::ExactIntegers, case.exact));
        }
        let format = |name: &str| says(case.schema, "format", name);
        if is_draft7(case.schema) && has_siblings_of_references(case.schema) {
            return Some((Self::SiblingsOfReferences, case.exact));
        }
        if !is_draft7(case.schema) && says_anything(case.schema, "dependencies") {
            return Some((Self::DependenciesOfDraftSeven, case.exact));
        }
        let by_format = [
            (Self::WhiteSpaceAroundIris, boon && format("iri")),
            (Self::PunycodeOfLabels, boon && (format("hostname") || format("idn-hostname"))),
            (Self::GrammarOfTemplates, format("uri-template")),
            (Self::FormatsOfTheDialect, is_draft7(case.schema) && !boon && (format("uuid") || format("duration"))),
            (Self::LocalPartOfAddresses, boon && (format("email") || format("idn-email"))),
            (Self::FirstSegmentOfReferences, boon && (format("iri-reference") || format("uri-reference"))),
            (Self::EmptyHosts, !boon && ["uri", "iri", "uri-reference", "iri-reference"].into_iter().any(format)),
            (Self::SyntaxOfPatterns, format("regex")),
        ];
        if let Some((rule, _)) = by_format.into_iter().find(|(_, decides)| *decides) {
            return Some((rule, case.exact));
        }
        says_anything(case.schema, "multipleOf").then_some((Self::MultiplesOfDecimals, case.exact))
    }
}

/// Whether a value holds such a number.
fn holds(value: &Value, such: fn(f64) -> bool) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(such),
        Value::Array(items) => items.iter().any(|item| holds(item, such)),
        Value::Object(members) => members.values().any(|member| holds(member, such)),
        _ => false,
    }
}

/// Integers from 2^53 on are not all doubles.
fn beyond_doubles(number: f64) -> bool {
    number.abs() >= 9_007_199_254_740_992.0
}

fn beyond_sixty_four_bits(number: f64) -> bool {
    number.abs() >= 9_223_372_036_854_775_808.0
}

fn asks_for(schema: &Value, ty: &str) -> bool {
    some(schema, "type", &|asked| asked == ty || asked.as_array().is_some_and(|all| all.contains(&ty.into())))
}

fn has_siblings_of_references(schema: &Value) -> bool {
    match schema {
        Value::Object(words) => {
            words.contains_key("$ref") && words.len() > 1 || words.values().any(has_siblings_of_references)
        }
        Value::Array(list) => list.iter().any(has_siblings_of_references),
        _ => false,
    }
}

fn is_draft7(schema: &Value) -> bool {
    schema["$schema"].as_str().is_some_and(|uri| uri.contains("draft-07"))
}

/// Whether a keyword stands somewhere with this value.
fn says(schema: &Value, keyword: &str, value: &str) -> bool {
    some(schema, keyword, &|said| said == value)
}

fn says_anything(schema: &Value, keyword: &str) -> bool {
    some(schema, keyword, &|_| true)
}

fn some(schema: &Value, keyword: &str, such: &dyn Fn(&Value) -> bool) -> bool {
    match schema {
        Value::Object(words) => {
            words.get(keyword).is_some_and(such) || words.values().any(|inner| some(inner, keyword, such))
        }
        Value::Array(list) => list.iter().any(|inner| some(inner, keyword, such)),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use super::{Case, Rule};
    use crate::readers::{Readers, is_valid_under};
    use serde_json::{Value, json};

    /// The verdict on a payload, where ours is this.
    fn verdict(schema: &Value, payload: &Value, ours: bool) -> Option<(Rule, bool)> {
        let readers = Readers::of(schema).expect("a schema");
        Rule::decide(&Case {
            schema,
            payload,
            ours,
            jsonschema: readers.jsonschema.is_valid(payload),
            exact: readers.exact.is_valid(payload),
            under: &|limit| is_valid_under(limit, schema, payload),
            boon: readers.boon(payload),
        })
    }

    #[test]
    fn a_limit_explains_what_it_is_about_alone() {
        let schema = json!({ "properties": {
            "n": { "type": "integer" },
            "m": { "type": "number", "maximum": 9_007_199_254_740_992_i64 },
            "o": { "type": "integer", "maximum": 9_007_199_254_740_992_i64 },
            "h": { "format": "idn-hostname" },
        } });
        let all = [
            (json!({ "n": 1e20 }), false, Some(Rule::IntegersOfSixtyFourBits)),
            // Another member is beyond, and nothing asks for an integer there.
            (json!({ "n": 1, "p": 1e20 }), false, None),
            (json!({ "n": "text", "p": 1e20 }), true, None),
            (json!({ "m": 9_007_199_254_740_993_i64 }), true, Some(Rule::NumbersAreDoubles)),
            (json!({ "n": "text", "m": 9_007_199_254_740_993_i64 }), true, None),
            (json!({ "n": 9_007_199_254_740_993_i64 }), false, None),
            (json!({ "h": "𝒳.fr" }), false, Some(Rule::LabelsAsTheyAre)),
            (json!({ "h": "é.fr" }), false, None),
            (json!({ "h": "a", "p": "é" }), false, None),
        ];
        for (payload, ours, rule) in all {
            let explained = verdict(&schema, &payload, ours).filter(|(_, verdict)| *verdict == ours);
            assert_eq!(explained.map(|(rule, _)| rule), rule, "{payload}");
        }
    }
}
