//! The names of what a change breaks.

use super::confirm::Broken;
use super::verdict::Side;

/// What a payload that was fine breaks now, by the keyword that refuses it: in the new schema, which
/// became narrower, and in the old one, where the new one became wider.
const RULES: [(&str, &str, &str); 30] = [
    ("type", "type-narrowed", "type-widened"),
    ("enum", "value-removed", "value-added"),
    ("const", "value-removed", "value-added"),
    ("minimum", "minimum-raised", "minimum-lowered"),
    ("exclusiveMinimum", "minimum-raised", "minimum-lowered"),
    ("maximum", "maximum-lowered", "maximum-raised"),
    ("exclusiveMaximum", "maximum-lowered", "maximum-raised"),
    ("multipleOf", "step-narrowed", "step-widened"),
    ("minLength", "length-narrowed", "length-widened"),
    ("maxLength", "length-narrowed", "length-widened"),
    ("pattern", "pattern-narrowed", "pattern-widened"),
    ("format", "format-narrowed", "format-widened"),
    ("minItems", "item-count-narrowed", "item-count-widened"),
    ("maxItems", "item-count-narrowed", "item-count-widened"),
    ("items", "items-closed", "items-opened"),
    ("additionalItems", "items-closed", "items-opened"),
    ("unevaluatedItems", "items-closed", "items-opened"),
    ("uniqueItems", "uniqueness-added", "uniqueness-dropped"),
    ("contains", "contains-narrowed", "contains-widened"),
    ("required", "property-required", "property-not-required"),
    ("dependentRequired", "property-required", "property-not-required"),
    ("dependencies", "property-required", "property-not-required"),
    ("additionalProperties", "property-closed", "property-opened"),
    ("unevaluatedProperties", "property-closed", "property-opened"),
    ("propertyNames", "name-narrowed", "name-widened"),
    ("minProperties", "property-count-narrowed", "property-count-widened"),
    ("maxProperties", "property-count-narrowed", "property-count-widened"),
    ("oneOf", "union-narrowed", "union-widened"),
    ("anyOf", "union-narrowed", "union-widened"),
    ("not", "exclusion-widened", "exclusion-narrowed"),
];

/// The same of `false`, which refuses everything, and of a keyword that is not in the table.
const ANYTHING: (&str, &str) = ("value-forbidden", "value-allowed");

/// The rule that a payload breaks by the schema of one side.
pub(super) fn of(broken: &Broken, reader: Side) -> &'static str {
    let keyword = match broken.keyword.as_str() {
        "falseSchema" if is_items(broken) => "items",
        keyword => keyword,
    };
    let found = RULES.iter().find(|(known, ..)| *known == keyword);
    let (narrowed, widened) = found.map_or(ANYTHING, |&(_, narrowed, widened)| (narrowed, widened));
    match reader {
        Side::New => narrowed,
        Side::Old => widened,
    }
}

/// Whether what refuses is `items: false`, and no property of that name.
fn is_items(broken: &Broken) -> bool {
    broken.schema_path.ends_with("/items") && !broken.instance_path.ends_with("/items")
}
