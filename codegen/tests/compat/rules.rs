//! The rule pairs, each a minimal change with the answers to four questions.

use evenkeel_codegen::compat::{Options, Relation, Verdict};
use evenkeel_codegen::contract::Dialect;
use serde::Deserialize;
use serde_json::Value;

use crate::load::compared;

#[derive(Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "four questions, four answers")]
struct Rule {
    id: String,
    old: Value,
    new: Value,
    dialect: String,
    backward: bool,
    forward: bool,
    produced_backward: bool,
    produced_forward: bool,
}

/// All answers are decided and right; each break has a witness that independent validators confirm.
#[test]
fn every_answer_is_right() {
    let wrong = wrong();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The answers that are wrong.
pub(crate) fn wrong() -> Vec<String> {
    let rules: Vec<Rule> = serde_json::from_str(include_str!("rules.json")).unwrap();
    assert_eq!(rules.len(), 161);
    let mut wrong = Vec::new();
    for rule in &rules {
        let dialect = if rule.dialect == "7" { Dialect::DRAFT_7 } else { Dialect::DRAFT_2020 };
        let relations = [
            (Relation::Strict, [rule.backward, rule.forward]),
            (Relation::Produced, [rule.produced_backward, rule.produced_forward]),
        ];
        for (relation, expected) in relations {
            let options = Options { relation, assert_format: false, ..Options::default() };
            let found = compared(&rule.old, &rule.new, dialect, &options);
            for (name, verdict, expected) in
                [("backward", found.backward, expected[0]), ("forward", found.forward, expected[1])]
            {
                let right = match verdict.as_ref().unwrap() {
                    Verdict::Compatible => expected,
                    Verdict::Breaking(_) => !expected,
                    Verdict::Undecided(_) => false,
                };
                if !right {
                    wrong.push(format!("{} {relation:?} {name}: {verdict:?}, expected {expected}", rule.id));
                }
            }
        }
    }
    wrong
}
