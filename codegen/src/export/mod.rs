//! Contracts as self-contained documents: one JSON Schema 2020-12 file each, for `SCHEMA`, for other
//! validators and for other languages.
//!
//! Only what is reachable is in it, in the order of the definition. Draft-07 is rewritten, `x-event`
//! and every other `x-…` keyword is left out (a property of such a name stays). The root keeps its
//! `$id` or is `urn:evenkeel:order.created.v1`. Other files stand in the root's `$defs` under their own
//! `$id` or `urn:evenkeel:shared:<path>`, and references name their place in there.

mod bundle;
mod json;
mod layout;

use crate::contract::{Catalog, Contract, DocumentId, SchemaId};
use crate::resolve::uri;

/// The document of a contract, from the number of its root. Pretty-printed JSON, with a final newline.
///
/// ```
/// use evenkeel_codegen::source::{Source, Sources};
/// use evenkeel_codegen::{contract, export};
///
/// let mut sources = Sources::default();
/// let text = "
/// x-event: { domain: order, name: paid, version: 1 }
/// properties:
///   total: { $ref: '#/$defs/money' }
/// $defs:
///   money: { type: number }
///   unused: {}
/// ";
/// let path = "order/paid.v1.yaml".to_owned();
/// let file = sources.add(Source { display: path.clone(), path, text: text.into() });
/// let (catalog, _) = contract::load(sources, &[file], &[]);
///
/// assert_eq!(export::schema(&catalog, catalog.contracts[0].root), r##"{
///   "$schema": "https://json-schema.org/draft/2020-12/schema",
///   "$id": "urn:evenkeel:order.paid.v1",
///   "properties": {
///     "total": {
///       "$ref": "#/$defs/money"
///     }
///   },
///   "$defs": {
///     "money": {
///       "type": "number"
///     }
///   }
/// }
/// "##);
/// ```
pub fn schema(catalog: &Catalog, root: SchemaId) -> String {
    let document = catalog[root].document;
    let contract = catalog.contracts.iter().find(|contract| contract.root == root);
    let name = contract.map(name);
    bundle::bundle(catalog, document, name, vec![root])
}

/// A document with all that some of its schemas reach.
#[cfg(feature = "compat")]
pub(crate) fn some(catalog: &Catalog, document: DocumentId, schemas: Vec<SchemaId>) -> String {
    bundle::bundle(catalog, document, None, schemas)
}

/// The document of a file that contracts reach, with all that they reach in it. Where none reaches the
/// root, its own keywords are left out.
pub fn shared(catalog: &Catalog, document: DocumentId) -> String {
    let mut reached: Vec<SchemaId> = catalog.places.get(&document).into_iter().flatten().map(|(_, id)| *id).collect();
    reached.sort_unstable();
    bundle::bundle(catalog, document, None, reached)
}

/// The URI of a resource in the export of a contract.
pub(crate) fn resource(catalog: &Catalog, contract: &Contract, uri: &str) -> String {
    let root = catalog[contract.document].resources.get("").map_or("", |root| &root.uri);
    bundle::exported(Some(&name(contract)), root, uri)
}

/// The URI of a schema in the export of a contract that reaches it.
pub(crate) fn reference(catalog: &Catalog, contract: &Contract, schema: SchemaId) -> String {
    let schema = &catalog[schema];
    let local = layout::stand(catalog, schema.document, &schema.pointer);
    format!("{}#{}", resource(catalog, contract, &schema.base), uri::fragment(local.local()))
}

/// What the root of a contract is called if it has no `$id`.
fn name(contract: &Contract) -> String {
    format!("urn:evenkeel:{}", contract.event.event_type())
}

/// The JSON pointer of a schema in the export of its own file: [`schema`] of a contract, [`shared`] of
/// any other file.
pub fn pointer(catalog: &Catalog, schema: SchemaId) -> String {
    let schema = &catalog[schema];
    layout::stand(catalog, schema.document, &schema.pointer).pointer
}
