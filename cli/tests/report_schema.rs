//! The JSON Schema of the report of `check`, held against every report in the transcripts.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use serde_json::Value;
use std::fs;
use std::path::Path;

/// The reports of a transcript: standard output below each `check --format json`.
fn reports(transcript: &str) -> Vec<Value> {
    let commands = transcript.split("\n$ ").filter(|block| block.starts_with("evenkeel check --format json\n"));
    let output = commands.map(|block| block.lines().filter_map(|line| line.strip_prefix("> ")).collect::<String>());
    output.map(|text| serde_json::from_str(&text).unwrap()).collect()
}

#[test]
fn every_report_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../src/command/report.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let transcript = fs::read_to_string(cases.join("check-rows/transcript.txt")).unwrap();
    let reports = reports(&transcript);
    assert!(reports.len() >= 5);
    for report in reports {
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?} in {report:#}");
    }
}
