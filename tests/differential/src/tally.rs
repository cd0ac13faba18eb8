//! What a run found, in counts.

use crate::keywords::{ASSERTING, KEYWORDS};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Counts of a run; runs add up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Seeds of the schemas.
    pub seeds: Vec<u64>,
    /// Schemas that were compiled.
    pub schemas: u64,
    /// Schemas in draft-07 among them.
    pub draft7: u64,
    /// Schemas that the generator refused, by what it said.
    pub refused: BTreeMap<String, u64>,
    /// Payloads.
    pub instances: u64,
    /// Payloads that the specification accepts.
    pub valid: u64,
    /// Accepted payloads that were written again and compared.
    pub round_trips: u64,
    /// What a rule decided, by the rule.
    pub rules: BTreeMap<String, u64>,
    /// How many schemas have two keywords side by side.
    pub pairs: BTreeMap<String, u64>,
    /// How often a keyword alone refused a payload.
    pub sole: BTreeMap<String, u64>,
    /// Refusals whose report names the same places and keywords as that of `jsonschema`.
    pub same_reports: u64,
    /// Other reports, by what they have that the other has not.
    pub other_reports: BTreeMap<String, u64>,
    /// All that is wrong.
    pub wrong: u64,
    /// Some of what is wrong.
    pub differences: Vec<Difference>,
}

/// Something that is wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Difference {
    /// What.
    pub what: String,
    /// The seed of the schema, and its number.
    pub seed: u64,
    /// The schema's number.
    pub number: usize,
    /// The schema.
    pub schema: Value,
    /// The payload.
    pub payload: Value,
}

impl Tally {
    /// Notes what is wrong.
    pub fn differs(&mut self, difference: Difference) {
        self.wrong += 1;
        let alike = self.differences.iter().filter(|other| other.number == difference.number).count();
        if self.differences.len() < 400 && alike < 2 {
            self.differences.push(difference);
        }
    }

    /// Counts the keywords that stand side by side.
    pub fn count_pairs(&mut self, schema: &Value) {
        let mut pairs = Vec::new();
        collect(schema, &mut pairs);
        pairs.sort();
        pairs.dedup();
        pairs.into_iter().for_each(|pair| *self.pairs.entry(pair).or_default() += 1);
    }

    /// Adds another run.
    pub fn add(&mut self, other: Self) {
        let sum = |to: &mut BTreeMap<String, u64>, from: BTreeMap<String, u64>| {
            from.into_iter().for_each(|(name, count)| *to.entry(name).or_default() += count);
        };
        self.seeds.extend(other.seeds);
        self.schemas += other.schemas;
        self.draft7 += other.draft7;
        self.instances += other.instances;
        self.valid += other.valid;
        self.round_trips += other.round_trips;
        self.same_reports += other.same_reports;
        self.wrong += other.wrong;
        sum(&mut self.refused, other.refused);
        sum(&mut self.rules, other.rules);
        sum(&mut self.pairs, other.pairs);
        sum(&mut self.sole, other.sole);
        sum(&mut self.other_reports, other.other_reports);
        self.differences.extend(other.differences);
    }

    /// What a long run should have seen and did not.
    pub fn missing(&self) -> Vec<String> {
        let pairs = self.rarest_pairs().into_iter().filter(|(_, count)| *count < 20);
        let mut missing: Vec<String> =
            pairs.map(|(pair, count)| format!("{pair}: in {count} schemas, not 20")).collect();
        for keyword in ASSERTING {
            let count = self.sole.get(keyword).copied().unwrap_or_default();
            if count < 50 {
                missing.push(format!("{keyword}: the only violation of {count} payloads, not 50"));
            }
        }
        let share = self.valid * 100 / self.instances.max(1);
        if !(30..=70).contains(&share) {
            missing.push(format!("{share} % of the payloads are valid, not 30 to 70"));
        }
        missing
    }

    /// Every pair of keywords with how many schemas have it, the rarest first.
    pub fn rarest_pairs(&self) -> Vec<(String, u64)> {
        let mut all = Vec::new();
        for (index, first) in KEYWORDS.iter().enumerate() {
            for second in &KEYWORDS[index + 1..] {
                let pair = pair(first, second);
                let count = self.pairs.get(&pair).copied().unwrap_or_default();
                all.push((pair, count));
            }
        }
        all.sort_by_key(|(_, count)| *count);
        all
    }
}

fn pair(a: &str, b: &str) -> String {
    if a < b { format!("{a} {b}") } else { format!("{b} {a}") }
}

fn collect(schema: &Value, pairs: &mut Vec<String>) {
    match schema {
        Value::Object(words) => {
            let there: Vec<&String> = words.keys().filter(|name| KEYWORDS.contains(&name.as_str())).collect();
            for (index, first) in there.iter().enumerate() {
                there[index + 1..].iter().for_each(|second| pairs.push(pair(first, second)));
            }
            words.values().for_each(|inner| collect(inner, pairs));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, pairs)),
        _ => {}
    }
}
