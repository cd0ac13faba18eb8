//! Random pairs: nothing that is called compatible is refuted, nothing that is called breaking lacks a
//! payload, and little is left undecided.

#![allow(clippy::print_stdout, reason = "the numbers are what the run is for")]

mod instance;
mod mutation;
pub(crate) mod random;
pub(crate) mod run;
mod schema;

use evenkeel_codegen::contract::Dialect;
use serde_json::Value;

use crate::load::Loaded;
use random::Random;

/// Where the random numbers begin.
pub(crate) const SEED: u64 = 20_240_229;

/// The part of the long run that every test run repeats.
#[test]
fn random_pairs() {
    let counts = run::run(SEED, 5_000);
    println!("{}", counts.report());
    counts.check();
}

/// The long run: `cargo test --release -p evenkeel-codegen --features compat --test compat -- --ignored
/// long_run` writes `tests/compat/property/result.txt`.
#[test]
#[ignore = "it takes minutes"]
fn long_run() {
    let pairs = std::env::var("EVENKEEL_PAIRS").map_or(100_000, |pairs| pairs.parse().unwrap());
    let counts = run::run(SEED, pairs);
    let report = counts.report();
    println!("{report}");
    counts.check();
    let result = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compat/property/result.txt");
    std::fs::write(result, report).unwrap();
}

/// A pair of schemas: one and its mutation, both of use.
pub(crate) fn pair(random: &mut Random) -> (Value, Value) {
    loop {
        let old = schema::schema(random);
        let mut new = old.clone();
        for _ in 0..=random.below(3) {
            mutation::mutate(random, &mut new);
        }
        // A mutation may make a reference lead to itself.
        if [&old, &new].into_iter().all(|schema| Loaded::try_new(schema, Dialect::DRAFT_2020).is_ok()) {
            return if random.percent(50) { (old, new) } else { (new, old) };
        }
    }
}
