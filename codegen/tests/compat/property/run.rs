//! Running over random pairs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use evenkeel_codegen::compat::{Judge, Options, Relation, Verdict, compare};
use evenkeel_codegen::contract::Dialect;
use serde_json::Value;

use super::instance::instance;
use super::pair;
use super::random::Random;
use crate::load::Loaded;

/// How many payloads a verdict of compatibility has to stand.
const INSTANCES: usize = 200;

/// What has to be met in at least 2 % of the pairs.
const KEYWORDS: [&str; 37] = [
    "type",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "$ref",
];

/// What came of a run.
#[derive(Default)]
pub(crate) struct Counts {
    seed: u64,
    pairs: usize,
    compatible: usize,
    breaking: usize,
    undecided: usize,
    instances: usize,
    /// Payloads that a verdict had to stand: the writer sends them.
    sent: usize,
    refuted: Vec<String>,
    reasons: BTreeMap<String, usize>,
    /// For each keyword the pairs that have it, and how many questions about them are undecided.
    keywords: BTreeMap<String, (usize, usize)>,
}

/// Asks all four questions about each of some random pairs.
pub(crate) fn run(seed: u64, pairs: usize) -> Counts {
    let mut counts = Counts { seed, pairs, ..Counts::default() };
    (0..pairs).for_each(|number| counts.numbered(number));
    counts
}

/// The first thing that refutes the engine, or an answer that it owes, among so many random pairs.
#[allow(dead_code, reason = "the test of planted defects asks")]
pub(crate) fn first_refuted(seed: u64, pairs: usize) -> Option<String> {
    let mut counts = Counts { seed, pairs, ..Counts::default() };
    (0..pairs).find_map(|number| {
        counts.numbered(number);
        let owed = counts.reasons.keys().next().map(|reason| format!("pair {number}: undecided, {reason}"));
        counts.refuted.pop().or(owed)
    })
}

impl Counts {
    fn numbered(&mut self, number: usize) {
        let mut random = Random::new(self.seed ^ (number as u64).wrapping_mul(0xD134_2543_DE82_EF95));
        let (old, new) = pair(&mut random);
        self.pair(number, &old, &new, &mut random);
    }

    fn pair(&mut self, number: usize, old: &Value, new: &Value, random: &mut Random) {
        let loaded = [Loaded::new(old, Dialect::DRAFT_2020), Loaded::new(new, Dialect::DRAFT_2020)];
        let judges = loaded.each_ref().map(|loaded| Judge::new(&loaded.schema(), true).unwrap());
        let mut undecided = 0;
        let mut proved: Vec<(Relation, usize)> = Vec::new();
        for relation in [Relation::Strict, Relation::Produced] {
            let options = Options { relation, ..Options::default() };
            let found = compare(&loaded[0].schema(), &loaded[1].schema(), &options);
            for (writer, verdict) in [(0, found.backward.unwrap()), (1, found.forward.unwrap())] {
                match verdict {
                    Verdict::Compatible => {
                        self.compatible += 1;
                        proved.push((relation, writer));
                    }
                    Verdict::Breaking(found) => {
                        self.breaking += 1;
                        let (sends, reads) = (&judges[writer], &judges[1 - writer]);
                        let produced = relation == Relation::Strict || sends.declares(&found.witness) == Some(true);
                        if !sends.accepts(&found.witness) || reads.accepts(&found.witness) || !produced {
                            self.refute(number, relation, writer, &found.witness, "proves nothing");
                        }
                    }
                    Verdict::Undecided(reason) => {
                        self.undecided += 1;
                        undecided += 1;
                        *self.reasons.entry(reason).or_default() += 1;
                    }
                }
            }
        }
        self.count(old, new, undecided);
        if !proved.is_empty() {
            self.stand(number, [old, new], &judges, &proved, random);
        }
    }

    /// Draws payloads, half of them near each schema.
    fn stand(
        &mut self,
        number: usize,
        schemas: [&Value; 2],
        judges: &[Judge; 2],
        proved: &[(Relation, usize)],
        random: &mut Random,
    ) {
        for turn in 0..INSTANCES {
            let schema = schemas[turn % 2];
            let payload = instance(random, schema, schema, 7);
            self.instances += 1;
            let accepted = judges.each_ref().map(|judge| judge.accepts(&payload));
            for (relation, writer) in proved {
                if !accepted[*writer] {
                    continue;
                }
                self.sent += 1;
                let produced = || *relation == Relation::Strict || judges[*writer].declares(&payload) == Some(true);
                if !accepted[1 - writer] && produced() {
                    self.refute(number, *relation, *writer, &payload, "refutes it");
                }
            }
        }
    }

    fn refute(&mut self, number: usize, relation: Relation, writer: usize, payload: &Value, how: &str) {
        let direction = if writer == 0 { "backward" } else { "forward" };
        self.refuted.push(format!("pair {number} {relation:?} {direction}: {payload} {how}"));
    }

    fn count(&mut self, old: &Value, new: &Value, undecided: usize) {
        let mut found = BTreeSet::new();
        keywords(old, &mut found);
        keywords(new, &mut found);
        for keyword in found {
            let entry = self.keywords.entry(keyword).or_default();
            entry.0 += 1;
            entry.1 += undecided;
        }
    }

    pub(crate) fn report(&self) -> String {
        let questions = self.pairs * 4;
        let share = |part: usize, whole: usize| {
            let [part, whole] = [part, whole.max(1)].map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
            100.0 * part / whole
        };
        let mut text = format!(
            "seed {}\npairs {}\nquestions {questions}\ncompatible {} ({:.2} %)\nbreaking {} ({:.2} %)\nundecided {} ({:.3} %)\n\
             payloads {}\nsent payloads held against a proof {}\nrefuted {}\n\nkeyword: share of pairs, undecided share of questions\n",
            self.seed,
            self.pairs,
            self.compatible,
            share(self.compatible, questions),
            self.breaking,
            share(self.breaking, questions),
            self.undecided,
            share(self.undecided, questions),
            self.instances,
            self.sent,
            self.refuted.len(),
        );
        for keyword in KEYWORDS {
            let (pairs, undecided) = self.keywords.get(keyword).copied().unwrap_or_default();
            writeln!(text, "{keyword}: {:.2} %, {:.3} %", share(pairs, self.pairs), share(undecided, pairs * 4))
                .unwrap();
        }
        text.push_str("\nundecided for the reason\n");
        for (reason, count) in &self.reasons {
            writeln!(text, "{count} {reason}").unwrap();
        }
        text
    }

    pub(crate) fn check(&self) {
        let questions = self.pairs * 4;
        assert!(self.refuted.is_empty(), "{}", self.refuted[..self.refuted.len().min(20)].join("\n"));
        assert!(self.compatible * 4 >= questions && self.breaking * 4 >= questions, "{}", self.report());
        assert!(self.undecided * 100 < questions, "{}", self.report());
        for keyword in KEYWORDS {
            let (pairs, undecided) = self.keywords.get(keyword).copied().unwrap_or_default();
            assert!(pairs * 50 >= self.pairs, "{keyword} is too rare: {}", self.report());
            assert!(undecided * 20 <= pairs * 4, "{keyword} is too often undecided: {}", self.report());
        }
    }
}

/// The keywords of a schema and of those in it.
fn keywords(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(words) => {
            for (keyword, value) in words {
                found.insert(keyword.clone());
                if !matches!(keyword.as_str(), "enum" | "const" | "default") {
                    keywords(value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keywords(item, found)),
        _ => {}
    }
}
