//! Schemas for items, and how many there are.

use super::{
    super::{
        judge::{Judge, Outcome, Place, Site, size as bytes},
        problems::Bound,
        words,
    },
    string::compare,
};
use crate::json;
use serde_json::{Number, Value};
use std::cmp::Ordering;

pub(super) fn prefix_items<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Array(items), Value::Array(schemas)) = (site.value, site.rule) else {
        return;
    };
    for (index, (item, schema)) in items.iter().zip(schemas).enumerate() {
        let (path, instance) = (site.path.index(index), site.instance.index(index));
        site.child(judge, schema, &path, (&instance, item), outcome);
    }
    outcome.seen.items_before = outcome.seen.items_before.max(schemas.len());
}

pub(super) fn items<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Array(items) = site.value else {
        return;
    };
    let prefix = site.schema.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
    for (index, item) in items.iter().enumerate().skip(prefix) {
        let instance = site.instance.index(index);
        site.child(judge, site.rule, site.path, (&instance, item), outcome);
    }
    outcome.seen.items_before = usize::MAX;
}

pub(super) fn contains<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Array(items) = site.value else {
        return;
    };
    let mut matching = 0;
    for (index, item) in items.iter().enumerate() {
        let instance = site.instance.index(index);
        let place = Place { instance: &instance, schema: site.path, keyword: site.keyword };
        if judge.judge(site.rule, item, place, Bound::VERDICT).is_valid() {
            matching += 1;
            outcome.seen.items.insert(index);
        }
    }
    let found = || format!("{} of {}", matching, words::count(items.len(), "item"));
    let minimum = site.schema.get("minContains").and_then(Value::as_number);
    if compare(matching, minimum.unwrap_or(&Number::from(1))).is_lt() {
        let keyword = if minimum.is_some() { "minContains" } else { site.keyword };
        let n = minimum.map_or_else(|| "1".to_owned(), Number::to_string);
        let expected = || format!("at least {} that `contains` asks for", words::count(n, "item"));
        outcome.problems.push(|| sibling(site, keyword, expected(), found()));
    }
    let maximum = site.schema.get("maxContains").and_then(Value::as_number);
    if let Some(maximum) = maximum.filter(|maximum| compare(matching, maximum).is_gt() && judge.is_complete()) {
        let expected = || format!("at most {} that `contains` describes", words::count(maximum, "item"));
        outcome.problems.push(|| sibling(site, "maxContains", expected(), found()));
    }
}

/// A violation of a keyword beside this one.
fn sibling(site: &Site<'_, '_, '_>, keyword: &str, expected: String, found: String) -> crate::Violation {
    let mut violation = site.violation(expected, found);
    let parent = violation.schema_path.len() - site.keyword.len();
    violation.schema_path.replace_range(parent.., keyword);
    keyword.clone_into(&mut violation.keyword);
    violation
}

pub(super) fn min_items<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    size(site, outcome, "at least", Ordering::is_ge);
}

pub(super) fn max_items<'i>(_: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    size(site, outcome, "at most", Ordering::is_le);
}

fn size<'i>(site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>, words: &str, holds: fn(Ordering) -> bool) {
    let (Value::Array(items), Value::Number(bound)) = (site.value, site.rule) else {
        return;
    };
    if !holds(compare(items.len(), bound)) {
        let expected = || format!("{words} {}", words::count(bound, "item"));
        outcome.problems.push(|| site.violation(expected(), words::found(site.value)));
    }
}

pub(super) fn unique_items<'i>(judge: &mut Judge<'_>, site: &Site<'_, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Array(items), Value::Bool(true)) = (site.value, site.rule) else {
        return;
    };
    if !judge.affords(bytes(site.value)) {
        return;
    }
    if let Some((first, second)) = json::first_repeated(items) {
        let found = || format!("items {first} and {second} equal");
        outcome.problems.push(|| site.violation("no two equal items", found()));
    }
}
