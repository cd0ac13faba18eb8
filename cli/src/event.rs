//! What is told about an event, in listings and in the index of an export.

use evenkeel_codegen::contract::{Catalog, Contract, EventBlock};
use evenkeel_codegen::diagnostic::suggest;
use evenkeel_codegen::read::Node;
use serde::Serialize;
use std::path::Path;

use crate::failure::Failure;

/// An event and its `x-event` block. What a block does not say is `null` or empty.
#[derive(Debug, Serialize)]
pub(crate) struct Event<'a> {
    /// `order.created.v1`
    pub(crate) r#type: String,
    /// `events.order.created.v1`
    pub(crate) subject: String,
    pub(crate) domain: &'a str,
    pub(crate) name: &'a str,
    pub(crate) version: u32,
    pub(crate) title: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    /// The path of the definition below the schema folder.
    pub(crate) definition: &'a str,
    pub(crate) key: Option<&'a str>,
    pub(crate) idempotency: Option<&'a str>,
    pub(crate) owner: Option<&'a str>,
    pub(crate) stream: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) producers: Vec<Producer<'a>>,
    pub(crate) consumers: Vec<&'a str>,
    pub(crate) compatibility: Compatibility<'a>,
    pub(crate) deprecated: Option<Deprecated<'a>>,
    pub(crate) supersedes: Option<&'a str>,
    pub(crate) retention: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Producer<'a> {
    pub(crate) name: &'a str,
    pub(crate) forwards: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Compatibility<'a> {
    pub(crate) mode: &'static str,
    pub(crate) reason: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Deprecated<'a> {
    pub(crate) since: Option<&'a str>,
    pub(crate) sunset: Option<&'a str>,
    pub(crate) successor: Option<&'a str>,
    pub(crate) reason: Option<&'a str>,
}

/// The events of a catalog, by domain, name and version.
pub(crate) fn events(catalog: &Catalog) -> Vec<Event<'_>> {
    catalog.contracts.iter().map(|contract| Event::of(catalog, contract)).collect()
}

impl<'a> Event<'a> {
    fn of(catalog: &'a Catalog, contract: &'a Contract) -> Self {
        let document = &catalog[contract.document];
        let annotation = |name| document.node.as_object().and_then(|object| object.get(name)).and_then(Node::as_str);
        let EventBlock { compatibility, deprecated, .. } = &contract.event;
        let block = &contract.event;
        let text = |at: &'a Option<_>| at.as_ref().map(|at: &evenkeel_codegen::contract::At<String>| at.value.as_str());
        let producers = block.producers.iter().map(|at| Producer { name: &at.value.name, forwards: at.value.forwards });
        Self {
            r#type: block.event_type(),
            subject: block.subject(),
            domain: &block.domain.value,
            name: &block.name.value,
            version: block.version.value,
            title: annotation("title"),
            description: annotation("description"),
            definition: &document.path,
            key: text(&block.key),
            idempotency: text(&block.idempotency),
            owner: text(&block.owner),
            stream: text(&block.stream),
            tags: block.tags.iter().map(|at| at.value.as_str()).collect(),
            producers: producers.collect(),
            consumers: block.consumers.iter().map(|at| at.value.as_str()).collect(),
            compatibility: compatibility.as_ref().map_or_else(Compatibility::default, |at| Compatibility {
                mode: at.value.mode.name(),
                reason: at.value.reason.as_deref(),
            }),
            deprecated: deprecated.as_ref().map(|at| Deprecated {
                since: at.value.since.as_deref(),
                sunset: at.value.sunset.as_deref(),
                successor: at.value.successor.as_deref(),
                reason: at.value.reason.as_deref(),
            }),
            supersedes: text(&block.supersedes),
            retention: text(&block.retention),
        }
    }
}

impl Default for Compatibility<'_> {
    fn default() -> Self {
        Self { mode: evenkeel_codegen::contract::Mode::FullTransitive.name(), reason: None }
    }
}

/// The event of that type.
pub(crate) fn find<'a>(catalog: &'a Catalog, event: &str, schemas: &Path) -> Result<&'a Contract, Failure> {
    if let Some(contract) = catalog.contracts.iter().find(|contract| contract.event.event_type() == event) {
        return Ok(contract);
    }
    let types: Vec<String> = catalog.contracts.iter().map(|contract| contract.event.event_type()).collect();
    let meant = event.strip_prefix("events.").unwrap_or(event);
    let near = suggest(meant, types.iter().map(String::as_str));
    let failure = Failure::unusable(format!("no event in {} is called `{event}`", schemas.display()));
    Err(failure.hint(near.map_or("`evenkeel ls` lists the events".into(), |near| format!("did you mean `{near}`?"))))
}
