//! Payloads through all three.

use crate::equal::same;
use crate::instance::Near;
use crate::keywords::KEYWORDS;
use crate::random::Random;
use crate::readers::{Readers, is_valid_under};
use crate::rule::{Case, Rule};
use crate::tally::{Difference, Tally};
use crate::{EVENTS, KEEPS, MUTANTS, Pass, Passed, REFUSED, SEED, TABLE};
use evenkeel::{Error, Violations};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A schema that was compiled.
#[derive(Deserialize)]
struct Row {
    subject: String,
    schema: Value,
    whole: bool,
}

/// Draws so many payloads for each schema.
///
/// # Errors
/// When what the build script left cannot be read.
pub fn run(instances: usize) -> Result<Tally, serde_json::Error> {
    let mut tally = Tally { seeds: vec![SEED], ..Tally::default() };
    let refused: BTreeMap<String, Vec<Value>> = serde_json::from_str(REFUSED)?;
    tally.refused = refused.into_iter().map(|(said, schemas)| (said, schemas.len() as u64)).collect();
    let rows: Vec<Row> = serde_json::from_str(TABLE)?;
    let events: HashMap<&str, Pass> = EVENTS.iter().copied().collect();
    for (number, row) in rows.iter().enumerate() {
        tally.schemas += 1;
        tally.draft7 += u64::from(row.schema["$schema"].as_str().is_some_and(|uri| uri.contains("draft-07")));
        tally.count_pairs(&row.schema);
        let pass = events[row.subject.as_str()];
        match Readers::of(&row.schema) {
            Ok(readers) => Schema { number, row, pass, readers }.run(instances, &mut tally),
            Err(what) => {
                tally.differs(Difference {
                    what,
                    seed: SEED,
                    number,
                    schema: row.schema.clone(),
                    payload: Value::Null,
                });
            }
        }
    }
    Ok(tally)
}

/// Whether each rule that was left out is noticed: the rule, in how many schemas it was left out, and
/// whether a payload shows it.
///
/// # Errors
/// When what the build script left cannot be read.
pub fn caught(instances: usize) -> Result<Vec<(&'static str, usize, bool)>, serde_json::Error> {
    let rows: Vec<Row> = serde_json::from_str(TABLE)?;
    let of_subject: HashMap<&str, (usize, &Row)> =
        rows.iter().enumerate().map(|(number, row)| (row.subject.as_str(), (number, row))).collect();
    let events: HashMap<&str, Pass> = EVENTS.iter().copied().collect();
    let shows = |(subject, pass): &(&str, Pass)| {
        let (number, row) = of_subject[subject];
        Readers::of(&row.schema)
            .is_ok_and(|readers| Schema { number, row, pass: *pass, readers }.shows(events[subject], instances))
    };
    Ok(MUTANTS.iter().map(|(mutant, events)| (*mutant, events.len(), events.iter().any(shows))).collect())
}

struct Schema<'a> {
    number: usize,
    row: &'a Row,
    pass: Pass,
    readers: Readers,
}

impl Schema<'_> {
    fn run(&self, instances: usize, tally: &mut Tally) {
        let mut near = Near::new(&self.row.schema, Random::new(SEED, !(self.number as u64)));
        for _ in 0..instances {
            let payload = near.draw();
            let valid = self.judge(&payload, tally);
            near.judged(payload, valid);
        }
    }

    /// Whether one of the payloads shows that something is wrong, and nothing is with the whole event.
    fn shows(mut self, whole: Pass, instances: usize) -> bool {
        let row = self.row;
        let mut near = Near::new(&row.schema, Random::new(SEED, !(self.number as u64)));
        let mutant = self.pass;
        (0..instances).any(|_| {
            let payload = near.draw();
            let mut tally = Tally::default();
            self.pass = mutant;
            let valid = self.judge(&payload, &mut tally);
            let shown = tally.wrong > 0 && {
                let mut tally = Tally::default();
                self.pass = whole;
                self.judge(&payload, &mut tally);
                tally.wrong == 0
            };
            near.judged(payload, valid);
            shown
        })
    }

    /// Judges one payload; whether it is valid.
    fn judge(&self, payload: &Value, tally: &mut Tally) -> bool {
        tally.instances += 1;
        let text = if self.row.whole { payload.to_string() } else { json!({ "v": payload }).to_string() };
        let passed = (self.pass)(text.as_bytes());
        let ours = !matches!(passed, Passed::Refused(_));
        let case = Case {
            schema: &self.row.schema,
            payload,
            ours,
            jsonschema: self.readers.jsonschema.is_valid(payload),
            exact: self.readers.exact.is_valid(payload),
            boon: self.readers.boon(payload),
            under: &|limit| is_valid_under(limit, &self.row.schema, payload),
        };
        let mut beyond = false;
        let verdict = if case.jsonschema == case.exact && case.boon == Some(ours) && case.exact == ours {
            ours
        } else if let Some((rule, verdict)) = Rule::decide(&case) {
            *tally.rules.entry(format!("{rule:?}")).or_default() += 1;
            beyond = matches!(rule, Rule::IntegersOfSixtyFourBits | Rule::NumbersAreDoubles);
            verdict
        } else {
            let what = format!("accepted: {ours}, jsonschema: {:?}, boon: {:?}", case.jsonschema, case.boon);
            self.differs(what, payload, tally);
            return ours;
        };
        tally.valid += u64::from(verdict);
        if verdict != ours {
            self.differs(format!("accepted: {ours}, though a rule says {verdict}"), payload, tally);
        }
        match passed {
            Passed::Refused(Error::Invalid(_)) if beyond => {}
            Passed::Refused(Error::Invalid(violations)) => self.report(payload, &violations, tally),
            Passed::Refused(error) => self.differs(format!("no report: {error}"), payload, tally),
            Passed::Through(bytes) if KEEPS => {
                tally.round_trips += 1;
                let written: Result<Value, _> = serde_json::from_slice(&bytes);
                let whole: Result<Value, _> = serde_json::from_str(&text);
                if !matches!((&written, &whole), (Ok(written), Ok(whole)) if same(written, whole)) {
                    self.differs(format!("came back as {}", String::from_utf8_lossy(&bytes)), payload, tally);
                }
            }
            Passed::Stuck(error) if KEEPS => self.differs(format!("was not encoded: {error}"), payload, tally),
            Passed::Through(_) | Passed::Stuck(_) => {}
        }
        verdict
    }

    /// Holds the report of a refusal against that of `jsonschema`.
    fn report(&self, payload: &Value, violations: &Violations, tally: &mut Tally) {
        if violations.first().expected == "a value that its Rust type can hold" {
            self.differs(format!("an empty report: {violations}"), payload, tally);
        }
        let validator = &self.readers.jsonschema;
        let mut theirs = BTreeSet::new();
        let mut ways = Vec::new();
        for error in validator.iter_errors(payload) {
            let keyword = error.kind().keyword().to_owned();
            theirs.insert((error.instance_path().as_str().to_owned(), keyword));
            ways.push(error.evaluation_path().as_str().to_owned());
        }
        // The last keyword on the way is the one that failed.
        if let [way] = &ways[..]
            && let Some(keyword) = way.rsplit('/').find(|word| KEYWORDS.contains(word))
        {
            *tally.sole.entry(keyword.to_owned()).or_default() += 1;
        }
        let within = if self.row.whole { "" } else { "/v" };
        let ours: BTreeSet<(String, String)> = violations
            .iter()
            .map(|one| {
                let path = one.instance_path.strip_prefix(within).unwrap_or(&one.instance_path);
                (path.to_owned(), one.keyword.clone())
            })
            .collect();
        if ours == theirs {
            tally.same_reports += 1;
            return;
        }
        for (sign, one, other) in [("+", &ours, &theirs), ("-", &theirs, &ours)] {
            for (_, keyword) in one.difference(other) {
                *tally.other_reports.entry(format!("{sign}{keyword}")).or_default() += 1;
            }
        }
    }

    fn differs(&self, what: String, payload: &Value, tally: &mut Tally) {
        tally.differs(Difference {
            what,
            seed: SEED,
            number: self.number,
            schema: self.row.schema.clone(),
            payload: payload.clone(),
        });
    }
}
