//! Definitions that are large, deep or tangled: code or diagnostics, and memory within a stated multiple
//! of the text. The whole table runs on the small stack that test threads have.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test may panic, and prints its figures")]

use evenkeel_codegen::source::{Source, Sources};
use evenkeel_codegen::{Builder, Output};
use evenkeel_hostile::inert;
use peak_alloc::PeakAlloc;
use std::fmt::Write as _;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many bytes of memory a byte of a definition may take, generated code included.
const A_BYTE: usize = 400;

/// What any definition may take.
const ANY: usize = 64 << 20;

/// What becomes of a definition.
#[derive(Clone, Copy)]
enum End {
    /// Code.
    Code,
    /// A diagnostic with this code, and no more than so many in all.
    Refused(&'static str),
}
use End::{Code, Refused};

const YAML: &str = "some/where.yaml";
const JSON: &str = "some/where.json";
const EVENT: &str = r#""x-event": {"domain": "order", "name": "created", "version": 1}"#;

#[allow(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<(&'static str, &'static str, End, String)> {
    let yaml = "x-event: {domain: order, name: created, version: 1}\n";
    vec![
        ("arrays 10,000 deep, JSON", JSON, Refused("too-deep"), "[".repeat(10_000)),
        ("objects 10,000 deep, JSON", JSON, Refused("too-deep"), nested("{\"items\":", "true", "}", 10_000)),
        ("schemas 10,000 deep, JSON", JSON, Refused("too-deep"), {
            format!("{{{EVENT}, \"not\": {}}}", nested("{\"not\":", "true", "}", 10_000))
        }),
        ("flow 10,000 deep, YAML", YAML, Refused("too-deep"), nested("{a: ", "1", "}", 10_000)),
        ("flow sequences 10,000 deep, unclosed", YAML, Refused("too-deep"), "[".repeat(10_000)),
        ("block 10,000 deep, YAML", YAML, Refused("too-deep"), "- ".repeat(10_000) + "1"),
        ("block mappings 1,000 deep", YAML, Refused("too-deep"), {
            (0..1_000).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n")
        }),
        ("anchors that double 100 times", YAML, Refused("alias-limit"), {
            let bomb = (1..100)
                .fold("a0: &a0 [x]\n".to_owned(), |text, n| text + &format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
            yaml.to_owned() + &bomb
        }),
        ("an alias in itself", YAML, Refused("recursive-alias"), format!("{yaml}a: &a [*a]\n")),
        ("`allOf` that holds itself", JSON, Refused("endless-reference"), root(r##""allOf": [{"$ref": "#"}]"##)),
        ("a reference to itself", JSON, Refused("endless-reference"), root(r##""$ref": "#""##)),
        ("a ring of 10,000 references", JSON, Refused("endless-reference"), {
            let ring = defs(10_000, |n| format!(r##"{{"$ref": "#/$defs/d{}"}}"##, (n + 1) % 10_000));
            root(&format!(r##""$ref": "#/$defs/d0", {ring}"##))
        }),
        ("a chain of 50,000 references, met everywhere", JSON, Code, {
            let chain = defs(50_000, |n| match n {
                49_999 => r#"{"type": "object", "properties": {"x": {"type": "string"}}}"#.to_owned(),
                _ => format!(r##"{{"$ref": "#/$defs/d{}"}}"##, n + 1),
            });
            let properties = list(5_000, |n| format!(r##""p{n}": {{"$ref": "#/$defs/d{}"}}"##, n * 10));
            root(&format!(r#""type": "object", "properties": {{{properties}}}, {chain}"#))
        }),
        ("a chain of 20,000 `allOf`, met everywhere", JSON, Refused("too-many"), {
            let chain = defs(20_000, |n| match n {
                19_999 => r#"{"type": "object"}"#.to_owned(),
                _ => format!(
                    r##"{{"minProperties": 0, "type": "object", "allOf": [{{"$ref": "#/$defs/d{}"}}]}}"##,
                    n + 1
                ),
            });
            let properties = list(5_000, |n| format!(r##""p{n}": {{"$ref": "#/$defs/d{n}"}}"##));
            root(
                &format!(r#""type": "object", "properties": {{{properties}}}, {chain}"#)
                    .replace(r#""minProperties": 0, "#, ""),
            )
        }),
        ("a chain of 50,000 unions", JSON, Refused("too-deep"), {
            let chain = defs(50_000, |n| match n {
                49_999 => r#"{"type": "string"}"#.to_owned(),
                _ => format!(r##"{{"oneOf": [{{"$ref": "#/$defs/d{}"}}, {{"type": "null"}}]}}"##, n + 1),
            });
            root(&format!(r##""type": "object", "properties": {{"a": {{"$ref": "#/$defs/d0"}}}}, {chain}"##))
        }),
        ("a chain of 10,000 objects", JSON, Refused("too-deep"), {
            let chain = defs(10_000, |n| match n {
                9_999 => r#"{"type": "string"}"#.to_owned(),
                _ => format!(r##"{{"type": "object", "properties": {{"a": {{"$ref": "#/$defs/d{}"}}}}}}"##, n + 1),
            });
            root(&format!(r##""$ref": "#/$defs/d0", {chain}"##))
        }),
        ("a chain of 60 objects, too many for rustc", JSON, Refused("too-deep"), {
            let chain = defs(60, |n| match n {
                59 => r#"{"type": "string"}"#.to_owned(),
                _ => format!(r##"{{"type": "object", "properties": {{"a": {{"$ref": "#/$defs/d{}"}}}}}}"##, n + 1),
            });
            root(&format!(r##""$ref": "#/$defs/d0", {chain}"##))
        }),
        ("branches that are called after each other in a ring", JSON, Code, {
            root(
                r##""type": "object", "properties": {"a": {"oneOf": [
                {"$ref": "#/properties/a/oneOf/1/$defs/p", "$defs": {"q": {"type": "object", "properties": {"x": {"type": "string"}}}}},
                {"$ref": "#/properties/a/oneOf/0/$defs/q", "$defs": {"p": {"type": "object", "properties": {"y": {"type": "string"}}}}}]}}"##,
            )
        }),
        ("a description of 5 MB", JSON, Code, root(&format!(r#""description": "{}""#, "*/ \\\" ".repeat(700_000)))),
        ("one line of 5 MB that is no JSON", JSON, Refused("syntax"), format!("{{{}", "\"a\" ".repeat(1_200_000))),
        ("a name of 1 MB", JSON, Code, {
            root(&format!(r#""type": "object", "properties": {{"{}": {{"type": "string"}}}}"#, "n".repeat(1_000_000)))
        }),
        ("a name of 100 KB above 2,000 schemas", JSON, Refused("too-large"), {
            let inner = list(2_000, |n| format!(r#""p{n}": {{"type": "string"}}"#));
            root(&format!(
                r#""type": "object", "properties": {{"{}": {{"type": "object", "properties": {{{inner}}}}}}}"#,
                "n".repeat(100_000)
            ))
        }),
        ("100,000 properties", JSON, Code, {
            let properties = list(100_000, |n| format!(r#""property_{n}": {{"type": "string"}}"#));
            root(&format!(r#""type": "object", "properties": {{{properties}}}"#))
        }),
        ("4,000 properties that meet in one identifier", JSON, Code, {
            let properties = list(4_000, |n| {
                let name: String = (0..16).map(|bit| if n >> bit & 1 == 1 { "a-" } else { "a_" }).collect();
                format!(r#""{name}": {{"type": "object", "properties": {{"x": {{"type": "null"}}}}}}"#)
            });
            root(&format!(r#""type": "object", "properties": {{{properties}}}"#))
        }),
        ("an `allOf` of 50,000 objects", JSON, Code, {
            let members = list(50_000, |n| {
                format!(
                    r#"{{"type": "object", "properties": {{"p{n}": {{"type": "integer"}}}}, "required": ["p{n}"]}}"#
                )
            });
            root(&format!(r#""allOf": [{members}]"#))
        }),
        ("an `allOf` of 50,000 on one string", JSON, Code, {
            let members = list(50_000, |n| format!(r#"{{"type": "string", "maxLength": {}}}"#, n + 1));
            root(&format!(r#""type": "object", "properties": {{"a": {{"allOf": [{members}]}}}}"#))
        }),
        ("an `allOf` of 3,000 that each govern the others' properties", JSON, Refused("too-many"), {
            let members = list(3_000, |n| {
                format!(
                    r#"{{"properties": {{"p{n}": {{"type": "integer"}}}}, "additionalProperties": {{"minimum": {n}}}}}"#
                )
            });
            root(&format!(r#""type": "object", "allOf": [{members}]"#))
        }),
        ("30,000 branches", JSON, Refused("not-expressed"), {
            let branches = list(30_000, |n| {
                format!(r#"{{"type": "object", "properties": {{"k": {{"const": "k{n}"}}}}, "required": ["k"]}}"#)
            });
            root(&format!(r#""oneOf": [{branches}]"#))
        }),
        ("300 branches that require 100 names each", JSON, Code, {
            let branches = list(300, |n| {
                let required = list(100, |name| format!("\"r{}\"", (n + name) % 1_100));
                format!(
                    r#"{{"type": "object", "properties": {{"k{n}": {{"type": "string"}}}}, "required": [{required}]}}"#
                )
            });
            root(&format!(r#""type": "object", "properties": {{"u": {{"anyOf": [{branches}]}}}}"#))
        }),
        ("30,000 branches of required names", JSON, Code, {
            let branches = list(30_000, |n| format!(r#"{{"required": ["p{n}"]}}"#));
            root(&format!(r#""type": "object", "anyOf": [{branches}]"#))
        }),
        ("unions that multiply", JSON, Refused("not-expressed"), {
            let unions = list(20, |n| {
                format!(
                    r#"{{"oneOf": [{{"required": ["a"], "properties": {{"a{n}": {{"type": "string"}}}}}}, {{"required": ["b"], "properties": {{"b{n}": {{"type": "null"}}}}}}]}}"#
                )
            });
            root(&format!(r#""type": "object", "allOf": [{unions}]"#))
        }),
        ("30,000 strings of an enum", JSON, Code, {
            let values = list(30_000, |n| format!("\"v{n}\""));
            root(&format!(r#""type": "object", "properties": {{"a": {{"enum": [{values}]}}}}"#))
        }),
        ("30,000 numbers of an enum, twice", JSON, Code, {
            let (whole, spelled) = (list(30_000, |n| n.to_string()), list(30_000, |n| format!("{n}.0")));
            root(&format!(
                r#""type": "object", "properties": {{"a": {{"allOf": [{{"enum": [{whole}]}}, {{"enum": [{spelled}]}}]}}}}"#
            ))
        }),
        ("50,000 objects of an enum", JSON, Code, {
            let values = list(50_000, |n| format!(r#"{{"a": [{n}], "b": {{}}}}"#));
            root(&format!(r#""type": "object", "properties": {{"a": {{"enum": [{values}]}}}}"#))
        }),
        ("100,000 mistakes", JSON, Refused("unknown-type"), {
            let properties = list(100_000, |n| format!(r#""p{n}": {{"type": "strng"}}"#));
            root(&format!(r#""type": "object", "properties": {{{properties}}}"#))
        }),
        ("numbers without end", JSON, Refused("number-out-of-range"), {
            root(
                r#""type": "object", "properties": {"a": {"type": "number", "minimum": -1e999999999, "multipleOf": 1e-300},
                "b": {"type": "integer", "maximum": 1e999999999, "default": 1},
                "c": {"type": "integer", "minimum": -99999999999999999999999999999999999999999999}}"#,
            )
        }),
        ("digits without end", JSON, Refused("number-out-of-range"), {
            let digits = "9".repeat(1_000_000);
            root(&format!(r#""type": "object", "properties": {{"a": {{"type": "number", "maximum": {digits}}}}}"#))
        }),
        ("a fraction without end", JSON, Code, {
            let digits = "9".repeat(1_000_000);
            root(&format!(r#""type": "object", "properties": {{"a": {{"type": "number", "maximum": 0.{digits}}}}}"#))
        }),
        ("a pattern of 1 MB", JSON, Code, pattern(&"a|".repeat(200_000))),
        ("a pattern that multiplies", JSON, Refused("pattern-too-large"), pattern("(((a{999}){999}){999}){999}")),
        ("a pattern 100,000 deep", JSON, Refused("pattern-invalid"), pattern(&nested("(", "a", ")", 100_000))),
        ("a pattern without end", JSON, Refused("pattern-invalid"), pattern(&"[".repeat(100_000))),
        ("10,000 patterns", JSON, Code, {
            let properties = list(10_000, |n| format!(r#""p{n}": {{"type": "string", "pattern": "^{n}$"}}"#));
            root(&format!(r#""type": "object", "properties": {{{properties}}}"#))
        }),
    ]
}

fn nested(open: &str, inside: &str, close: &str, levels: usize) -> String {
    open.repeat(levels) + inside + &close.repeat(levels)
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for n in 0..count {
        let comma = if n > 0 { ", " } else { "" };
        _ = write!(text, "{comma}{}", item(n));
    }
    text
}

fn defs(count: usize, schema: impl Fn(usize) -> String) -> String {
    format!("\"$defs\": {{{}}}", list(count, |n| format!("\"d{n}\": {}", schema(n))))
}

fn root(rest: &str) -> String {
    format!("{{{EVENT}, {rest}}}")
}

fn pattern(pattern: &str) -> String {
    root(&format!(r#""type": "object", "properties": {{"a": {{"type": "string", "pattern": "{pattern}"}}}}"#))
}

fn generate(path: &str, text: String) -> Result<Output, evenkeel_codegen::Error> {
    let mut sources = Sources::default();
    sources.add(Source { path: path.into(), display: path.into(), text });
    Builder::new().generate_sources(sources)
}

#[test]
fn every_definition_ends_in_code_or_diagnostics_within_its_bounds() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut wrong = Vec::new();
    for (name, path, end, text) in cases() {
        if !name.contains(&*only) {
            continue;
        }
        let length = text.len();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let started = std::time::Instant::now();
        let result = generate(path, text);
        let peak = MEMORY.peak_usage().saturating_sub(before);
        println!("{name}: {length} bytes, {peak} at most, {} a byte, {:?}", peak / length, started.elapsed());
        if peak > ANY + A_BYTE * length {
            wrong.push(format!("{name}: {peak} bytes of memory for {length} of text"));
        }
        match (end, &result) {
            (Code, Ok(output)) => {
                if length < 1 << 20 {
                    inert::check(&output.files);
                }
            }
            (Refused(code), Err(error)) => {
                let report = error.to_string();
                let codes: Vec<&str> =
                    error.diagnostics().map_or(&[][..], |(found, _)| found).iter().map(|one| one.code).collect();
                if !codes.contains(&code) {
                    wrong.push(format!(
                        "{name}: not refused as {code}: {}",
                        report.chars().take(500).collect::<String>()
                    ));
                }
                if report.len() > 1 << 20 {
                    wrong.push(format!("{name}: a report of {} bytes", report.len()));
                }
            }
            (Code, Err(error)) => {
                wrong.push(format!("{name}: {}", error.to_string().chars().take(500).collect::<String>()));
            }
            (Refused(code), Ok(_)) => wrong.push(format!("{name}: not refused, as {code} or otherwise")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
