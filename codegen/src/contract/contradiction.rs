//! Keywords of one schema that contradict each other: JSON Schema allows it, and nobody means it.

use super::catalog::Catalog;
use super::schema::{At, Keywords, Types};
use super::value::Problems;
use crate::diagnostic::{Diagnostic, quote};

/// Looks at every schema that was reached.
pub(super) fn find(catalog: &Catalog, problems: &mut Problems) {
    for words in catalog.schemas.iter().filter_map(|schema| schema.keywords()) {
        counts(words, problems);
        bounds(words, problems);
        values(words, problems);
        members(words, problems);
    }
}

fn contradiction(at: &At<impl Sized>, other: &At<impl Sized>, message: String, what: &str) -> Diagnostic {
    Diagnostic::warning("contradiction", at.span, message)
        .related(other.span, what)
        .hint("change one of them, or write `false` for a schema that accepts nothing")
}

/// A least count above the greatest.
fn counts(words: &Keywords, problems: &mut Problems) {
    let matches = words.contains.as_ref().and(words.min_contains.as_ref());
    let pairs = [
        ("minLength", &words.min_length, "maxLength", &words.max_length, "string"),
        ("minItems", &words.min_items, "maxItems", &words.max_items, "array"),
        ("minContains", &matches.cloned(), "maxContains", &words.max_contains, "array"),
        ("minProperties", &words.min_properties, "maxProperties", &words.max_properties, "object"),
    ];
    for (least, min, greatest, max, kind) in pairs {
        let (Some(min), Some(max)) = (min, max) else { continue };
        if min.value > max.value {
            let message = format!("no {kind} is accepted: `{least}` is above `{greatest}`");
            problems.push(contradiction(min, max, message, greatest));
        }
    }
}

/// Bounds that no number lies between.
fn bounds(words: &Keywords, problems: &mut Problems) {
    let lower = [("minimum", &words.minimum, true), ("exclusiveMinimum", &words.exclusive_minimum, false)];
    let upper = [("maximum", &words.maximum, true), ("exclusiveMaximum", &words.exclusive_maximum, false)];
    for (least, min, from) in lower {
        for (greatest, max, to) in upper {
            let (Some(min), Some(max)) = (min, max) else { continue };
            let message = if min.value > max.value {
                format!("no number is accepted: `{least}` is above `{greatest}`")
            } else if min.value == max.value && !(from && to) {
                format!("no number is accepted: `{least}` is `{greatest}`, and one of them excludes it")
            } else {
                continue;
            };
            problems.push(contradiction(min, max, message, greatest));
        }
    }
}

/// Values of `const` and `enum` that `type` does not allow.
fn values(words: &Keywords, problems: &mut Problems) {
    let Some(types) = &words.types else { return };
    let listed = words.enum_values.iter().flat_map(|at| &at.value);
    for value in listed.chain(words.const_value.iter().map(|at| &at.value)) {
        let found = Types::of(value);
        if types.value.contains(found) {
            continue;
        }
        let message = format!("{} is never accepted: `type` does not allow it", quote(&value.to_json()));
        let mut problem = Diagnostic::warning("contradiction", value.span, message).related(types.span, "`type`");
        let name = Types::NAMES.iter().find(|(_, types)| types.contains(found)).map_or("", |(name, _)| *name);
        problem = match found {
            Types::NULL => problem.hint("add `\"null\"` to `type`, in quotes, or take the value out"),
            Types::STRING => problem.hint("write `type: string`, or the value without quotes"),
            _ => problem.hint(format!("add `{name}` to `type`, or take the value out")),
        };
        problems.push(problem);
    }
}

/// More members required than allowed.
fn members(words: &Keywords, problems: &mut Problems) {
    let (Some(max), Some(first)) = (&words.max_properties, words.required.first()) else { return };
    if u64::try_from(words.required.len()).is_ok_and(|required| required > max.value) {
        let message = "no object is accepted: `required` names more members than `maxProperties` allows".to_owned();
        problems.push(contradiction(max, first, message, "`required`"));
    }
}
