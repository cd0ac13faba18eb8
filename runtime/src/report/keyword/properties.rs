//! Schemas for members, by name, by pattern and for the rest, and for the names themselves.

use super::super::judge::{Judge, Outcome, Place, Site};
use serde_json::Value;

pub(super) fn properties<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Object(members), Value::Object(schemas)) = (site.value, site.rule) else {
        return;
    };
    for (name, schema) in schemas {
        if let Some((name, value)) = members.get_key_value(name) {
            let (path, instance) = (site.path.name(name), site.instance.name(name));
            site.child(judge, schema, &path, (&instance, value), outcome);
            outcome.seen.names.insert(name);
        }
    }
}

pub(super) fn pattern_properties<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let (Value::Object(members), Value::Object(schemas)) = (site.value, site.rule) else {
        return;
    };
    for (pattern, schema) in schemas {
        for (name, value) in members {
            match judge.matches(pattern, name) {
                Some(true) => {
                    let (path, instance) = (site.path.name(pattern), site.instance.name(name));
                    site.child(judge, schema, &path, (&instance, value), outcome);
                    outcome.seen.names.insert(name);
                }
                Some(false) => {}
                // Unknown: nothing may be said against the member.
                None => {
                    outcome.seen.names.insert(name);
                }
            }
        }
    }
}

pub(super) fn additional_properties<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Object(members) = site.value else {
        return;
    };
    let declared = site.schema.get("properties").and_then(Value::as_object);
    let patterns = site.schema.get("patternProperties").and_then(Value::as_object);
    for (name, value) in members {
        let by_name = declared.is_some_and(|schemas| schemas.contains_key(name));
        let mut by_pattern = patterns.into_iter().flat_map(|schemas| schemas.keys());
        // A pattern that cannot be decided may match.
        if by_name || by_pattern.any(|pattern| judge.matches(pattern, name) != Some(false)) {
            continue;
        }
        let instance = site.instance.name(name);
        site.child(judge, site.rule, site.path, (&instance, value), outcome);
        outcome.seen.names.insert(name);
    }
}

pub(super) fn property_names<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Object(members) = site.value else {
        return;
    };
    for name in members.keys() {
        // The name is judged as a value of its own, at its member's place.
        let value = Value::String(name.clone());
        let instance = site.instance.name(name);
        let place = Place { instance: &instance, schema: site.path, keyword: site.keyword };
        outcome.problems.absorb(judge.judge(site.rule, &value, place, outcome.problems.bound()).problems);
    }
}
