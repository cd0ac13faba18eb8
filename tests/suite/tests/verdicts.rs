//! Every instance of the suite gets the suite's verdict, and an accepted one survives unchanged.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its material is not there, and prints its counts"
)]

use evenkeel_lossless::difference;
use evenkeel_suite::{EVENTS, Pass, SHARE, TABLE};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// What is wrong with one instance; nothing where the suite agrees. `held` counts the invalid ones that
/// the type held all the same.
fn problem(pass: Pass, test: &Value, held: &mut usize) -> Option<String> {
    let payload = json!({ "v": test["data"] }).to_string();
    let passed = pass(payload.as_bytes());
    let changed = |bytes: &[u8]| difference(&payload, std::str::from_utf8(bytes).expect("what is encoded is text"));
    match (passed.strictly, test["valid"].as_bool().expect("a verdict")) {
        (Ok(bytes), true) => changed(&bytes).map(|change| format!("came back changed: {change}")),
        (Err(_), false) => match passed.leniently? {
            Err(_) => {
                *held += 1;
                None
            }
            // What the type does not hold, a constant for one, is not encoded as it came.
            Ok(bytes) => changed(&bytes).is_none().then(|| "was encoded".into()),
        },
        (Ok(_), false) => Some("was accepted".into()),
        (Err(error), true) => Some(format!("was refused: {error}")),
    }
}

#[test]
fn the_suite_agrees() {
    let table: Vec<Value> = serde_json::from_str(TABLE).expect("the table is JSON");
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut problems = Vec::new();
    let (mut held, mut accepted) = (0, 0);
    let events: HashMap<(u64, &str), Pass> =
        EVENTS.iter().map(|(catalog, subject, pass, _)| ((*catalog, *subject), *pass)).collect();
    for group in &table {
        let set = format!("{}, {}", group["draft"].as_str().expect("a text"), group["set"].as_str().expect("a text"));
        let key = (group["catalog"].as_u64().expect("a number"), group["subject"].as_str().expect("a text"));
        let count = counts.entry(set).or_default();
        for test in group["tests"].as_array().expect("a list") {
            count[1] += 1;
            accepted += usize::from(test["valid"] == json!(true));
            match problem(events[&key], test, &mut held) {
                None => count[0] += 1,
                Some(problem) => problems.push(format!(
                    "{} {}: {}: {}\n    {} {problem}\n    {}",
                    group["draft"], group["file"], group["group"], test["description"], test["data"], group["schema"]
                )),
            }
        }
    }
    for (set, [agreed, all]) in counts {
        println!("{set}: {agreed} of {all} instances get the suite's verdict");
    }
    println!("{held} invalid instances that a type holds are refused by encode");
    let [typed, values, anything] = SHARE;
    #[expect(clippy::cast_precision_loss, reason = "a share of small counts")]
    let share = 100.0 * typed as f64 / (typed + values) as f64;
    println!(
        "{share:.1} % of the {} schemas that say something became typed Rust; {anything} say nothing",
        typed + values
    );
    assert!(problems.is_empty(), "{} differ:\n{}", problems.len(), problems.join("\n"));
    println!("lossless: all {accepted} valid instances come back unchanged");
}
