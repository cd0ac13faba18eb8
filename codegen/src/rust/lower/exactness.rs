//! Writes the tables of `docs/exactness.md` that follow from this crate, and holds the page against them.
//! `EVENKEEL_BLESS=1 cargo test -p evenkeel-codegen exactness` rewrites it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

use super::judged::ROWS;
use super::scalar::{FORMATS, INTEGERS, range};
use crate::contract::{self, Dialect, is_defined_format};
use crate::diagnostic::codes;
use crate::resolve::vocabulary;
use crate::rust::shape::{Field, Kind, Program, Rest, Type, Use};
use crate::source::{Source, Sources};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs};

/// A keyword where it makes a difference, and a schema that shows it there.
struct Probe {
    keyword: &'static str,
    place: &'static str,
    schema: &'static str,
}

const fn probe(keyword: &'static str, place: &'static str, schema: &'static str) -> Probe {
    Probe { keyword, place, schema }
}

const PROBES: &[Probe] = &[
    probe("type", "everywhere", "{ type: [string, 'null'] }"),
    probe("enum", "over strings", "{ enum: [a, b] }"),
    probe("enum", "over numbers", "{ type: integer, enum: [1, 2] }"),
    probe("enum", "over arrays and objects", "{ enum: [[1], { a: 1 }] }"),
    probe("const", "of a string", "{ const: v1 }"),
    probe("const", "of a number", "{ const: 1 }"),
    probe("const", "of an array or an object", "{ const: { a: 1 } }"),
    probe("multipleOf", "everywhere", "{ type: number, multipleOf: 0.01 }"),
    probe("maximum", "everywhere", "{ type: number, maximum: 1 }"),
    probe("exclusiveMaximum", "everywhere", "{ type: number, exclusiveMaximum: 1 }"),
    probe("minimum", "everywhere", "{ type: number, minimum: 1 }"),
    probe("exclusiveMinimum", "everywhere", "{ type: number, exclusiveMinimum: 1 }"),
    probe("maxLength", "everywhere", "{ type: string, maxLength: 1 }"),
    probe("minLength", "everywhere", "{ type: string, minLength: 1 }"),
    probe("pattern", "everywhere", "{ type: string, pattern: '^a' }"),
    probe("format", "of the specification", "{ type: string, format: uuid }"),
    probe("format", "a second one beside it", "{ type: string, format: uri, allOf: [{ format: iri }] }"),
    probe(
        "prefixItems",
        "everywhere",
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false }",
    ),
    probe("items", "everywhere", "{ type: array, items: { type: string } }"),
    probe(
        "contains",
        "over strings and numbers",
        "{ type: array, items: { type: string }, contains: { minLength: 3 } }",
    ),
    probe(
        "contains",
        "over anything else",
        "{ type: array, items: { type: object, properties: { a: {} } }, contains: { required: [a] } }",
    ),
    probe(
        "minContains",
        "over strings and numbers",
        "{ type: array, items: { type: string }, contains: { minLength: 3 }, minContains: 2 }",
    ),
    probe("minContains", "over anything else", "{ type: array, contains: { required: [a] }, minContains: 2 }"),
    probe(
        "maxContains",
        "over strings and numbers",
        "{ type: array, items: { type: string }, contains: { minLength: 3 }, maxContains: 2 }",
    ),
    probe("maxContains", "over anything else", "{ type: array, contains: { required: [a] }, maxContains: 2 }"),
    probe("maxItems", "everywhere", "{ type: array, maxItems: 1 }"),
    probe("minItems", "everywhere", "{ type: array, minItems: 1 }"),
    probe("uniqueItems", "everywhere", "{ type: array, uniqueItems: true }"),
    probe(
        "unevaluatedItems",
        "everywhere",
        "{ type: array, prefixItems: [{ type: string }], unevaluatedItems: false }",
    ),
    probe("properties", "everywhere", "{ type: object, properties: { a: { type: string } } }"),
    probe(
        "patternProperties",
        "one pattern, and nothing else allowed",
        "{ type: object, patternProperties: { '^a': { type: string } }, additionalProperties: false }",
    ),
    probe(
        "patternProperties",
        "elsewhere",
        "{ type: object, properties: { b: {} }, patternProperties: { '^a': { type: string } } }",
    ),
    probe("additionalProperties", "`false`", "{ type: object, properties: { a: {} }, additionalProperties: false }"),
    probe(
        "additionalProperties",
        "a schema",
        "{ type: object, properties: { a: {} }, additionalProperties: { type: string } }",
    ),
    probe(
        "additionalProperties",
        "beside `patternProperties` and `properties`",
        "{ type: object, properties: { b: {} }, patternProperties: { '^a': {} }, additionalProperties: false }",
    ),
    probe(
        "propertyNames",
        "on a map",
        "{ type: object, additionalProperties: { type: string }, propertyNames: { maxLength: 3 } }",
    ),
    probe(
        "propertyNames",
        "on declared properties",
        "{ type: object, properties: { a: {} }, propertyNames: { maxLength: 3 } }",
    ),
    probe(
        "unevaluatedProperties",
        "beside `$ref` and `allOf` alone",
        "{ type: object, allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }",
    ),
    probe(
        "unevaluatedProperties",
        "beside alternatives, conditions, patterns",
        "{ type: object, anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }], unevaluatedProperties: false }",
    ),
    probe("required", "everywhere", "{ type: object, required: [a], properties: { a: { type: string } } }"),
    probe("maxProperties", "on a map", "{ type: object, additionalProperties: { type: string }, maxProperties: 3 }"),
    probe("maxProperties", "on declared properties", "{ type: object, properties: { a: {} }, maxProperties: 3 }"),
    probe("minProperties", "on a map", "{ type: object, additionalProperties: { type: string }, minProperties: 3 }"),
    probe("minProperties", "on declared properties", "{ type: object, properties: { a: {} }, minProperties: 3 }"),
    probe(
        "dependentRequired",
        "everywhere",
        "{ type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } }",
    ),
    probe(
        "dependentSchemas",
        "everywhere",
        "{ type: object, properties: { a: {} }, dependentSchemas: { a: { required: [b] } } }",
    ),
    probe(
        "allOf",
        "everywhere: merged",
        "{ allOf: [{ type: object, properties: { a: { type: string } } }, { required: [a] }] }",
    ),
    probe("anyOf", "told apart by type", "{ anyOf: [{ type: string }, { type: integer }] }"),
    probe(
        "anyOf",
        "nothing tells apart: by trying",
        "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
    ),
    probe(
        "oneOf",
        "told apart by a tag",
        "{ oneOf: [{ type: object, required: [t], properties: { t: { const: a } } }, { type: object, required: [t], properties: { t: { const: b }, x: { type: string } } }] }",
    ),
    probe(
        "oneOf",
        "over required names",
        "{ type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }",
    ),
    probe("not", "of types", "{ not: { type: [string, object, array] } }"),
    probe("not", "on strings and numbers", "{ type: string, not: { maxLength: 3 } }"),
    probe("not", "elsewhere", "{ type: object, properties: { a: {} }, not: { required: [a] } }"),
    probe("if", "on strings and numbers", "{ type: string, if: { maxLength: 3 }, then: { pattern: '^a' } }"),
    probe(
        "if",
        "elsewhere",
        "{ type: object, properties: { a: {}, b: {} }, if: { required: [a] }, then: { required: [b] } }",
    ),
    probe("$ref", "everywhere", "{ $ref: '#/$defs/named' }"),
    probe("$dynamicRef", "everywhere: a type for each dynamic scope", "{ $dynamicRef: '#/$defs/named' }"),
];

/// Read as other keywords: `then` with `if`, and what draft-07 calls otherwise.
const READ_AS: [(&str, &str); 5] = [
    ("additionalItems", "draft-07: `items` behind `prefixItems`"),
    ("definitions", "draft-07: `$defs`"),
    ("dependencies", "draft-07: `dependentRequired` and `dependentSchemas`"),
    ("else", "with `if`"),
    ("then", "with `if`"),
];

/// These name things, or say something to people and tools.
const ANNOTATIONS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
    "x-event",
    "x-rust-name",
    "x-rust-type",
    "x-sensitive",
];

/// What a Rust type cannot hold, what becomes of it, and the code of its diagnostic, if it has one.
const NOT_HELD: &[(&str, &str, Option<&str>)] = &[
    ("an integer beyond its Rust type", "refused", Some("out-of-reach")),
    ("a number without `type: integer` that no double holds exactly", "the nearest double, before any check", None),
    (
        "a text that takes more than 1,000,000 steps of a pattern that looks around or back",
        "refused",
        Some("backtracking"),
    ),
    ("types that lie too deep in one another for rustc", "an error", Some("too-deep")),
    ("schemas that combine to too many types", "an error", Some("too-many")),
    ("a pattern that is too large when it is compiled", "an error", Some("pattern-too-large")),
];

fn program(schema: &str) -> Program {
    let text = format!(
        "x-event: {{ domain: a, name: b, version: 1 }}\ntype: object\nproperties:\n  v: {schema}\n\
         $defs:\n  named: {{ $dynamicAnchor: named, type: object, properties: {{ a: {{ type: string }} }} }}\n"
    );
    let mut sources = Sources::default();
    let file = sources.add(Source { path: "a.yaml".into(), display: "a.yaml".into(), text });
    let (catalog, problems) = contract::load(sources, &[file], &[]);
    let errors: Vec<_> = problems.iter().filter(|one| one.severity == crate::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{schema}: {errors:?}");
    super::lower(&catalog).program
}

/// How the generated code says what a schema asks for.
fn outcome(program: &Program) -> &'static str {
    let (mut judged, mut checked) = (false, false);
    let mut pending: Vec<&Use> = Vec::new();
    for def in &program.types {
        judged |= !def.judged.is_empty();
        match &def.kind {
            Kind::Struct(object) => {
                checked |= !object.presence.is_empty();
                pending.extend(object.fields.iter().filter_map(Field::value));
                pending.extend(match &object.rest {
                    Rest::Typed(rest) => Some(rest),
                    Rest::Open | Rest::Closed => None,
                });
            }
            Kind::Union(union) => pending.extend(union.branches.iter().map(|branch| &branch.ty)),
            Kind::Sequence(sequence) => pending.extend(sequence.positions.iter().chain(&sequence.rest)),
            Kind::Newtype(value) => pending.push(value),
            Kind::Enum(_) | Kind::Pending => {}
        }
    }
    while let Some(value) = pending.pop() {
        judged |= !value.judged.is_empty();
        checked |= !value.checks.is_empty();
        match &value.ty {
            Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) => pending.push(inner),
            Type::Tuple(positions) => pending.extend(positions),
            _ => {}
        }
    }
    match (judged, checked) {
        (true, _) => "judged as text",
        (false, true) => "checked",
        (false, false) => "typed",
    }
}

fn keywords() -> String {
    let mut table = "| keyword | where | how |\n| --- | --- | --- |\n".to_owned();
    for name in names() {
        for probe in PROBES.iter().filter(|probe| probe.keyword == name) {
            writeln!(table, "| `{name}` | {} | {} |", probe.place, outcome(&program(probe.schema))).unwrap();
        }
        if let Some((_, other)) = READ_AS.iter().find(|(keyword, _)| *keyword == name) {
            writeln!(table, "| `{name}` | {other} | as there |").unwrap();
        }
    }
    let others: Vec<String> = ANNOTATIONS.iter().map(|name| format!("`{name}`")).collect();
    write!(table, "\nThe rest say nothing about a payload: {}.\n", others.join(", ")).unwrap();
    table
}

fn names() -> BTreeSet<&'static str> {
    [Dialect::DRAFT_2020, Dialect::DRAFT_7].into_iter().flat_map(vocabulary::names).collect()
}

fn not_held() -> String {
    let mut table = "| what | what becomes of it | diagnostic |\n| --- | --- | --- |\n".to_owned();
    for (what, becomes, code) in NOT_HELD {
        assert!(code.is_none_or(|code| codes().any(|known| known.name == code)), "{code:?}");
        let code = code.map(|code| format!("`{code}`")).unwrap_or_default();
        writeln!(table, "| {what} | {becomes} | {code} |").unwrap();
    }
    table.push_str("\n| `format` beside `type: integer` | Rust type | least | most |\n| --- | --- | --- | --- |\n");
    writeln!(table, "| none, or any other | `i64` | {} | {} |", i64::MIN, i64::MAX).unwrap();
    for (format, rust) in INTEGERS {
        let (least, most) = range(rust);
        writeln!(table, "| `{format}` | `{rust}` | {least} | {most} |").unwrap();
    }
    table
}

fn formats() -> String {
    let mut table = "| format | Rust type | drafts | grammar |\n| --- | --- | --- | --- |\n".to_owned();
    for (format, rust) in FORMATS {
        let cases = format!("{}/../runtime/tests/formats/{format}.json", env!("CARGO_MANIFEST_DIR"));
        let grammar = fs::read_to_string(cases).map_or_else(
            |_| "RFC 5890, section 2.3.2.3; RFC 5891, section 4.2.2; needs the feature `fallback`".to_owned(),
            |text| text.split('"').nth(3).unwrap().to_owned(),
        );
        let both = is_defined_format(format, Dialect::DRAFT_7);
        let drafts = if both { "2020-12, draft-07" } else { "2020-12" };
        writeln!(table, "| `{format}` | `{rust}` | {drafts} | {grammar} |").unwrap();
    }
    table
}

#[test]
fn every_keyword_is_told() {
    let told: BTreeSet<&str> = PROBES.iter().map(|probe| probe.keyword).collect();
    let others: BTreeSet<&str> = READ_AS.iter().map(|(name, _)| *name).chain(ANNOTATIONS.iter().copied()).collect();
    assert_eq!(&told | &others, names());
    assert_eq!(&told & &others, BTreeSet::new());
    for row in ROWS {
        let shown = PROBES.iter().filter(|probe| probe.keyword == row.keyword);
        assert!(
            shown.map(|probe| outcome(&program(probe.schema))).any(|how| how.starts_with("judged")),
            "{}",
            row.keyword
        );
    }
}

#[test]
fn the_page_is_true() {
    let path = format!("{}/../docs/exactness.md", env!("CARGO_MANIFEST_DIR"));
    let before = fs::read_to_string(&path).expect("the page");
    let mut page = before.clone();
    for (name, table) in [("not-held", not_held()), ("keywords", keywords()), ("formats", formats())] {
        let begin = format!("<!-- generated: {name} -->\n");
        let start = page.find(&begin).expect("the table's place") + begin.len();
        let end = start + page[start..].find("<!-- end -->").expect("the table's end");
        page.replace_range(start..end, &table);
    }
    if env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write(&path, &page).expect("the page");
    } else {
        assert!(page == before, "docs/exactness.md has drifted: EVENKEEL_BLESS=1 rewrites it");
    }
}
