//! Walking a document: members, and references between its parts.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::import::plan::Plan;
use crate::read::{Member, Node};
use crate::resolve::{Place, Reference, pointer};

/// How many references may lead from one to the next.
const LONGEST_CHAIN: usize = 100;

/// What a part of a document is looked through for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Purpose {
    /// The messages of a channel.
    Channel,
    /// What the application sends, or receives.
    Operation { sends: bool },
    /// Headers.
    Headers,
}

/// A document that is being read.
pub(super) struct Document<'p, 'a> {
    pub(super) plan: &'p mut Plan<'a>,
    pub(super) root: Place<'a>,
    /// 2 or 3.
    pub(super) major: u32,
    /// How many references lead to a place, by its node's address.
    pub(super) referred: HashMap<*const Node, usize>,
    /// What was looked through, so that many references to one thing cost no more than one.
    seen: HashSet<(*const Node, Purpose)>,
}

impl<'p, 'a> Document<'p, 'a> {
    pub(super) fn new(plan: &'p mut Plan<'a>, root: Place<'a>, major: u32) -> Self {
        let mut referred = HashMap::new();
        let mut found = Vec::new();
        references(root.node, &mut found);
        for member in found {
            let text = member.value.as_str().unwrap_or_default();
            let reference = Reference { keyword: "$ref", text, span: member.value.span, from: root.resource };
            // What leads nowhere is said where it is needed.
            if let Ok(target) = plan.index.resolve(reference) {
                *referred.entry(std::ptr::from_ref(target.place.node)).or_default() += 1;
            }
        }
        Self { plan, root, major, referred, seen: HashSet::new() }
    }

    /// Whether more than one reference leads to a place.
    pub(super) fn is_shared(&self, place: &Place<'a>) -> bool {
        self.referred.get(&std::ptr::from_ref(place.node)).is_some_and(|count| *count > 1)
    }

    /// Reports a problem.
    pub(super) fn problem(&mut self, problem: Diagnostic) {
        self.plan.problems.push(problem);
    }

    /// Whether a thing is looked through for the first time for a purpose.
    pub(super) fn is_new(&mut self, place: &Place<'a>, purpose: Purpose) -> bool {
        self.seen.insert((std::ptr::from_ref(place.node), purpose))
    }

    /// What a member of an object leads to; `None` where there is none, or where its reference leads
    /// nowhere, which is a problem.
    pub(super) fn get(&mut self, place: &Place<'a>, name: &str) -> Option<Place<'a>> {
        let member = place.node.as_object()?.get_member(name)?;
        let child = self.child(place, member);
        self.follow(child)
    }

    /// The members of an object, each with its name and what it leads to.
    pub(super) fn entries(&mut self, place: &Place<'a>) -> Vec<(&'a Member, Place<'a>)> {
        let members = place.node.as_object().into_iter().flatten();
        members.filter_map(|member| Some((member, self.follow(self.child(place, member))?))).collect()
    }

    /// The items of an array, each with what it leads to.
    pub(super) fn items(&mut self, place: &Place<'a>) -> Vec<Place<'a>> {
        let items = place.node.as_array().into_iter().flatten().enumerate();
        let places = items.map(|(number, node)| {
            let mut pointer = place.pointer.clone();
            pointer::push(&mut pointer, &number.to_string());
            Place { node, pointer, resource: place.resource }
        });
        places.filter_map(|place| self.follow(place)).collect()
    }

    /// A member as it stands.
    pub(super) fn child(&self, place: &Place<'a>, member: &'a Member) -> Place<'a> {
        let mut pointer = place.pointer.clone();
        pointer::push(&mut pointer, &member.key);
        Place { node: &member.value, pointer, resource: self.plan.index.resource_at(&member.value, place.resource) }
    }

    /// The end of a chain of Reference Objects.
    fn follow(&mut self, mut place: Place<'a>) -> Option<Place<'a>> {
        for _ in 0..LONGEST_CHAIN {
            let reference = place.node.as_object().and_then(|object| object.get_member("$ref"));
            let Some(member) = reference.filter(|member| member.value.as_str().is_some()) else { return Some(place) };
            place = self.plan.resolve(member, place.resource)?;
        }
        let problem = Diagnostic::error("circle", place.node.span, "the references lead back to themselves");
        self.problem(problem.hint("refer to the thing itself"));
        None
    }
}

/// The text of a member.
pub(super) fn text<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    node.as_object()?.get(name)?.as_str()
}

/// Every `$ref` in a document, wherever it stands.
fn references<'a>(node: &'a Node, found: &mut Vec<&'a Member>) {
    for member in node.as_object().into_iter().flatten() {
        if member.key == "$ref" && member.value.as_str().is_some() {
            found.push(member);
        }
        references(&member.value, found);
    }
    for item in node.as_array().into_iter().flatten() {
        references(item, found);
    }
}
