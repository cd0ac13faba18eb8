//! Schemas for the same value: all of them, none, or one on a condition.

use super::super::{
    judge::{Judge, Outcome, Site},
    words,
};
use serde_json::Value;

pub(super) fn all_of<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    for (index, schema) in site.rule.as_array().into_iter().flatten().enumerate() {
        site.also(judge, schema, &site.path.index(index), outcome);
    }
}

pub(super) fn not<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    if site.verdict(judge, site.rule, site.path).is_valid() && judge.is_complete() {
        let expected = "a value that `not` does not describe";
        outcome.problems.push(|| site.violation(expected, words::found(site.value)));
    }
}

pub(super) fn if_then_else<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let condition = site.verdict(judge, site.rule, site.path);
    let keyword = if condition.is_valid() {
        outcome.seen.absorb(condition.seen);
        "then"
    } else {
        "else"
    };
    if let Some((keyword, rule)) = site.schema.get_key_value(keyword) {
        // `then` and `else` are found beside `if`, not below it.
        let super::super::path::Path::Name(parent, _) = site.path else {
            return;
        };
        let path = parent.name(keyword);
        Site { keyword, rule, path: &path, ..*site }.also(judge, rule, &path, outcome);
    }
}

pub(super) fn dependent_schemas<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Object(members), Value::Object(schemas)) = (site.value, site.rule) else {
        return;
    };
    for (name, schema) in schemas.iter().filter(|(name, _)| members.contains_key(*name)) {
        site.also(judge, schema, &site.path.name(name), outcome);
    }
}
