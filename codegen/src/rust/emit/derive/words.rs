//! A schema in words: what it asks for, which Rust type holds it, and where it says so.

use crate::contract::{Catalog, SchemaId};
use crate::diagnostic::Lines;
use crate::rust::conj::{Conj, keywords};
use crate::rust::lower::range;
use crate::rust::shape::{Check, Kind, Program, Type, TypeId, Use};
use crate::source::Span;

/// Rust's integer types, the usual ones first.
const INTEGERS: [&str; 8] = ["i64", "u64", "i32", "u32", "i16", "u16", "i8", "u8"];

/// `order/created.v1.yaml:17`.
pub(super) fn place(catalog: &Catalog, span: Span) -> String {
    let source = catalog.sources.get(span.file);
    format!("{}:{}", source.path, Lines::new(&source.text).place(&source.text, span.start as usize).line)
}

/// Where a property is declared, or required where it is declared nowhere.
pub(super) fn property_place(catalog: &Catalog, owner: SchemaId, name: &str) -> String {
    let flat = Conj::of(owner).flatten(catalog);
    let words = flat.atoms.iter().filter_map(|&id| keywords(catalog, id));
    let declared = words.clone().flat_map(|words| &words.properties).map(|property| &property.name);
    let required = words.flat_map(|words| &words.required);
    let found = declared.chain(required).find(|at| at.value == name);
    place(catalog, found.map_or(catalog[owner].span, |at| at.span))
}

/// The name of a schema's place, the same for everyone who means it: `common/money.yaml#/$defs/amount`.
pub(super) fn identity(catalog: &Catalog, schema: SchemaId) -> String {
    let schema = &catalog[schema];
    let path = &catalog[schema.document].path;
    if schema.pointer.is_empty() { path.clone() } else { format!("{path}#{}", schema.pointer) }
}

/// What a schema asks for: `an integer from 1 to 999`.
pub(super) fn asks(program: &Program, value: &Use) -> String {
    match &value.ty {
        Type::Any => "any JSON".into(),
        Type::Never => "nothing at all".into(),
        Type::Null => "null".into(),
        Type::Bool => "a boolean".into(),
        Type::Integer(_) => integer(value),
        Type::Float => "a number".into(),
        Type::String => "a string".into(),
        Type::Format(name) => format!("a string of the format `{}`", kebab(name)),
        Type::Vec(_) | Type::Tuple(_) => "an array".into(),
        Type::Map(_) => "an object of any properties".into(),
        Type::Nullable(inner) => format!("{} or null", asks(program, inner)),
        Type::Named(id) | Type::Boxed(id) => kind(program, *id).into(),
    }
}

/// A named type, without its name.
pub(super) fn kind(program: &Program, id: TypeId) -> &'static str {
    match &program[id].kind {
        Kind::Struct(_) => "an object",
        Kind::Enum(_) => "a string out of a list",
        Kind::Union(_) => "one of several",
        Kind::Sequence(_) => "an array with a type for each place",
        Kind::Newtype(_) | Kind::Pending => "a value of its own",
    }
}

/// The Rust type that holds it, as a user writes it.
pub(super) fn rust(value: &Use) -> String {
    match &value.ty {
        Type::Any | Type::Never => "evenkeel::Value".into(),
        Type::Null => "()".into(),
        Type::Bool => "bool".into(),
        Type::Integer(_) => integers(value).first().copied().unwrap_or("i64").into(),
        Type::Float => "f64".into(),
        Type::String => "String".into(),
        Type::Format(name) => format!("evenkeel::format::{name}"),
        Type::Vec(inner) => format!("Vec<{}>", rust(inner)),
        Type::Tuple(positions) => format!("({})", positions.iter().map(rust).collect::<Vec<_>>().join(", ")),
        Type::Map(inner) => format!("BTreeMap<String, {}>", rust(inner)),
        Type::Nullable(inner) => format!("Option<{}>", rust(inner)),
        Type::Named(_) | Type::Boxed(_) => "…".into(),
    }
}

/// The Rust type of a member that may be absent.
pub(super) fn optional(value: &Use) -> String {
    match &value.ty {
        Type::Nullable(inner) => format!("Option<evenkeel::Nullable<{}>>", rust(inner)),
        _ => format!("Option<{}>", rust(value)),
    }
}

/// The Rust integers that hold every value that the schema accepts and the usual one of them holds.
pub(super) fn integers(value: &Use) -> Vec<&'static str> {
    let Type::Integer(usual) = &value.ty else { return Vec::new() };
    let (least, most) = bounds(value);
    let mut fitting: Vec<&'static str> = INTEGERS
        .into_iter()
        .filter(|rust| {
            let (low, high) = range(rust);
            low <= least && most <= high
        })
        .collect();
    // The one that generated code has comes first.
    fitting.sort_by_key(|rust| rust != usual);
    fitting
}

/// The least and the greatest value of an integer.
fn bounds(value: &Use) -> (i128, i128) {
    let Type::Integer(usual) = &value.ty else { return (0, 0) };
    let (mut least, mut most) = range(usual);
    for check in &value.checks {
        let Check::Bound { operator, literal, .. } = check else { continue };
        let Ok(limit) = literal.parse::<i128>() else { continue };
        if *operator == ">=" { least = least.max(limit) } else { most = most.min(limit) }
    }
    (least, most)
}

fn integer(value: &Use) -> String {
    let Type::Integer(usual) = &value.ty else { return String::new() };
    let (least, most) = bounds(value);
    let (low, high) = range(usual);
    match (least > low, most < high) {
        (true, true) => format!("an integer from {least} to {most}"),
        (true, false) => format!("an integer of at least {least}"),
        (false, true) => format!("an integer of at most {most}"),
        (false, false) => "an integer".into(),
    }
}

/// `DateTime` is `date-time`.
fn kebab(name: &str) -> String {
    heck::ToKebabCase::to_kebab_case(name)
}
