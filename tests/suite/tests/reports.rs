//! What is said of every invalid instance of the suite, held against the errors of the `jsonschema` crate: the
//! same keywords fail at the same places, but for what `docs/exactness.md` lists.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test stops where its material is not there")]

use evenkeel::{Error, Violation};
use evenkeel_suite::{EVENTS, TABLE};
use jsonschema::{Draft, Validator};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

/// A place of the payload, or of the schema where one error stands for many, and the keyword that fails there.
type Pair = (String, String);

/// What both sum up or call alike, from what either says.
fn pair(instance: &str, schema: &str, keyword: &str) -> Pair {
    let place = |keyword: &str| (instance.to_owned(), keyword.to_owned());
    let steps: Vec<&str> = schema.split('/').collect();
    // The names of properties are no keywords.
    let is_keyword = |at: usize| at == 0 || !HOLD_NAMES.contains(&steps[at - 1]);
    if let Some(at) = (0..steps.len()).find(|at| is_keyword(*at) && SUM_UP.contains(&steps[*at])) {
        // One error stands for the whole, by its place in the schema.
        return (steps[..at].join("/"), steps[at].to_owned());
    }
    match keyword {
        "minContains" | "maxContains" => place("contains"),
        // Only the place tells that it is of `dependentRequired`.
        "required" if schema.contains("/dependentRequired") => place("dependentRequired"),
        _ => place(keyword),
    }
}

/// Keywords below which stand names.
const HOLD_NAMES: [&str; 5] = ["properties", "patternProperties", "$defs", "dependentSchemas", "dependentRequired"];

/// Keywords whose failure is one error there, and as much as can be told here.
const SUM_UP: [&str; 6] =
    ["anyOf", "oneOf", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "propertyNames"];

fn ours(violations: impl Iterator<Item = Violation>) -> BTreeSet<Pair> {
    violations.map(|v| pair(&v.instance_path, &v.schema_path, &v.keyword)).collect()
}

fn theirs(validator: &Validator, payload: &Value) -> BTreeSet<Pair> {
    let pairs = validator.iter_errors(payload).map(|error| {
        let schema = error.evaluation_path().as_str();
        let keyword = match error.kind().keyword() {
            // The schema `false` has no keyword: who asked for it has.
            "falseSchema" => asked(schema),
            keyword => keyword,
        };
        pair(error.instance_path().as_str(), schema, keyword)
    });
    pairs.collect()
}

/// The keyword that a schema stands in, from its place.
fn asked(schema: &str) -> &str {
    let mut steps = schema.rsplit('/').peekable();
    while let Some(step) = steps.next() {
        let named = steps.peek().is_some_and(|above| HOLD_NAMES.contains(above));
        if !named && step.parse::<usize>().is_err() {
            return step;
        }
    }
    ""
}

#[test]
fn the_same_keywords_fail_at_the_same_places() {
    let table: Vec<Value> = serde_json::from_str(TABLE).expect("the table is JSON");
    let events: HashMap<(u64, &str), _> = EVENTS.iter().map(|event| ((event.0, event.1), (event.2, event.3))).collect();
    let (mut count, mut ours_alone, mut no_validator, mut different) = (0, 0, 0, Vec::new());
    for group in &table {
        let key = (group["catalog"].as_u64().expect("a number"), group["subject"].as_str().expect("a text"));
        let (pass, schema) = events[&key];
        let parsed: Value = serde_json::from_str(schema).expect("a schema is JSON");
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).offline();
        let validator = options.build(&parsed);
        for test in group["tests"].as_array().expect("a list").iter().filter(|test| test["valid"] == false) {
            let payload = json!({ "v": test["data"] });
            let Err(Error::Invalid(violations)) = pass(payload.to_string().as_bytes()).strictly else { continue };
            let Some(mut theirs) = validator.as_ref().ok().map(|validator| theirs(validator, &payload)) else {
                no_validator += 1;
                continue;
            };
            if theirs.is_empty() {
                ours_alone += 1;
                continue;
            }
            count += 1;
            let ours = ours(violations.clone().into_iter());
            // What a union that fails speaks of counts as evaluated, lest it be told twice.
            let is_union = |(_, keyword): &Pair| ["anyOf", "oneOf"].contains(&keyword.as_str());
            if ours.iter().any(is_union) {
                theirs.retain(|(_, keyword)| !keyword.starts_with("unevaluated"));
            }
            if ours != theirs {
                let (only_ours, only_theirs) = (&ours - &theirs, &theirs - &ours);
                different.push(format!(
                    "{} {}: {}: {payload}\n  only ours {only_ours:?}, only theirs {only_theirs:?}\n  {}",
                    group["draft"], group["file"], group["group"], group["schema"]
                ));
            }
        }
    }
    println!(
        "{count} invalid instances: the same keywords fail at the same places; {ours_alone} more are refused by us \
         alone, and for {no_validator} `jsonschema` makes no validator of the schema"
    );
    assert!(different.is_empty(), "{} of {count} differ:\n{}", different.len(), different.join("\n"));
    assert!(count > 1000);
}
