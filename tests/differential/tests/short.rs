//! A few hundred schemas: the three agree, every accepted payload survives, and every rule that is left
//! out is noticed.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test says what it found")]

use evenkeel_differential::{REFUSED, caught, run};

#[test]
fn all_agree() {
    let tally = run(100).expect("what the build script left");
    println!("{} schemas, {} payloads, {} of them valid", tally.schemas, tally.instances, tally.valid);
    println!("what rules decided: {:?}", tally.rules);
    assert_eq!(tally.wrong, 0, "{:#?}", tally.differences);
    let share = tally.valid * 100 / tally.instances;
    assert!((30..=70).contains(&share), "{share} % of the payloads are valid");
}

#[test]
fn every_rule_that_is_left_out_is_noticed() {
    let unnoticed: Vec<String> = caught(1000)
        .expect("what the build script left")
        .into_iter()
        .filter(|(_, compiled, caught)| !caught || *compiled == 0)
        .map(|(mutant, compiled, _)| format!("{mutant} in {compiled} schemas"))
        .collect();
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}

#[test]
fn only_what_means_nothing_is_refused() {
    let refused: std::collections::BTreeMap<String, serde_json::Value> =
        serde_json::from_str(REFUSED).expect("a table");
    let other: Vec<&String> = refused.keys().filter(|said| !said.starts_with("endless-reference:")).collect();
    assert!(other.is_empty(), "{other:#?}");
}
