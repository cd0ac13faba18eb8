//! Bounds of numbers, and `multipleOf`.

use super::super::{
    judge::{Judge, Outcome, Site},
    words,
};
use crate::{decimal::Decimal, number::Number};
use serde_json::Value;
use std::cmp::Ordering;

pub(super) fn minimum<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    bound(site, outcome, "at least", Ordering::is_ge);
}

pub(super) fn maximum<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    bound(site, outcome, "at most", Ordering::is_le);
}

pub(super) fn exclusive_minimum<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    bound(site, outcome, "more than", Ordering::is_gt);
}

pub(super) fn exclusive_maximum<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    bound(site, outcome, "less than", Ordering::is_lt);
}

fn bound<'i>(site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>, words: &str, holds: fn(Ordering) -> bool) {
    let (Value::Number(value), Value::Number(bound)) = (site.value, site.rule) else {
        return;
    };
    if !holds(Number::from(value).compare(Number::from(bound))) {
        outcome.problems.push(|| site.violation(format!("{words} {bound}"), words::found(site.value)));
    }
}

pub(super) fn multiple_of<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Number(value), Value::Number(divisor)) = (site.value, site.rule) else {
        return;
    };
    let divides = match (decimal(value), decimal(divisor)) {
        (Some(value), Some(divisor)) => value.is_multiple_of(&divisor),
        _ => false,
    };
    if !divides {
        outcome.problems.push(|| site.violation(format!("a multiple of {divisor}"), words::found(site.value)));
    }
}

fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    Decimal::from_number(Number::from(number))
}
