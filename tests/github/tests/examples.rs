//! GitHub's own example payloads get the verdict of the `jsonschema` crate.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its material is not there, and prints its counts"
)]

use evenkeel_github::events::AnyEvent;
use evenkeel_lossless::difference;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs, io::Write as _};

/// A payload, and the event that it is.
struct Example {
    /// `issues.opened`
    event: String,
    definition: String,
    payload: Value,
}

fn package(variable: &str) -> PathBuf {
    PathBuf::from(env::var(variable).unwrap_or_else(|_| panic!("`{variable}` is not set: run `tests/run.sh`")))
}

fn bundle() -> Value {
    let text = fs::read(package("GITHUB_WEBHOOKS_SCHEMAS").join("schema.json")).expect("the bundle");
    serde_json::from_slice(&text).expect("the bundle is JSON")
}

fn examples(bundle: &Value) -> Vec<Example> {
    let path = package("GITHUB_WEBHOOKS_EXAMPLES").join("api.github.com/index.json");
    let index: Value = serde_json::from_slice(&fs::read(path).expect("the examples")).expect("they are JSON");
    let mut examples = Vec::new();
    for group in index.as_array().expect("a list of events") {
        let event = group["name"].as_str().expect("a name");
        for payload in group["examples"].as_array().expect("a list of payloads") {
            let action = payload["action"].as_str().unwrap_or("event");
            let named = bundle["definitions"].get(format!("{event}${action}")).is_some();
            let action = if named { action } else { "event" };
            examples.push(Example {
                event: format!("{event}.{action}"),
                definition: format!("{event}${action}"),
                payload: payload.clone(),
            });
        }
    }
    examples
}

/// What the `jsonschema` crate says of each payload, `format` asserted.
fn verdicts(bundle: &Value, examples: &[Example]) -> Vec<bool> {
    let mut validators = BTreeMap::new();
    let uri = "https://example.com/github.json";
    let registry =
        jsonschema::Registry::new().add(uri, bundle.clone()).expect("a resource").prepare().expect("a registry");
    for example in examples {
        validators.entry(&example.definition).or_insert_with(|| {
            let schema = json!({
                "$schema": "http://json-schema.org/draft-07/schema#",
                "$ref": format!("{uri}#/definitions/{}", example.definition),
            });
            jsonschema::options()
                .with_registry(&registry)
                .should_validate_formats(true)
                .build(&schema)
                .expect("a schema")
        });
    }
    examples.iter().map(|example| validators[&example.definition].is_valid(&example.payload)).collect()
}

#[test]
fn decode_agrees() {
    let bundle = bundle();
    let examples = examples(&bundle);
    let verdicts = verdicts(&bundle, &examples);
    let mut agreed = 0;
    for (example, valid) in examples.iter().zip(&verdicts) {
        let bytes = serde_json::to_vec(&example.payload).expect("JSON");
        let decoded = AnyEvent::decode(&format!("events.{}.v1", example.event), &bytes);
        match &decoded {
            Ok(_) if *valid => agreed += 1,
            Err(evenkeel::Error::Invalid(_)) if !valid => agreed += 1,
            _ => panic!("{}: jsonschema says {valid}, decode says {decoded:?}", example.event),
        }
    }
    let valid = verdicts.iter().filter(|valid| **valid).count();
    println!("decode: {agreed} of {} payloads agree ({valid} valid)", examples.len());
    assert_eq!((agreed, examples.len()), (329, 329));
}

#[test]
fn accepted_payloads_survive() {
    let bundle = bundle();
    let (mut accepted, mut changed) = (0, Vec::new());
    for example in examples(&bundle) {
        let before = example.payload.to_string();
        let Ok(event) = AnyEvent::decode(&format!("events.{}.v1", example.event), before.as_bytes()) else { continue };
        accepted += 1;
        match event.encode() {
            Ok(bytes) => {
                let after = String::from_utf8(bytes).expect("UTF-8");
                changed.extend(difference(&before, &after).map(|place| format!("{}: {place}", example.event)));
            }
            Err(error) => changed.push(format!("{}: encode refuses it: {error}", example.event)),
        }
    }
    println!("lossless: {} of {accepted} accepted payloads come back unchanged", accepted - changed.len());
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    assert_eq!(accepted, 276);
}

#[test]
fn validate_agrees() {
    let bundle = bundle();
    let examples = examples(&bundle);
    let verdicts = verdicts(&bundle, &examples);
    let mut by_event: BTreeMap<&str, Vec<(&Value, bool)>> = BTreeMap::new();
    for (example, valid) in examples.iter().zip(&verdicts) {
        by_event.entry(&example.event).or_default().push((&example.payload, *valid));
    }
    let mut agreed = 0;
    for (event, payloads) in &by_event {
        let (exit, invalid) = validate(event, payloads.iter().map(|(payload, _)| *payload));
        let expected = payloads.iter().filter(|(_, valid)| !valid).count();
        assert_eq!(exit, i32::from(expected > 0), "{event}");
        assert_eq!(invalid, expected, "{event}");
        agreed += payloads.len();
    }
    println!("evenkeel validate: {agreed} of {} payloads agree, {} events", examples.len(), by_event.len());
    assert_eq!(agreed, 329);
}

/// The exit code of `evenkeel validate`, and how many payloads it refuses.
fn validate<'a>(event: &str, payloads: impl Iterator<Item = &'a Value>) -> (i32, usize) {
    let tests = env::current_exe().expect("the test's own path");
    let command = tests.ancestors().nth(2).expect("the target folder").join("evenkeel");
    let mut child = Command::new(&command)
        .args(["validate", "--format", "json", "--schemas", evenkeel_github::SCHEMAS, &format!("{event}.v1"), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo build -p evenkeel-cli` makes it", command.display()));
    let mut stdin = child.stdin.take().expect("a pipe");
    let text = payloads.map(Value::to_string).collect::<Vec<_>>().join("\n");
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()).expect("it reads"));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("all was written");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let invalid = report["payloads"].as_array().expect("a list").iter().filter(|p| p["verdict"] == json!("invalid"));
    (output.status.code().expect("a code"), invalid.count())
}

#[test]
fn typed_share() {
    let builder = evenkeel_codegen::Builder::new();
    let events = builder.load(evenkeel_github::SCHEMAS).expect("definitions").catalog.contracts.len();
    println!("GitHub's contracts: {events} events compiled");
    assert_eq!(
        events,
        bundle()["definitions"].as_object().expect("definitions").keys().filter(|n| n.contains('$')).count()
    );
    let share = builder.typed_share(evenkeel_github::SCHEMAS).expect("definitions");
    println!(
        "typed share of GitHub's contracts: {} of {} schemas that say something ({:.2} %); {} say nothing",
        share.typed,
        share.typed + share.values.len(),
        share.ratio() * 100.0,
        share.anything
    );
    for (place, reason) in &share.values {
        println!("  {place}: {reason}");
    }
    assert!(share.ratio() >= 0.95);
}
