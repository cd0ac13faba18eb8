//! Every case: its code is up to date and formatted, and its payloads get their verdicts.

use evenkeel_golden::CASES;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(case)
}

fn json(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_code_is_what_is_generated() {
    for case in CASES {
        let folder = folder(case.name);
        let builder = evenkeel_codegen::Builder::new().configured(&folder).expect("options");
        let output = builder.generate(folder.join("schemas")).unwrap_or_else(|error| panic!("{error}"));
        let drift = output.drift(folder.join("rust")).expect("a folder");
        assert!(drift.is_empty(), "EVENKEEL_BLESS=1 cargo test -p evenkeel-golden brings it up to date: {drift:#?}");
    }
}

#[test]
fn the_code_is_formatted() {
    for case in CASES {
        let folder = folder(case.name).join("rust");
        let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect();
        let output = Command::new("rustfmt").args(["--edition", "2024", "--check"]).args(&files).output();
        let output = output.expect("rustfmt");
        assert!(output.status.success(), "{}:\n{}", case.name, String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn payloads_get_their_verdicts() {
    let mut count = 0;
    for case in CASES {
        let folder = folder(case.name);
        let payloads = json(&folder.join("payloads.json"));
        for (subject, payloads) in payloads.as_object().expect("payloads by subject") {
            let event = subject.strip_prefix("events.").expect("a subject");
            let schema = json(&folder.join(format!("rust/schema/{event}.json")));
            let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
            for (verdict, valid) in [("valid", true), ("invalid", false)] {
                for payload in payloads[verdict].as_array().expect("a list of payloads") {
                    let place = format!("{}: {subject}: {payload}", case.name);
                    assert_eq!(validator.is_valid(payload), valid, "jsonschema, {place}");
                    judge(case, subject, payload, valid, &place);
                    count += 1;
                }
            }
        }
    }
    println!("{count} payloads");
    assert!(count > 0);
}

/// Held against the typed code: the verdict on reading, and a valid payload comes back unchanged but
/// for what its type does not keep.
fn judge(case: &evenkeel_golden::Case, subject: &str, payload: &Value, valid: bool, place: &str) {
    let bytes = serde_json::to_vec(payload).expect("JSON");
    match (case.decode)(subject, &bytes) {
        Ok(event) => {
            assert!(valid, "decode accepts, {place}");
            let again = event.reencode().unwrap_or_else(|error| panic!("encode refuses, {place}: {error}"));
            let again: Value = serde_json::from_slice(&again).expect("JSON");
            assert!(contains(payload, &again), "{place}\ncame back as {again}");
        }
        Err(evenkeel::Error::Invalid(violations)) => {
            assert!(!valid, "decode refuses, {place}: {violations}");
            assert!(violations.iter().all(|v| !v.keyword.is_empty() && !v.message().is_empty()), "{place}: {violations}");
        }
        Err(error) => panic!("{place}: {error}"),
    }
}

/// Whether the second is the first, unknown members of objects aside.
fn contains(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            after.iter().all(|(name, value)| before.get(name).is_some_and(|before| contains(before, value)))
        }
        (Value::Array(before), Value::Array(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(before, after)| contains(before, after))
        }
        (Value::Number(before), Value::Number(after)) => before.as_f64() == after.as_f64(),
        _ => before == after,
    }
}
