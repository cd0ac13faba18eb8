//! The names of what a change breaks.

/// What a payload that was fine breaks now, by the keyword that refuses it.
const RULES: [(&str, &str); 31] = [
    ("type", "type-changed"),
    ("enum", "value-removed"),
    ("const", "value-removed"),
    ("minimum", "minimum-raised"),
    ("exclusiveMinimum", "minimum-raised"),
    ("maximum", "maximum-lowered"),
    ("exclusiveMaximum", "maximum-lowered"),
    ("multipleOf", "step-changed"),
    ("minLength", "length-narrowed"),
    ("maxLength", "length-narrowed"),
    ("pattern", "pattern-narrowed"),
    ("format", "format-narrowed"),
    ("minItems", "items-narrowed"),
    ("maxItems", "items-narrowed"),
    ("additionalItems", "items-closed"),
    ("unevaluatedItems", "items-closed"),
    ("uniqueItems", "items-unique"),
    ("contains", "contains-narrowed"),
    ("required", "property-required"),
    ("dependentRequired", "property-required"),
    ("dependencies", "property-required"),
    ("additionalProperties", "property-closed"),
    ("unevaluatedProperties", "property-closed"),
    ("propertyNames", "name-narrowed"),
    ("minProperties", "properties-narrowed"),
    ("maxProperties", "properties-narrowed"),
    ("falseSchema", "forbidden"),
    ("oneOf", "union-narrowed"),
    ("anyOf", "union-narrowed"),
    ("not", "exclusion-widened"),
    ("items", "items-closed"),
];

/// The rule that a keyword's refusal breaks.
pub(super) fn of(keyword: &str) -> &'static str {
    RULES.iter().find(|(known, _)| *known == keyword).map_or("narrowed", |(_, rule)| *rule)
}
