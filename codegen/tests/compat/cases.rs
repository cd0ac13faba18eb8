//! Cases in `cases.jsonl`, a line each: two schemas, and what each relation says, backward and forward.
//! Where a case names one relation, the other is not asked.

use evenkeel_codegen::compat::{Options, Relation, Verdict};
use evenkeel_codegen::contract::Dialect;
use serde::Deserialize;
use serde_json::Value;

use crate::load::compared;

#[derive(Deserialize)]
struct Case {
    name: String,
    old: Value,
    new: Value,
    produced: Option<[String; 2]>,
    strict: Option<[String; 2]>,
}

#[test]
fn cases() {
    let wrong = wrong();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The answers that are wrong.
pub(crate) fn wrong() -> Vec<String> {
    let mut wrong = Vec::new();
    for line in include_str!("cases.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        for (relation, expected) in [(Relation::Produced, &case.produced), (Relation::Strict, &case.strict)] {
            let Some(expected) = expected else { continue };
            let options = Options { relation, ..Options::default() };
            let found = compared(&case.old, &case.new, Dialect::DRAFT_2020, &options);
            for (expected, verdict) in expected.iter().zip([found.backward.unwrap(), found.forward.unwrap()]) {
                let name = match verdict {
                    Verdict::Compatible => "compatible",
                    Verdict::Breaking(_) => "breaking",
                    Verdict::Undecided(_) => "undecided",
                };
                if name != expected {
                    wrong.push(format!("{} {relation:?}: {verdict:?}, not {expected}", case.name));
                }
            }
        }
    }
    wrong
}
