//! The verdict of the `jsonschema` crate on many schemas of one document, at the cost of one.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::judge::{Broken, options};
use crate::contract::{Catalog, SchemaId};
use crate::export;
use crate::resolve::uri;
use jsonschema::{Draft, Validator};

/// Judges lists of values, one list for each of some schemas.
pub(crate) struct Jury {
    validator: Validator,
}

impl Jury {
    /// A jury by some schemas of a document, wherever they stand in it, and the export that holds all that they
    /// reach; `None` when the `jsonschema` crate cannot use one of them. `assert_format` says whether formats are
    /// asserted.
    pub(crate) fn new(catalog: &Catalog, schemas: &[SchemaId], export: &str, assert_format: bool) -> Option<Self> {
        let whole: Value = serde_json::from_str(export).ok()?;
        let id = whole.get("$id")?.as_str()?;
        let each = |schema: &SchemaId| {
            let place = uri::fragment(&export::pointer(catalog, *schema));
            json!({ "items": { "$ref": format!("{id}#{place}") } })
        };
        let each: Vec<Value> = schemas.iter().map(each).collect();
        let schema = json!({ "prefixItems": each, "$defs": { "whole": whole } });
        let validator = options(Draft::Draft202012, assert_format).build(&schema).ok()?;
        Some(Self { validator })
    }

    /// What the values of each schema break first, the deepest of what speaks of it, by the number of the schema
    /// and that of the value. Whoever breaks nothing is not in it.
    pub(crate) fn broken(&self, values: &[Vec<Value>]) -> HashMap<(usize, usize), Broken> {
        let values = json!(values);
        let mut found = HashMap::new();
        for error in self.validator.iter_errors(&values) {
            let mut broken = Broken::of(&error);
            let Some((schema, value, path)) = split(&broken.instance_path) else { continue };
            broken.instance_path = path;
            found.entry((schema, value)).or_insert(broken);
        }
        found
    }
}

/// `/3/0/total` is `/total` of the value 0 of the schema 3.
fn split(path: &str) -> Option<(usize, usize, String)> {
    let (schema, path) = path.strip_prefix('/')?.split_once('/')?;
    let end = path.find('/').unwrap_or(path.len());
    Some((schema.parse().ok()?, path[..end].parse().ok()?, path[end..].to_owned()))
}
