//! A schema that holds many: which of its definitions are events.

use std::collections::HashSet;

use super::plan::{self, Plan};
use crate::read::{Node, Object};
use crate::resolve::{Place, Reference};

/// The events of a document, if it is a bundle: the definitions that the root's `oneOf` leads to through
/// other such unions; without one, the definitions that no other refers to.
///
/// Where the event has a name already, the document is that one event.
pub(super) fn events<'a>(plan: &mut Plan<'a>, root: &Place<'a>) -> Option<Vec<Place<'a>>> {
    let object = root.node.as_object()?;
    if plan.options.name.is_some() || count(root.node) == 0 {
        return None;
    }
    if is_index(object) {
        return Some(leaves(plan, root)).filter(|leaves| !leaves.is_empty());
    }
    let says_nothing = object.iter().all(|member| is_annotation(&member.key) || is_container(&member.key));
    says_nothing.then(|| unreferred(plan, root)).filter(|places| !places.is_empty())
}

/// How many definitions a document has.
pub(super) fn count(root: &Node) -> usize {
    let object = root.as_object().into_iter().flatten();
    object
        .filter(|member| is_container(&member.key))
        .filter_map(|member| member.value.as_object())
        .map(Object::len)
        .sum()
}

/// Whether a schema is nothing but a union of references.
fn is_index(object: &Object) -> bool {
    let mut unions = object.iter().filter(|member| !is_annotation(&member.key) && !is_container(&member.key));
    let (Some(union), None) = (unions.next(), unions.next()) else { return false };
    let is_reference =
        |node: &Node| node.as_object().is_some_and(|object| object.len() == 1 && object.iter().all(plan::is_reference));
    matches!(union.key.as_str(), "oneOf" | "anyOf")
        && union.value.as_array().is_some_and(|branches| !branches.is_empty() && branches.iter().all(is_reference))
}

fn leaves<'a>(plan: &mut Plan<'a>, root: &Place<'a>) -> Vec<Place<'a>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut pending = vec![root.clone()];
    while let Some(place) = pending.pop() {
        if !seen.insert(std::ptr::from_ref(place.node)) {
            continue;
        }
        let Some(object) = place.node.as_object().filter(|object| is_index(object)) else {
            found.push(place);
            continue;
        };
        let branches = ["oneOf", "anyOf"].iter().filter_map(|name| object.get(name)?.as_array()).flatten();
        let members: Vec<_> = branches.filter_map(|branch| branch.as_object()?.get_member("$ref")).collect();
        // The first branch is to be looked at first.
        for member in members.into_iter().rev() {
            pending.extend(plan.resolve(member, place.resource));
        }
    }
    found
}

fn unreferred<'a>(plan: &mut Plan<'a>, root: &Place<'a>) -> Vec<Place<'a>> {
    let draft = plan.draft_at(root);
    let document = plan.document_of(root);
    let mut references = Vec::new();
    plan.references(root.node, root.resource, draft, &mut references);
    let mut referred = HashSet::new();
    for (member, from) in references {
        let Some(text) = member.value.as_str() else { continue };
        let reference = Reference { keyword: "$ref", text, span: member.value.span, from };
        if let Ok(target) = plan.index.resolve(reference) {
            referred.insert(target.place.pointer);
        }
    }
    let containers = root.node.as_object().into_iter().flatten().filter(|member| is_container(&member.key));
    let mut found = Vec::new();
    for container in containers {
        for definition in container.value.as_object().into_iter().flatten() {
            let mut pointer = String::new();
            crate::resolve::pointer::push(&mut pointer, &container.key);
            crate::resolve::pointer::push(&mut pointer, &definition.key);
            if !referred.contains(&pointer) && definition.value.as_object().is_some() {
                found.extend(plan.place(document, &pointer));
            }
        }
    }
    found
}

fn is_container(key: &str) -> bool {
    matches!(key, "definitions" | "$defs")
}

fn is_annotation(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(key, "$schema" | "$id" | "id" | "$comment" | "title" | "description" | "examples" | "version")
}
