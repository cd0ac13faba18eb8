//! The verdict alone, for parts of a contract that no typed check expresses.

use super::{
    documents,
    judge::{Judge, Place},
    path::Path,
    problems::Bound,
};
use serde_json::Value;

/// Whether a value of so many bytes keeps the rules of a [`Part`](crate::private::Part). False too
/// where that takes too much work.
pub(crate) fn keeps(rules: &'static [&'static str], value: &Value, bytes: usize) -> bool {
    let mut document = None;
    let mut within = Vec::new();
    for rule in rules {
        if rule.starts_with('{') {
            document = documents::of(rule);
            within.clear();
            continue;
        }
        let (Some(document), Some((word, pointer))) = (document, rule.split_once(' ')) else { return false };
        let Some(target) = document.place(pointer) else { return false };
        if word == WITHIN {
            within.push(target.resource);
            continue;
        }
        let mut judge = Judge::within(document, &within, bytes);
        let place = Place { instance: &Path::Start(""), schema: &Path::Start(pointer), keyword: "" };
        let valid = match word {
            WHOLE => judge.judge_target(target, value, place, Bound::VERDICT).is_valid(),
            keyword => judge.judge_keyword(target, keyword, value, place, Bound::VERDICT).is_valid(),
        };
        if !(valid && judge.is_complete()) {
            return false;
        }
    }
    true
}

/// The word for a schema with all of its keywords.
const WHOLE: &str = "all";

/// The word for a schema that judging has come through: a resource of the dynamic scope.
const WITHIN: &str = "within";
