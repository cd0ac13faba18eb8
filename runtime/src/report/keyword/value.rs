//! `type`, `enum` and `const`.

use super::super::{
    judge::{Judge, Outcome, Site},
    problems::Problem,
    words,
};
use crate::{json, number::Number};
use serde_json::Value;

pub(super) fn kind<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    if !is_of(site.value, site.rule) {
        outcome.problems.push(|| {
            let expected = words::choices(kinds(site.rule).map(words::kind));
            Problem::any_of(site.violation(words::any_of(&expected), words::found(site.value)), expected)
        });
    }
}

pub(super) fn enumeration<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Some(allowed) = site.rule.as_array() else {
        return;
    };
    if !allowed.iter().any(|constant| json::equal(constant, site.value)) {
        outcome.problems.push(|| {
            let violation = site.violation(words::one_of(allowed), words::found(site.value));
            Problem::any_of(violation, words::choices(allowed.iter().map(words::constant)))
        });
    }
}

pub(super) fn constant<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    if !json::equal(site.rule, site.value) {
        outcome.problems.push(|| site.violation(words::constant(site.rule), words::found(site.value)));
    }
}

/// Whether a value has one of the types that `type` names.
pub(super) fn is_of(value: &Value, rule: &Value) -> bool {
    let mut kinds = kinds(rule).peekable();
    kinds.peek().is_none() || kinds.any(|kind| is(value, kind))
}

fn kinds(rule: &Value) -> impl Iterator<Item = &str> {
    let list = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
    list.iter().filter_map(Value::as_str)
}

fn is(value: &Value, kind: &str) -> bool {
    match (kind, value) {
        ("null", Value::Null)
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("string", Value::String(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(number)) => Number::from(number).is_integral(),
        _ => false,
    }
}
