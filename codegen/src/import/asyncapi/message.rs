//! A message as an event.

use super::channels::Message;
use super::document::{Document, Purpose, text};
use super::payload;
use crate::diagnostic::{Diagnostic, quote};
use crate::import::candidate::{Candidate, Label, More};
use crate::import::plan::opening;
use crate::import::tree::Tree;
use crate::import::{Guess, words};
use crate::read::Node;
use crate::resolve::Place;

/// The event that a message is; `None` with a problem where it is none.
pub(super) fn candidate<'a>(document: &mut Document<'_, 'a>, message: &Message<'a>) -> Option<Candidate<'a>> {
    let node = message.place.node;
    let span = opening(node.span);
    let name = text(node, "name").map(|name| (name, "the message's `name`"));
    let title = text(node, "title").filter(|title| title.split_whitespace().count() <= 3);
    let called = name.map_or_else(|| message.keys.first().map_or("", |(key, _)| key), |(name, _)| name);
    is_json(document, node, called)?;
    headers(document, message);
    let payload = payload::schema(document, &message.place, called)?;
    let labels = exact(&message.addresses)
        .map(|address| (address, "the address"))
        .into_iter()
        .chain(name)
        .chain(message.keys.iter().copied())
        .chain(text(node, "messageId").map(|id| (id, "`messageId`")))
        .chain(title.map(|title| (title, "the title")))
        .chain(message.addresses.iter().map(|address| (*address, "the address")));
    let labels = labels.map(|(text, from)| Label::new(plain(text), from)).collect();
    let mut more = More {
        title: text(node, "title").map(str::to_owned),
        description: text(node, "description").or_else(|| text(node, "summary")).map(str::to_owned),
        examples: examples(node),
        ..More::default()
    };
    key(message, &payload, &mut more);
    parties(document, message, &mut more);
    Some(Candidate { place: payload, span, labels, more })
}

/// An address that spells out a type: `events.order.created.v1`, `order/created/v1`.
fn exact<'a>(addresses: &[&'a str]) -> Option<&'a str> {
    let is_exact = |address: &&&str| {
        let parts: Vec<&str> = address.split(['.', '/']).collect();
        parts.len() >= 3 && words::version(parts[parts.len() - 1]).is_some() && !address.contains('{')
    };
    addresses.iter().find(is_exact).copied()
}

/// An address without its parameters; any other text as it is.
fn plain(text: &str) -> String {
    let parts: Vec<&str> = text.split(['.', '/']).filter(|part| !part.contains(['{', '}'])).collect();
    if text.contains('{') { parts.join(".") } else { text.to_owned() }
}

/// Refuses a body that is no JSON.
fn is_json(document: &mut Document<'_, '_>, message: &Node, called: &str) -> Option<()> {
    let own = message.as_object().and_then(|object| object.get("contentType"));
    let Some(content) = own.or_else(|| document.root.node.as_object()?.get("defaultContentType")) else {
        return Some(());
    };
    let media = content.as_str().unwrap_or_default();
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || essence.ends_with("+json") {
        return Some(());
    }
    let message = format!("the message {} is {}, and an event's body is JSON", quote(called), quote(media));
    let problem = Diagnostic::error("not-json", content.span, message);
    document.problem(problem.hint("remove the message from the document before the import"));
    None
}

/// Says which headers have no place in a definition.
fn headers<'a>(document: &mut Document<'_, 'a>, message: &Message<'a>) {
    /// How many headers are named.
    const NAMED: usize = 5;
    let mut places = vec![message.place.clone()];
    if let Some(traits) =
        document.get(&message.place, "traits").filter(|traits| document.is_new(traits, Purpose::Headers))
    {
        places.extend(document.items(&traits));
    }
    for place in places {
        let Some(member) = place.node.as_object().and_then(|object| object.get_member("headers")) else { continue };
        let headers = document.get(&place, "headers").filter(|headers| document.is_new(headers, Purpose::Headers));
        let Some(headers) = headers else { continue };
        let properties = headers.node.as_object().and_then(|headers| headers.get("properties")?.as_object());
        let names = properties.into_iter().flatten().map(|member| format!(" {}", quote(&member.key)));
        let mut named = names.take(NAMED).collect::<Vec<_>>().join(",");
        if properties.is_some_and(|properties| properties.len() > NAMED) {
            named.push_str(" and more");
        }
        let message = format!("the headers{named} are left out");
        document.problem(
            Diagnostic::warning("headers-left-out", member.key_span, message).hint(
                "an event's headers are its CloudEvents attributes: what a handler needs belongs into the payload",
            ),
        );
    }
}

/// The payloads among a message's examples.
fn examples(message: &Node) -> Vec<Tree> {
    let examples = message.as_object().and_then(|object| object.get("examples")?.as_array()).unwrap_or_default();
    examples.iter().filter_map(|example| example.as_object()?.get("payload")).map(Tree::from).collect()
}

/// A parameter of the address that is a required property orders the events.
fn key<'a>(message: &Message<'a>, payload: &Place<'a>, more: &mut More) {
    let Some(object) = payload.node.as_object() else { return };
    let required = object.get("required").and_then(Node::as_array).unwrap_or_default();
    let parameters = message.addresses.iter().flat_map(|address| address.split('{').skip(1));
    let names = parameters.filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    let is_key = |name: &&str| {
        required.iter().any(|node| node.as_str() == Some(name))
            && object.get("properties").and_then(Node::as_object).is_some_and(|all| all.get(name).is_some())
    };
    let mut keys = names.filter(is_key);
    let Some(name) = keys.next() else { return };
    if keys.any(|other| other != name) {
        return;
    }
    let mut pointer = String::new();
    crate::resolve::pointer::push(&mut pointer, name);
    more.guesses.push(Guess::new(
        "key",
        &pointer,
        format!("a parameter of the address {}", quote(message.addresses[0])),
    ));
    more.block.push(("key".to_owned(), Tree::string(pointer)));
}

/// The application sends what it sends, and receives what it receives.
fn parties(document: &Document<'_, '_>, message: &Message<'_>, more: &mut More) {
    let title = document.root.node.pointer("/info/title").and_then(Node::as_str);
    let Some(title) = title.filter(|title| !title.trim().is_empty()) else { return };
    for (is_so, key, why) in [
        (message.sent, "producers", "the document describes an application that sends it"),
        (message.received, "consumers", "the document describes an application that receives it"),
    ] {
        if is_so {
            more.block.push((key.to_owned(), Tree::Array(vec![Tree::string(title)])));
            more.guesses.push(Guess::new(key, title, why));
        }
    }
}
