//! Events whose names differ in JSON and meet in Rust.

use crate::contract::{Catalog, Contract};
use crate::diagnostic::Diagnostic;
use crate::rust::name::camel;
use std::collections::HashMap;

/// Refuses domains and events that would have one identifier: `a_b` and `a__b`.
pub(super) fn find(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) {
    let mut domains: HashMap<String, &Contract> = HashMap::new();
    let mut events: HashMap<(String, String, u32), &Contract> = HashMap::new();
    for contract in &catalog.contracts {
        let event = &contract.event;
        let domain = camel(&event.domain.value);
        if event.domain.value == "mod" {
            diagnostics.push(
                Diagnostic::error(
                    "name-clash",
                    event.domain.span,
                    "the domain `mod` would be the file `mod.rs`, which is the root",
                )
                .hint("call the domain something else"),
            );
            continue;
        }
        let first = *domains.entry(domain.clone()).or_insert(contract);
        if first.event.domain.value != event.domain.value {
            let message =
                format!("the domains `{}` and `{}` are one in Rust", first.event.domain.value, event.domain.value);
            diagnostics.push(
                Diagnostic::error("name-clash", event.domain.span, message)
                    .related(first.event.domain.span, "the other domain")
                    .hint("rename one of them"),
            );
            continue;
        }
        let first = *events.entry((domain, camel(&event.name.value), event.version.value)).or_insert(contract);
        if first.event.name.value != event.name.value {
            let message =
                format!("the events `{}` and `{}` are one in Rust", first.event.event_type(), event.event_type());
            diagnostics.push(
                Diagnostic::error("name-clash", event.name.span, message)
                    .related(first.event.name.span, "the other event")
                    .hint("rename one of them"),
            );
        }
    }
}
