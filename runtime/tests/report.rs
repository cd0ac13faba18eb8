//! What is said of a payload that was refused.
//!
//! Each file of `report/` is a schema and payloads with the violations that they get, as text. The
//! verdicts over all payloads and all schemas are those of the `jsonschema` crate.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod support;

use evenkeel::{Value, Violation};
use std::{collections::BTreeSet, fs, path::Path};
use support::report;

struct File {
    name: String,
    schema: Value,
    cases: Vec<(Value, Vec<String>)>,
}

/// All files, but those that take a feature that is off.
fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let strings =
            |value: &Value| value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
        let cases = file["cases"].as_array().unwrap();
        File {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            schema: file["schema"].clone(),
            cases: cases.iter().map(|case| (case["payload"].clone(), strings(&case["violations"]))).collect(),
        }
    };
    let decided = |file: &File| cfg!(feature = "pattern") || !file.schema.to_string().contains("\"pattern");
    paths.iter().map(read).filter(decided).collect()
}

fn line(violation: &Violation) -> String {
    format!("{} {}: {}", violation.instance_path, violation.schema_path, violation.message())
}

#[test]
fn every_violation_is_told() {
    for file in files() {
        for (payload, expected) in &file.cases {
            let violations = report(&file.schema.to_string(), &payload.to_string());
            let lines: Vec<String> = violations.iter().flatten().map(line).collect();
            assert_eq!(&lines, expected, "{}: {payload}", file.name);
            assert!(violations.iter().flatten().all(|v| v.line == Some(1) && v.column.is_some()));
        }
    }
}

/// Every payload of every file against every schema, and each payload with each of its parts
/// replaced by parts of others.
#[test]
fn verdicts_are_those_of_an_independent_validator() {
    let files = files();
    let payloads: Vec<&Value> = files.iter().flat_map(|file| file.cases.iter().map(|(payload, _)| payload)).collect();
    let mut parts = Vec::new();
    for payload in &payloads {
        collect(payload, &mut parts);
    }
    let parts: Vec<Value> = parts
        .iter()
        .map(Value::to_string)
        .collect::<BTreeSet<_>>()
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    let mut count = (0, 0);
    for file in &files {
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&file.schema)
            .unwrap();
        let mut candidates: Vec<Value> = payloads.iter().map(|payload| (*payload).clone()).collect();
        for (payload, _) in &file.cases {
            let mut places = Vec::new();
            pointers(payload, String::new(), &mut places);
            for place in &places {
                for part in &parts {
                    let mut candidate = payload.clone();
                    *candidate.pointer_mut(place).unwrap() = part.clone();
                    candidates.push(candidate);
                }
            }
        }
        for candidate in &candidates {
            agree(file, &validator, candidate);
            count.0 += 1;
            count.1 += usize::from(validator.is_valid(candidate));
        }
    }
    assert!(count.1 > 1000 && count.0 - count.1 > 1000, "both verdicts are tried: {count:?}");
}

fn agree(file: &File, validator: &jsonschema::Validator, payload: &Value) {
    let ours = report(&file.schema.to_string(), &payload.to_string());
    let mut theirs = BTreeSet::new();
    for error in validator.iter_errors(payload) {
        let path = error.instance_path().to_string();
        theirs.insert((path.clone(), error.kind().keyword().to_owned()));
        // `dependentRequired` calls itself `required`, and only its place tells.
        theirs.extend(error.evaluation_path().to_string().split('/').map(|step| (path.clone(), step.to_owned())));
    }
    assert_eq!(ours.is_none(), theirs.is_empty(), "{}: {payload}\n{ours:?}\n{theirs:?}", file.name);
    for violation in ours.iter().flatten() {
        // What is wrong within these keywords is one error there, and members too much are one.
        let summed_up = ["/anyOf/", "/oneOf/", "/unevaluatedItems/", "/unevaluatedProperties/"];
        let within = summed_up.iter().any(|keyword| violation.schema_path.contains(keyword));
        let parent = violation.instance_path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        let keyword = match violation.keyword.as_str() {
            "minContains" | "maxContains" => "contains".to_owned(),
            keyword => keyword.to_owned(),
        };
        let place = (violation.instance_path.clone(), keyword.clone());
        let as_one = (parent, keyword);
        assert!(
            within || theirs.contains(&place) || theirs.contains(&as_one) || falsehood(violation, &theirs),
            "{}: {payload}\n{violation:?}\n{theirs:?}",
            file.name
        );
    }
}

/// What the schema `false` refuses is an error of a keyword of its own there.
fn falsehood(violation: &Violation, theirs: &BTreeSet<(String, String)>) -> bool {
    theirs.iter().any(|(path, keyword)| path == &violation.instance_path && keyword == "falseSchema")
}

fn collect(value: &Value, parts: &mut Vec<Value>) {
    parts.push(value.clone());
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, parts)),
        Value::Object(members) => members.values().for_each(|member| collect(member, parts)),
        _ => {}
    }
}

fn pointers(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, format!("{at}/{i}"), places));
        }
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        _ => {}
    }
    places.push(at);
}
