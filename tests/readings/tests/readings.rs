//! Asks each validator for its reading of each case, and holds `docs/exactness.md` against the answers.
//! `EVENKEEL_BLESS=1 cargo test -p evenkeel-readings` rewrites its table.
//!
//! A case is a file: `schema`, `instance`, and `valid`, the verdict that the `section` of a specification has, with
//! `why` in a line. `limit` says that our own verdict differs: what a Rust type or an engine cannot do.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

use evenkeel_readings::CASES;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;

const PAGE: &str = "../../docs/exactness.md";
const BEGIN: &str = "<!-- generated: readings -->\n";

#[test]
fn the_page_is_true() {
    let mut table = "| schema | instance | specification | evenkeel | jsonschema | boon | why |\n".to_owned();
    table.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    let mut wrong = Vec::new();
    for (name, decode) in CASES {
        let text = fs::read_to_string(format!("cases/{name}.json")).unwrap();
        let case: Value = serde_json::from_str(&text).unwrap();
        // The instance as it is written, since a number's spelling counts.
        let instance = text.lines().find_map(|line| line.strip_prefix("  \"instance\": ")).unwrap();
        let instance = instance.strip_suffix(',').unwrap();
        let ours = Some(decode(format!("{{\"v\":{instance}}}").as_bytes()));
        let right = case["valid"].as_bool();
        let (jsonschema, boon) = (jsonschema(&case), boon(&case));
        if (ours == right) == (case["limit"] == true) {
            wrong.push(format!("{name}: the specification says {right:?}, and decode {ours:?}"));
        }
        if [ours, jsonschema, boon].iter().all(|reading| *reading == right) {
            wrong.push(format!("{name}: all read it alike"));
        }
        let [right, ours, jsonschema, boon] = [right, ours, jsonschema, boon].map(word);
        let (section, why) = (case["section"].as_str().unwrap(), case["why"].as_str().unwrap());
        let schema = code(&case["schema"].to_string());
        writeln!(
            table,
            "| {schema} | {} | {right}: {section} | {ours} | {jsonschema} | {boon} | {why} |",
            code(instance)
        )
        .unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut page = fs::read_to_string(PAGE).unwrap();
    let start = page.find(BEGIN).unwrap() + BEGIN.len();
    let end = start + page[start..].find("<!-- end -->").unwrap();
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        page.replace_range(start..end, &table);
        fs::write(PAGE, page).unwrap();
    } else {
        assert_eq!(page[start..end], table, "EVENKEEL_BLESS=1 rewrites it");
    }
}

/// In a table, as code.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn word(reading: Option<bool>) -> &'static str {
    match reading {
        Some(true) => "accepts",
        Some(false) => "refuses",
        None => "no schema",
    }
}

fn jsonschema(case: &Value) -> Option<bool> {
    let validator = jsonschema::options().should_validate_formats(true).build(&case["schema"]).ok()?;
    Some(validator.is_valid(&case["instance"]))
}

fn boon(case: &Value) -> Option<bool> {
    const PLACE: &str = "https://example.com/case";
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(PLACE, case["schema"].clone()).ok()?;
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(PLACE, &mut schemas).ok()?;
    Some(schemas.validate(&case["instance"], index).is_ok())
}
