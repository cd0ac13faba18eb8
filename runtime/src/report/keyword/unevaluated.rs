//! Members and items that no other keyword has spoken about.

use super::super::judge::{Judge, Outcome, Site};
use serde_json::Value;

pub(super) fn properties<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Object(members) = site.value else {
        return;
    };
    for (name, value) in members {
        if outcome.seen.names.insert(name) {
            let instance = site.instance.name(name);
            site.child(judge, site.rule, site.path, (&instance, value), outcome);
        }
    }
}

pub(super) fn items<'s, 'i>(judge: &mut Judge<'s>, site: &Site<'s, 'i, '_>, outcome: &mut Outcome<'i>) {
    let Value::Array(items) = site.value else {
        return;
    };
    for (index, item) in items.iter().enumerate() {
        if !outcome.seen.has_item(index) {
            let instance = site.instance.index(index);
            site.child(judge, site.rule, site.path, (&instance, item), outcome);
        }
    }
    outcome.seen.items_before = usize::MAX;
}
