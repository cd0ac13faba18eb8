//! What a schema asks for, without what it tells people.

use crate::contract::{Catalog, SchemaId};

const ANNOTATIONS: [&str; 9] =
    ["title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "$comment", "$id"];

/// The keywords of a schema that say which values fit, in the order of their names.
pub(super) fn of(catalog: &Catalog, id: SchemaId) -> Vec<(String, String)> {
    let schema = &catalog[id];
    let Some(node) = catalog[schema.document].node.pointer(&schema.pointer) else { return Vec::new() };
    let Some(object) = node.as_object() else { return vec![(String::new(), node.to_json())] };
    let says_something = |key: &str| !ANNOTATIONS.contains(&key) && !key.starts_with("x-");
    let members = object.iter().filter(|member| says_something(&member.key));
    let mut shape: Vec<_> = members.map(|member| (member.key.clone(), member.value.to_json())).collect();
    shape.sort();
    shape
}
