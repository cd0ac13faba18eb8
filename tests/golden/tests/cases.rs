//! Every case: its code is up to date and formatted, and its payloads get their verdicts.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its material is not there, and prints its counts"
)]

use evenkeel_golden::{CASES, Case};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(case)
}

fn json(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_code_is_what_is_generated() {
    for case in CASES {
        let folder = folder(case.name);
        let builder = evenkeel_codegen::Builder::new()
            .configured(&folder)
            .expect("options");
        let output = builder
            .generate(folder.join("schemas"))
            .unwrap_or_else(|error| panic!("{error}"));
        let drift = output.drift(folder.join("rust")).expect("a folder");
        assert!(
            drift.is_empty(),
            "EVENKEEL_BLESS=1 cargo test -p evenkeel-golden brings it up to date: {drift:#?}"
        );
    }
}

#[test]
fn the_code_is_formatted() {
    let roots = CASES
        .iter()
        .map(|case| folder(case.name).join("rust/mod.rs"));
    let output = Command::new("rustfmt")
        .args(["--edition", "2024", "--check"])
        .args(roots)
        .output();
    let output = output.expect("rustfmt");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// What `payloads.json` may say about a payload: the schema's verdict, and that of the typed code.
const VERDICTS: [(&str, bool, bool); 3] = [
    ("valid", true, true),
    ("invalid", false, false),
    ("denied", true, false),
];

#[test]
fn payloads_get_their_verdicts() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for case in CASES {
        let folder = folder(case.name);
        let keeps = fs::read_to_string(folder.join("evenkeel.toml"))
            .is_ok_and(|text| text.contains("\"keep\""));
        let payloads = json(&folder.join("payloads.json"));
        for (subject, payloads) in payloads.as_object().expect("payloads by subject") {
            let event = subject.strip_prefix("events.").expect("a subject");
            let schema = json(&folder.join(format!("rust/schema/{event}.json")));
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(&schema)
                .expect("a schema");
            for (verdict, valid, accepted) in VERDICTS {
                for payload in payloads[verdict].as_array().into_iter().flatten() {
                    let place = format!("{}: {subject}: {payload}", case.name);
                    if validator.is_valid(payload) != valid {
                        wrong.push(format!("{place}: jsonschema does not say {verdict}"));
                    }
                    wrong.extend(
                        judge(case, subject, payload, accepted, keeps)
                            .err()
                            .map(|wrong| format!("{place}: {wrong}")),
                    );
                    count += 1;
                }
            }
        }
    }
    println!("{count} payloads");
    assert!(
        wrong.is_empty(),
        "{} of {count} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 0);
}

/// Held against the typed code: the verdict on reading, and a payload that is accepted comes back
/// unchanged but for what its type does not keep.
fn judge(
    case: &Case,
    subject: &str,
    payload: &Value,
    accepted: bool,
    keeps: bool,
) -> Result<(), String> {
    let bytes = serde_json::to_vec(payload).expect("JSON");
    match (case.decode)(subject, &bytes) {
        Ok(_) if !accepted => Err("decode accepts it".to_owned()),
        Ok(event) => {
            let again = event
                .reencode()
                .map_err(|error| format!("encode refuses what decode accepted: {error}"))?;
            let again = String::from_utf8(again).expect("UTF-8");
            if keeps {
                let change = evenkeel_lossless::difference(&payload.to_string(), &again);
                return change.map_or(Ok(()), Err);
            }
            if contains(payload, &serde_json::from_str(&again).expect("JSON")) {
                Ok(())
            } else {
                Err(format!("came back as {again}"))
            }
        }
        Err(evenkeel::Error::Invalid(violations)) if accepted => {
            Err(format!("decode refuses it: {violations}"))
        }
        Err(evenkeel::Error::Invalid(violations)) => {
            let told = violations
                .iter()
                .all(|v| !v.keyword.is_empty() && !v.message().is_empty());
            if told {
                Ok(())
            } else {
                Err(format!("the violations say nothing: {violations:?}"))
            }
        }
        Err(error) => Err(format!("{error}")),
    }
}

/// Whether the second is the first, unknown members of objects aside.
fn contains(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => after.iter().all(|(name, value)| {
            before
                .get(name)
                .is_some_and(|before| contains(before, value))
        }),
        (Value::Array(before), Value::Array(after)) => {
            before.len() == after.len()
                && before
                    .iter()
                    .zip(after)
                    .all(|(before, after)| contains(before, after))
        }
        (Value::Number(before), Value::Number(after)) => before.as_f64() == after.as_f64(),
        _ => before == after,
    }
}
