//! The contracts that values are judged by: each is read and indexed once, for as long as the program runs.

use super::document::Document;
use crate::json;
use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

/// Contracts by the address of their text, which lives as long as the program. `None` is no JSON.
static KNOWN: RwLock<Option<Known>> = RwLock::new(None);

type Known = HashMap<(usize, usize), Option<&'static Document<'static>>>;

/// The contract with this text.
pub(super) fn of(schema: &'static str) -> Option<&'static Document<'static>> {
    let address = (schema.as_ptr() as usize, schema.len());
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(document) = known.as_ref().and_then(|known| known.get(&address)) {
        return *document;
    }
    drop(known);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    *known.get_or_insert_default().entry(address).or_insert_with(|| {
        let root = json::parse(schema).ok()?;
        let root: &'static _ = Box::leak(Box::new(root));
        Some(Box::leak(Box::new(Document::new(root))))
    })
}
