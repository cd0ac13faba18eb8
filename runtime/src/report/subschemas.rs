//! Where in a schema other schemas lie (JSON Schema 2020-12 core, section 10).

use serde_json::Value;

/// The schemas directly in a schema. Values that look like one (in `const`, `enum`, `examples`,
/// `default`) are none.
pub(super) fn of(schema: &Value) -> impl Iterator<Item = &Value> {
    schema.as_object().into_iter().flatten().flat_map(|(keyword, value)| in_keyword(keyword, value))
}

/// The schemas directly in a schema that it applies to a value or to what lies in it: all but definitions.
pub(super) fn applied(schema: &Value) -> impl Iterator<Item = &Value> {
    let members = schema.as_object().into_iter().flatten();
    let applied = members.filter(|(keyword, _)| !matches!(keyword.as_str(), "$defs" | "definitions"));
    applied.flat_map(|(keyword, value)| in_keyword(keyword, value))
}

fn in_keyword<'s>(keyword: &str, value: &'s Value) -> Box<dyn Iterator<Item = &'s Value> + 's> {
    match keyword {
        "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Box::new(std::iter::once(value)),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Box::new(value.as_array().into_iter().flatten()),
        "$defs" | "definitions" | "dependentSchemas" | "patternProperties" | "properties" => {
            Box::new(value.as_object().into_iter().flatten().map(|(_, schema)| schema))
        }
        _ => Box::new(std::iter::empty()),
    }
}
