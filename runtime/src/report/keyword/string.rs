//! Lengths of strings, `pattern` and `format`.

use super::super::{
    judge::{Judge, Outcome, Site},
    words,
};
use crate::{format::is_format, number::Number};
use serde_json::Value;
use std::cmp::Ordering;

pub(super) fn min_length<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    length(site, outcome, "at least", Ordering::is_ge);
}

pub(super) fn max_length<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    length(site, outcome, "at most", Ordering::is_le);
}

fn length<'i>(site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>, words: &str, holds: fn(Ordering) -> bool) {
    let (Value::String(text), Value::Number(bound)) = (site.value, site.rule) else {
        return;
    };
    let length = text.chars().count();
    if !holds(compare(length, bound)) {
        outcome.problems.push(|| {
            let expected = format!("{words} {}", words::count(bound, "character"));
            site.violation(expected, format!("{} ({length})", words::found(site.value)))
        });
    }
}

pub(super) fn format<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::String(text), Value::String(name)) = (site.value, site.rule) else {
        return;
    };
    if !is_format(name, text) {
        outcome.problems.push(|| site.violation(format!("the format {}", words::name(name)), words::found(site.value)));
    }
}

pub(super) fn pattern<'i>(judge: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::String(text), Value::String(pattern)) = (site.value, site.rule) else {
        return;
    };
    if judge.matches(pattern, text) == Some(false) {
        outcome
            .problems
            .push(|| site.violation(format!("a match of {}", words::name(pattern)), words::found(site.value)));
    }
}

/// A count against a bound, which may be any spelling of an integer.
pub(super) fn compare(count: usize, bound: &serde_json::Number) -> Ordering {
    // A usize has 64 bits at most.
    Number::Integer(i128::try_from(count).unwrap_or(i128::MAX)).compare(Number::from(bound))
}
