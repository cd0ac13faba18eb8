//! Which members an object has, and how many.

use super::{
    super::{
        judge::{Judge, Outcome, Site},
        words,
    },
    string::compare,
};
use serde_json::Value;
use std::cmp::Ordering;

pub(super) fn required<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Object(members), Value::Array(names)) = (site.value, site.rule) else {
        return;
    };
    for name in names.iter().filter_map(Value::as_str).filter(|name| !members.contains_key(*name)) {
        outcome.problems.push(|| site.violation(format!("the member {}", words::name(name)), "none"));
    }
}

pub(super) fn dependent_required<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Object(members), Value::Object(rules)) = (site.value, site.rule) else {
        return;
    };
    for (present, names) in rules.iter().filter(|(name, _)| members.contains_key(*name)) {
        let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
        for name in names.filter(|name| !members.contains_key(*name)) {
            outcome.problems.push(|| {
                let (name, present) = (words::name(name), words::name(present));
                site.violation(format!("the member {name}, since {present} is there"), "none")
            });
        }
    }
}

pub(super) fn min_properties<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    size(site, outcome, "at least", Ordering::is_ge);
}

pub(super) fn max_properties<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    size(site, outcome, "at most", Ordering::is_le);
}

fn size<'i>(site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>, words: &str, holds: fn(Ordering) -> bool) {
    let (Value::Object(members), Value::Number(bound)) = (site.value, site.rule) else {
        return;
    };
    if !holds(compare(members.len(), bound)) {
        let expected = || format!("{words} {}", words::count(bound, "member"));
        outcome.problems.push(|| site.violation(expected(), words::found(site.value)));
    }
}
