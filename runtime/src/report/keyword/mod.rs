//! One function a keyword: what it asks for, and what it says when it does not get it.
//!
//! A keyword whose value is not what the specification allows says nothing: the generator has
//! refused such a contract.

mod array;
mod choice;
mod combine;
mod number;
mod object;
mod outline;
mod properties;
mod reference;
mod string;
mod unevaluated;
mod value;

use super::judge::{Judge, Outcome, Site};

/// Judges one keyword at one place.
pub(super) type Keyword = for<'s, 'i> fn(&mut Judge<'s>, &Site<'s, 'i, '_>, &mut Outcome<'i>);

/// The keyword's function; `None` for annotations, and for keywords that another one reads.
pub(super) fn of(name: &str) -> Option<Keyword> {
    KEYWORDS.iter().find(|(keyword, _)| *keyword == name).map(|(_, judge)| *judge)
}

const KEYWORDS: &[(&str, Keyword)] = &[
    ("$dynamicRef", reference::dynamic_ref),
    ("$ref", reference::static_ref),
    ("additionalProperties", properties::additional_properties),
    ("allOf", combine::all_of),
    ("anyOf", choice::any_of),
    ("const", value::constant),
    ("contains", array::contains),
    ("dependentRequired", object::dependent_required),
    ("dependentSchemas", combine::dependent_schemas),
    ("enum", value::enumeration),
    ("exclusiveMaximum", number::exclusive_maximum),
    ("exclusiveMinimum", number::exclusive_minimum),
    ("format", string::format),
    ("if", combine::if_then_else),
    ("items", array::items),
    ("maxItems", array::max_items),
    ("maxLength", string::max_length),
    ("maxProperties", object::max_properties),
    ("maximum", number::maximum),
    ("minItems", array::min_items),
    ("minLength", string::min_length),
    ("minProperties", object::min_properties),
    ("minimum", number::minimum),
    ("multipleOf", number::multiple_of),
    ("not", combine::not),
    ("oneOf", choice::one_of),
    ("pattern", string::pattern),
    ("patternProperties", properties::pattern_properties),
    ("prefixItems", array::prefix_items),
    ("properties", properties::properties),
    ("propertyNames", properties::property_names),
    ("required", object::required),
    ("type", value::kind),
    ("unevaluatedItems", unevaluated::items),
    ("unevaluatedProperties", unevaluated::properties),
    ("uniqueItems", array::unique_items),
];
