//! The messages of a document, and where the application sends and receives them.

use std::collections::HashMap;

use super::document::{Document, Purpose, text};
use crate::read::Node;
use crate::resolve::Place;

/// A message, and what surrounds it.
#[derive(Debug)]
pub(super) struct Message<'a> {
    pub(super) place: Place<'a>,
    /// The name it has in the document, and where.
    pub(super) keys: Vec<(&'a str, &'static str)>,
    /// The addresses of its channels.
    pub(super) addresses: Vec<&'a str>,
    /// Whether the application sends it.
    pub(super) sent: bool,
    /// Whether the application receives it.
    pub(super) received: bool,
}

/// Every message once, in the order of the document: those of channels, then those of `components`.
#[derive(Debug, Default)]
struct Messages<'a> {
    list: Vec<Message<'a>>,
    by_node: HashMap<*const Node, usize>,
}

impl<'a> Messages<'a> {
    fn at(&mut self, place: Place<'a>) -> &mut Message<'a> {
        let next = self.list.len();
        let number = *self.by_node.entry(std::ptr::from_ref(place.node)).or_insert(next);
        if number == next {
            let (keys, addresses) = (Vec::new(), Vec::new());
            self.list.push(Message { place, keys, addresses, sent: false, received: false });
        }
        &mut self.list[number]
    }
}

/// The messages of a document.
pub(super) fn messages<'a>(document: &mut Document<'_, 'a>) -> Vec<Message<'a>> {
    let mut messages = Messages::default();
    let root = document.root.clone();
    if let Some(channels) = document.get(&root, "channels") {
        for (member, channel) in document.entries(&channels) {
            match document.major {
                2 => of_channel_2(document, &member.key, &channel, &mut messages),
                _ => of_channel_3(document, &channel, &mut messages),
            }
        }
    }
    if let Some(operations) = document.get(&root, "operations") {
        for (_, operation) in document.entries(&operations) {
            of_operation_3(document, &operation, &mut messages);
        }
    }
    if let Some(components) = document.get(&root, "components")
        && let Some(named) = document.get(&components, "messages")
    {
        for (member, place) in document.entries(&named) {
            // The name in `components` is the one that the document's author gave the message itself.
            messages.at(place).keys.insert(0, (member.key.as_str(), "the message's key"));
        }
    }
    messages.list
}

/// A Channel Item of version 2: `subscribe` is what the application sends, `publish` what it receives.
fn of_channel_2<'a>(
    document: &mut Document<'_, 'a>,
    address: &'a str,
    channel: &Place<'a>,
    messages: &mut Messages<'a>,
) {
    for (verb, sends) in [("subscribe", true), ("publish", false)] {
        let Some(operation) = document.get(channel, verb) else { continue };
        let Some(message) = document.get(&operation, "message") else { continue };
        let places = match document.get(&message, "oneOf") {
            Some(branches) if document.is_new(&branches, Purpose::Operation { sends }) => document.items(&branches),
            Some(_) => continue,
            None => vec![message],
        };
        let alone = places.len() == 1;
        for place in places {
            let message = messages.at(place);
            message.addresses.push(address);
            message.sent |= sends;
            message.received |= !sends;
            let id = text(operation.node, "operationId").filter(|_| alone);
            message.keys.extend(id.map(|id| (id, "`operationId`")));
        }
    }
}

/// A Channel of version 3; its operations stand elsewhere.
fn of_channel_3<'a>(document: &mut Document<'_, 'a>, channel: &Place<'a>, messages: &mut Messages<'a>) {
    let Some(named) = document.get(channel, "messages") else { return };
    if !document.is_new(&named, Purpose::Channel) {
        return;
    }
    for (member, place) in document.entries(&named) {
        let message = messages.at(place);
        message.addresses.extend(text(channel.node, "address"));
        message.keys.push((member.key.as_str(), "the message's key"));
    }
}

/// An Operation of version 3: of the messages that it names, or of all of its channel.
fn of_operation_3<'a>(document: &mut Document<'_, 'a>, operation: &Place<'a>, messages: &mut Messages<'a>) {
    let sends = text(operation.node, "action") == Some("send");
    let places = match document.get(operation, "messages") {
        Some(named) => document.items(&named),
        None => {
            let channel = document.get(operation, "channel");
            let all = channel.and_then(|channel| document.get(&channel, "messages"));
            let all = all.filter(|all| document.is_new(all, Purpose::Operation { sends }));
            all.map_or_else(Vec::new, |all| document.entries(&all).into_iter().map(|(_, place)| place).collect())
        }
    };
    for place in places {
        let message = messages.at(place);
        message.sent |= sends;
        message.received |= !sends;
    }
}
