//! Each defect that is planted in the engine is caught by the rule pairs, by the cases or by random pairs. It stands in
//! a program of its own, without a harness, since a defect is planted for all of it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a panic is how a test fails")]
#![allow(dead_code, reason = "the modules serve other tests too")]

#[path = "../compat/cases.rs"]
mod cases;
#[path = "../compat/load.rs"]
mod load;
#[path = "../compat/property/mod.rs"]
mod property;
#[path = "../compat/rules.rs"]
mod rules;

use evenkeel_codegen::compat::{Defect, plant};

/// How many random pairs are enough for every defect.
const PAIRS: usize = 6_000;

/// How many are tried where the rule pairs have caught it.
const FEW: usize = 600;

fn main() {
    assert_eq!([rules::wrong(), cases::wrong()].concat(), Vec::<String>::new());
    let mut missed = Vec::new();
    for defect in Defect::ALL {
        plant(Some(defect));
        let by_rules = rules::wrong().len() + cases::wrong().len();
        let by_pairs = property::run::first_refuted(property::SEED, if by_rules == 0 { PAIRS } else { FEW });
        plant(None);
        println!(
            "{defect:?}: {by_rules} wrong answers about rule pairs and cases; {}",
            by_pairs.as_deref().unwrap_or("no random pair")
        );
        if by_rules == 0 && by_pairs.is_none() {
            missed.push(defect);
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
}
