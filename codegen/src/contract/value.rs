//! Values of keywords: each of its kind, or a problem at its place.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::schema::At;
use crate::diagnostic::Diagnostic;
use crate::read::{ByValue, Member, Node, Number, Object, Value};
use crate::source::Span;
use unicode_ident::{is_xid_continue, is_xid_start};

/// Problems, in the order they were found.
pub(super) type Problems = Vec<Diagnostic>;

/// Says that a value is not what its keyword takes.
pub(super) fn wrong(keyword: &str, value: &Node, takes: &str) -> Diagnostic {
    Diagnostic::error("wrong-value", brief(value), format!("`{keyword}` takes {takes}"))
        .label(format!("this is {}", described(value)))
}

/// A value in a few words: itself if it is short.
fn described(value: &Node) -> String {
    match &value.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) if number.text().len() <= 20 => number.text().to_owned(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Where to point to show a value: at the beginning of an array or object, which may go on for pages.
pub(super) fn brief(value: &Node) -> Span {
    match value.value {
        Value::Array(_) | Value::Object(_) => Span { end: value.span.end.min(value.span.start + 1), ..value.span },
        _ => value.span,
    }
}

pub(super) fn at<T>(value: T, node: &Node) -> At<T> {
    At { value, span: node.span }
}

pub(super) fn string(member: &Member, problems: &mut Problems) -> Option<At<String>> {
    match member.value.as_str() {
        Some(text) => Some(at(text.to_owned(), &member.value)),
        None => refuse(member, "a string", problems),
    }
}

/// The name of a Rust type.
pub(super) fn type_name(member: &Member, problems: &mut Problems) -> Option<At<String>> {
    let name = string(member, problems)?;
    let (first, rest) = name.value.split_at(name.value.chars().next().map_or(0, char::len_utf8));
    let capital = first.chars().all(|c| c.is_uppercase() && is_xid_start(c)) && !first.is_empty();
    if capital && rest.chars().all(is_xid_continue) && name.value != "Self" {
        return Some(name);
    }
    problems.push(misspelt(&member.key, &member.value, "the name of a Rust type").hint("write it like `LineItem`"));
    None
}

/// Says that a string is not spelled as its keyword wants it.
pub(super) fn misspelt(keyword: &str, value: &Node, takes: &str) -> Diagnostic {
    Diagnostic::error("wrong-value", value.span, format!("`{keyword}` takes {takes}"))
}

pub(super) fn boolean(member: &Member, problems: &mut Problems) -> Option<At<bool>> {
    match member.value.as_bool() {
        Some(value) => Some(at(value, &member.value)),
        None => refuse(member, "`true` or `false`", problems),
    }
}

pub(super) fn number(member: &Member, problems: &mut Problems) -> Option<At<Number>> {
    match member.value.as_number() {
        Some(number) => Some(at(number.clone(), &member.value)),
        None => refuse(member, "a number", problems),
    }
}

/// A whole number from 0; what is beyond a `u64` limits nothing that a computer holds, and is its greatest.
pub(super) fn count(member: &Member, problems: &mut Problems) -> Option<At<u64>> {
    let number = member.value.as_number();
    match number.filter(|number| number.is_integer() && !number.text().starts_with('-') || number.as_u64() == Some(0)) {
        Some(number) => Some(at(number.as_u64().unwrap_or(u64::MAX), &member.value)),
        None => refuse(member, "a whole number from 0", problems),
    }
}

/// An array.
pub(super) fn array<'a>(member: &'a Member, of: &str, problems: &mut Problems) -> Option<&'a [Node]> {
    match member.value.as_array() {
        Some(items) => Some(items),
        None => refuse(member, of, problems),
    }
}

/// An object.
pub(super) fn object<'a>(member: &'a Member, of: &str, problems: &mut Problems) -> Option<&'a Object> {
    match member.value.as_object() {
        Some(object) => Some(object),
        None => refuse(member, of, problems),
    }
}

/// An array of different strings.
pub(super) fn names(member: &Member, problems: &mut Problems) -> Vec<At<String>> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut names = Vec::new();
    for item in array(member, "an array of strings", problems).unwrap_or(&[]) {
        let Some(name) = item.as_str() else {
            problems.push(wrong(&member.key, item, "an array of strings"));
            continue;
        };
        if let Some(first) = seen.insert(name, item.span) {
            problems.push(twice(&member.key, item, first));
            continue;
        }
        names.push(at(name.to_owned(), item));
    }
    names
}

/// Says that an array which is a set names something twice.
pub(super) fn twice(keyword: &str, item: &Node, first: Span) -> Diagnostic {
    let shown = item.as_str().map_or_else(|| item.to_json(), str::to_owned);
    let shown = if shown.chars().count() <= 40 { format!("`{shown}`") } else { "a value".to_owned() };
    Diagnostic::error("duplicate-item", item.span, format!("`{keyword}` names {shown} twice"))
        .related(first, "the first time")
        .hint("take one of them away")
}

/// The pairs of equal values in an array: each later one with the place of the first.
pub(super) fn duplicates(items: &[Node]) -> Vec<(&Node, Span)> {
    let mut first: HashMap<ByValue<'_>, Span> = HashMap::new();
    let mut found = Vec::new();
    for item in items {
        match first.entry(ByValue(item)) {
            Entry::Occupied(first) => found.push((item, *first.get())),
            Entry::Vacant(new) => _ = new.insert(item.span),
        }
    }
    found
}

fn refuse<T>(member: &Member, takes: &str, problems: &mut Problems) -> Option<T> {
    problems.push(wrong(&member.key, &member.value, takes));
    None
}

/// Whether all names of an object are among the known ones; those that are not.
pub(super) fn unknown_members<'a>(object: &'a Object, known: &[&str]) -> Vec<&'a Member> {
    let known: HashSet<&str> = known.iter().copied().collect();
    object.iter().filter(|member| !known.contains(member.key.as_str())).collect()
}
