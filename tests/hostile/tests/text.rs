//! Texts that try to leave their place: in names, documentation, values, paths. What is generated parses,
//! holds nothing that came from a definition, and has the same items whatever the text is.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use evenkeel_codegen::source::{Source, Sources};
use evenkeel_codegen::{Builder, UnknownFields};
use evenkeel_hostile::inert;
use serde_json::{Value, json};

/// Texts that mean something to Rust, to its documentation, to a terminal, to a shell or to a file system.
const TEXTS: &[&str] = &[
    "\"",
    "\\",
    "'",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "*/",
    "/*",
    "/**/",
    "*/ fn main() {} /*",
    "//",
    "///",
    "//!",
    "#![no_std]",
    "#[cfg(any())]",
    "\"]\n#[path = \"/etc/passwd\"]\nmod x;",
    "\"; include!(\"/etc/passwd\"); \"",
    "\"#",
    "\"##",
    "r#\"",
    "\"####;",
    "r\"\\",
    "b\"",
    "{}",
    "{0}",
    "{x:?}",
    "}",
    "{",
    "$crate",
    "macro_rules!",
    "env!(\"HOME\")",
    "\\u{202e}",
    "\u{202e}drawkcab",
    "\u{2066}\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{1b}[31m",
    "```",
    "```\nlet x = 1;\n```",
    "~~~",
    "[link](javascript:alert(1))",
    "<script>",
    "[`super`]",
    "`",
    "self",
    "Self",
    "super",
    "crate",
    "_",
    "__p",
    "r#type",
    "type",
    "fn",
    "async",
    "gen",
    "dyn",
    "u8",
    "str",
    "bool",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Vec",
    "String",
    "Box",
    "Default",
    "From",
    "Into",
    "Iterator",
    "Send",
    "Drop",
    "Copy",
    "Builder",
    "builder",
    "build",
    "validate",
    "rules",
    "KEYS",
    "SCHEMA",
    "SUBJECT",
    "TYPE",
    "extra",
    "additional_properties",
    "value",
    "map",
    "serializer",
    "field0",
    "0",
    "007",
    "-1",
    "+1",
    "1e5",
    "9lives",
    " ",
    "  x  ",
    "",
    "é",
    "e\u{301}",
    "日本語",
    "𝒳",
    "ﬁ",
    "ǅ",
    "ß",
    "İ",
    "🦀",
    "\u{10ffff}",
    "../../../etc/passwd",
    "..",
    ".",
    "/",
    "\\\\server\\share",
    "a/b",
    "a~b",
    "~0",
    "~1",
    "%2e%2e",
    "a#b",
    "a?b",
    "$ref",
    "$id",
    "$defs",
    "x-event",
    "properties",
    "items",
    "oneOf",
    "%s%n",
    "$(rm -rf /)",
    "; rm -rf /",
    "<!--",
    "]]>",
    "\u{fffd}",
    "\u{e000}",
    "OrderCreatedV1",
    "order_created_v1",
    "OrderEvent",
    "AnyEvent",
    "evenkeel",
    "std",
    "core",
    "::std",
    "'static",
    "'a",
    "a'b",
];

/// A definition with one text in every place that takes any.
fn definition(text: &str) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": text,
        "description": text,
        "$comment": text,
        "x-event": {
            "domain": "order", "name": "created", "version": 1, "owner": text, "stream": text, "tags": [text],
            "deprecated": {"reason": text},
        },
        "x-anything": {text: text},
        "type": "object",
        "required": ["constant", "object"],
        "properties": {
            "documented": {"type": "string", "title": text, "description": text, "default": text, "examples": [text]},
            "constant": {"const": text},
            "object": {"const": {text: [text]}},
            "optional": {"const": text},
            "word": {"enum": [text, "other", 1]},
            "words": {"type": "string", "enum": [text, "a", "b"], "description": text},
            "values": {"enum": [[text], {text: text}]},
            "text": {"type": "string", "format": text, "contentMediaType": text},
            "union": {"oneOf": [
                {"type": "object", "required": ["kind"], "title": text, "properties": {"kind": {"const": text}}},
                {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "other kind"}, text: {"type": "null"}}},
            ]},
            "either": {"anyOf": [{"required": [text]}, {"required": ["b"]}], "type": "object"},
            "inner": {"type": "object", "additionalProperties": false, "properties": {
                text: {"type": "object", "description": text, "properties": {text: {"type": "integer", "default": 7}}},
            }},
            "referred": {"$ref": format!("#/$defs/{}", escaped(text))},
        },
        "$defs": {text: {"type": "object", "properties": {"x": {"type": "string"}}}},
    })
}

/// A token of a JSON pointer in a URI fragment.
fn escaped(text: &str) -> String {
    let token = text.replace('~', "~0").replace('/', "~1");
    token.bytes().fold(String::new(), |out, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'~' | b'.' => out + &char::from(byte).to_string(),
        _ => out + &format!("%{byte:02X}"),
    })
}

fn generate(path: &str, text: String, unknown: UnknownFields) -> Result<evenkeel_codegen::Output, String> {
    let mut sources = Sources::default();
    sources.add(Source { path: path.into(), display: path.into(), text });
    Builder::new().unknown_fields(unknown).generate_sources(sources).map_err(|error| error.to_string())
}

/// The items of the generated files by kind: no names, for these follow the text.
fn skeleton(files: &std::collections::BTreeMap<String, String>) -> Vec<(String, usize)> {
    let kinds = ["pub struct ", "pub enum ", "impl", "pub const ", "pub fn ", "pub mod ", "use ", "#[allow"];
    let code: Vec<&String> = files.iter().filter(|(name, _)| inert::is_rust(name)).map(|(_, text)| text).collect();
    let count =
        |kind: &str| code.iter().flat_map(|text| text.lines()).filter(|l| l.trim_start().starts_with(kind)).count();
    kinds.into_iter().map(|kind| (kind.to_owned(), count(kind))).collect()
}

#[test]
fn a_text_in_every_place_stays_in_its_place() {
    let usual = generate("some/where.json", definition("usual").to_string(), UnknownFields::Keep).unwrap();
    let expected = skeleton(&usual.files);
    let mut wrong = Vec::new();
    for text in TEXTS {
        for unknown in [UnknownFields::Ignore, UnknownFields::Keep] {
            match generate("some/where.json", definition(text).to_string(), unknown) {
                Ok(output) => {
                    inert::check(&output.files);
                    let found = skeleton(&output.files);
                    // Some texts are names of what the definition has already, or formats with a check.
                    if unknown == UnknownFields::Keep && found != expected {
                        let differ = expected.iter().zip(&found).filter(|(a, b)| a.1.abs_diff(b.1) > 4);
                        wrong.extend(differ.map(|(a, b)| format!("{text:?}: {a:?} is {b:?}")));
                    }
                    let code = &output.files["order.rs"];
                    let hidden = ['\u{202e}', '\u{2066}', '\u{2069}', '\u{200b}', '\0', '\u{1b}', '\u{7f}', '\u{feff}'];
                    if let Some(found) = code.chars().find(|c| hidden.contains(c)) {
                        wrong.push(format!("{text:?}: {found:?} stands in the code as it is"));
                    }
                }
                Err(report) => wrong.push(format!("{text:?}: {report}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_where_it_must_be_a_name_is_refused_or_harmless() {
    for text in TEXTS {
        let with = |change: &dyn Fn(&mut Value)| {
            let mut definition = json!({
                "x-event": {"domain": "order", "name": "created", "version": 1},
                "type": "object",
                "properties": {"a": {"type": "object", "properties": {"x": {"type": "integer"}}}, "p": {"type": "string"}},
            });
            change(&mut definition);
            if let Ok(output) = generate("some/where.json", definition.to_string(), UnknownFields::Deny) {
                inert::check(&output.files);
            }
        };
        with(&|d| d["x-event"]["domain"] = json!(text));
        with(&|d| d["x-event"]["name"] = json!(text));
        with(&|d| d["x-event"]["key"] = json!(text));
        with(&|d| d["x-event"]["deprecated"] = json!({"successor": text, "since": text}));
        with(&|d| d["properties"]["a"]["x-rust-name"] = json!(text));
        with(&|d| d["properties"]["a"]["properties"]["x"]["x-rust-type"] = json!(text));
        with(&|d| d["properties"]["p"]["pattern"] = json!(text));
        with(&|d| d["properties"]["p"]["$ref"] = json!(text));
        with(&|d| d["properties"]["p"]["type"] = json!(text));
        with(&|d| d["$id"] = json!(text));
        with(&|d| d["$schema"] = json!(text));
        with(&|d| d["$anchor"] = json!(text));
    }
}

#[test]
fn a_path_is_a_name_and_no_code() {
    for text in TEXTS {
        let path = format!("{text}/where.json");
        let mut sources = Sources::default();
        let shared = json!({"type": "object", "title": text, "properties": {"x": {"type": "string"}}});
        sources.add(Source { path: path.clone(), display: path.clone(), text: shared.to_string() });
        let reference: Vec<String> = path.split('/').map(escaped).collect();
        let event = json!({
            "x-event": {"domain": "order", "name": "created", "version": 1},
            "properties": {"a": {"$ref": reference.join("/").replace('~', "%7E")}},
            "type": "object",
        });
        sources.add(Source { path: "event.json".into(), display: "event.json".into(), text: event.to_string() });
        if let Ok(output) = Builder::new().generate_sources(sources) {
            inert::check(&output.files);
            for name in output.files.keys() {
                let plain = name.strip_prefix("schema/").unwrap_or(name);
                assert!(!plain.contains(['/', '\\', '\0', '\n']) && !plain.starts_with('.'), "{text:?} makes {name:?}");
                assert!(plain.len() <= 255, "{text:?} makes {name:?}");
            }
        }
    }
}

#[test]
fn a_file_has_a_name_that_file_systems_take() {
    let long = vec!["a-folder-with-a-long-name"; 60].join("/");
    let mut sources = Sources::default();
    for leaf in ["one", "two"] {
        let path = format!("{long}/{leaf}.json");
        let text = json!({"type": "object", "properties": {"x": {"type": "string"}}}).to_string();
        sources.add(Source { path: path.clone(), display: path, text });
    }
    let event = json!({
        "x-event": {"domain": "order", "name": "created", "version": 1},
        "type": "object",
        "properties": {"a": {"$ref": format!("{long}/one.json")}, "b": {"$ref": format!("{long}/two.json")}},
    });
    sources.add(Source { path: "event.json".into(), display: "event.json".into(), text: event.to_string() });
    let output = Builder::new().generate_sources(sources).unwrap();
    inert::check(&output.files);
    let names = || output.files.keys().map(|name| name.rsplit('/').next().unwrap_or(name));
    assert!(names().all(|name| name.len() <= 255), "{:?}", names().collect::<Vec<_>>());
    assert_eq!(names().filter(|name| name.starts_with("shared.")).count(), 3, "{:?}", names().collect::<Vec<_>>());
}
