//! Keywords that the generator does not express yet: an error at their place, never silence.

use super::{Lowerer, words};
use crate::contract::Types;
use crate::diagnostic::Diagnostic;
use crate::rust::conj::Flat;
use crate::source::Span;

impl Lowerer<'_> {
    /// Refuses what no part of the generator expresses, where it matters for the types at hand.
    pub(super) fn refuse_unsupported(&mut self, flat: &Flat, types: Types) {
        let mut found: Vec<(&'static str, Span)> = Vec::new();
        for (_, words) in words(self.catalog, flat) {
            let names = |list: &[crate::contract::Property]| list.first().map(|property| property.name.span);
            let any = [
                ("not", words.not.as_ref().map(|at| at.span)),
                ("if", words.if_schema.as_ref().map(|at| at.span)),
                ("$dynamicRef", words.dynamic_reference.as_ref().map(|at| at.span)),
            ];
            let array = [
                ("contains", words.contains.as_ref().map(|at| at.span)),
                ("unevaluatedItems", words.unevaluated_items.as_ref().map(|at| at.span)),
            ];
            let object = [
                ("patternProperties", names(&words.pattern_properties)),
                ("propertyNames", words.property_names.as_ref().map(|at| at.span)),
                ("unevaluatedProperties", words.unevaluated_properties.as_ref().map(|at| at.span)),
                ("minProperties", words.min_properties.as_ref().map(|at| at.span)),
                ("maxProperties", words.max_properties.as_ref().map(|at| at.span)),
                ("dependentRequired", words.dependent_required.first().map(|d| d.name.span)),
                ("dependentSchemas", names(&words.dependent_schemas)),
            ];
            let mut add = |list: &[(&'static str, Option<Span>)]| {
                found.extend(list.iter().filter_map(|(keyword, span)| Some((*keyword, (*span)?))));
            };
            add(&any);
            if types.contains(Types::ARRAY) {
                add(&array);
            }
            if types.contains(Types::OBJECT) {
                add(&object);
            }
        }
        let no_integer = Types::NUMBER.and(types) != Types::INTEGER;
        let rust_types = words(self.catalog, flat).filter_map(|(_, words)| Some(words.rust_type.as_ref()?.span));
        for span in rust_types.filter(|_| no_integer).collect::<Vec<_>>() {
            self.refuse(
                Diagnostic::error("rust-type", span, "`x-rust-type` names an integer type, and no integer stands here")
                    .hint(
                        "it goes beside `type: integer`; numbers are `f64`, and formats have Rust types of their own",
                    ),
            );
        }
        for (keyword, span) in found {
            self.refuse(
                Diagnostic::error("not-expressed", span, format!("`{keyword}` is not expressed in Rust yet"))
                    .hint("nothing is dropped in silence: leave the keyword out, or keep the event out (`Builder::events` in a build script)"),
            );
        }
    }
}
