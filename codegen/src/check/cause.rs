//! The shared files through which a change reaches an event.

use std::collections::{BTreeSet, HashSet};

use crate::contract::{Catalog, Contract, DocumentId, SchemaId};

/// The files whose text is another now and that a contract reaches, its own left out; `None` when its
/// own changed as well, or none did.
pub(super) fn of(old: &Catalog, new: &Catalog, contract: &Contract) -> Option<String> {
    let text = |catalog: &Catalog, path: &str| {
        let document = catalog.documents.iter().find(|document| document.path == path)?;
        Some(catalog.sources.get(document.file).text.clone())
    };
    let changed = |id: DocumentId| {
        let path = &new[id].path;
        text(old, path).as_deref() != Some(&*new.sources.get(new[id].file).text)
    };
    if changed(contract.document) {
        return None;
    }
    let reached = reached(new, contract.root);
    let paths: Vec<&str> = reached.into_iter().filter(|id| changed(*id)).map(|id| new[id].path.as_str()).collect();
    (!paths.is_empty()).then(|| paths.join(", "))
}

fn reached(catalog: &Catalog, root: SchemaId) -> BTreeSet<DocumentId> {
    let mut documents = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        documents.insert(catalog[id].document);
        if let Some(keywords) = catalog[id].keywords() {
            waiting.extend(keywords.children().chain(keywords.references()));
        }
    }
    documents
}
