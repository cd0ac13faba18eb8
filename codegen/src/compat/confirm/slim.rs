//! A schema without what a payload cannot meet, which need not be compiled to judge it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

/// Puts `true` in the place of each schema under `properties` whose name no member of a payload has: it
/// judges nothing, neither of the payload nor of what is left when members are taken from it. The name
/// stays, since it counts for `additionalProperties`.
///
/// A schema that is reached by another way than its place, by a reference into it or by an anchor, keeps
/// all it has.
pub(super) fn leave_out(schema: &mut Value, names: &BTreeSet<Arc<str>>) {
    if is_plain(schema, true) {
        walk(schema, names);
    }
}

/// Whether references lead to the root and its definitions alone.
fn is_plain(schema: &Value, is_root: bool) -> bool {
    match schema {
        Value::Object(words) => words.iter().all(|(keyword, value)| match (keyword.as_str(), value) {
            ("$ref", Value::String(reference)) => is_definition(reference),
            ("$id", Value::String(_)) => is_root,
            ("$anchor" | "$dynamicAnchor" | "$dynamicRef" | "$recursiveRef", Value::String(_)) => false,
            (_, value) => is_plain(value, false),
        }),
        Value::Array(items) => items.iter().all(|item| is_plain(item, false)),
        _ => true,
    }
}

fn is_definition(reference: &str) -> bool {
    let name = reference.strip_prefix("#/$defs/").or_else(|| reference.strip_prefix("#/definitions/"));
    reference == "#" || name.is_some_and(|name| !name.contains('/'))
}

/// Goes where schemas are, and nowhere else: a value of `enum` may look like one.
fn walk(schema: &mut Value, names: &BTreeSet<Arc<str>>) {
    let Value::Object(words) = schema else { return };
    for (keyword, value) in words.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties", Value::Object(properties)) => properties.iter_mut().for_each(|(name, property)| {
                if names.contains(name.as_str()) { walk(property, names) } else { *property = Value::Bool(true) }
            }),
            ("$defs" | "definitions" | "patternProperties" | "dependentSchemas", Value::Object(schemas)) => {
                schemas.iter_mut().for_each(|(_, schema)| walk(schema, names));
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems" | "items", Value::Array(schemas)) => {
                schemas.iter_mut().for_each(|schema| walk(schema, names));
            }
            (
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "contains"
                | "not"
                | "if"
                | "then"
                | "else"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                schema,
            ) => walk(schema, names),
            _ => {}
        }
    }
}
