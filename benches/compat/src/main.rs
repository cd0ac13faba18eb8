//! What a comparison costs, beside jsoncompat and `jsonschema::canonical`, in one run over the same pairs:
//! the rule pairs, and realistic ones of 30 properties and more with shared types.
//!
//! Every tool answers both directions, under strict containment and without formats, which is what all of
//! them can. Reading the schemas is not counted. Each pair is asked several times; the least time counts.

mod peers;
mod realistic;

use serde_json::Value;
use std::time::{Duration, Instant};

use peers::{Answer, Peer};

/// How long one tool may take for one set of pairs; past that, what it has not answered counts as undecided.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often each question is asked.
const TURNS: usize = 3;

/// Two schemas and, where it is known, whether each direction is compatible.
pub struct Pair {
    pub old: Value,
    pub new: Value,
    pub draft7: bool,
    pub expected: Option<[bool; 2]>,
}

fn main() {
    let rules: Vec<Value> =
        serde_json::from_str(include_str!("../../../codegen/tests/compat/rules.json")).expect("the rules are JSON");
    let rules: Vec<Pair> = rules
        .into_iter()
        .map(|rule| Pair {
            draft7: rule["dialect"] == "7",
            expected: Some(["backward", "forward"].map(|key| rule[key] == true)),
            old: rule["old"].clone(),
            new: rule["new"].clone(),
        })
        .collect();
    println!("| pairs | tool | median | 95 % | longest | decided | wrong |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, pairs) in [("161 rule pairs", &rules), ("60 realistic pairs", &realistic::pairs())] {
        for peer in peers::all() {
            measure(name, pairs, &*peer);
        }
    }
}

fn measure(name: &str, pairs: &[Pair], peer: &dyn Peer) {
    let mut times: Vec<Duration> = Vec::new();
    let (mut decided, mut wrong) = (0, 0);
    let start = Instant::now();
    for pair in pairs {
        if start.elapsed() > PATIENCE {
            break;
        }
        let Some(mut question) = peer.prepare(pair) else { continue };
        let mut least = Duration::MAX;
        let mut answers = [Answer::Unknown; 2];
        for _ in 0..TURNS {
            let begin = Instant::now();
            answers = question();
            least = least.min(begin.elapsed());
        }
        times.push(least);
        for (direction, answer) in answers.into_iter().enumerate() {
            let compatible = match answer {
                Answer::Compatible => true,
                Answer::Breaking => false,
                Answer::Unknown => continue,
            };
            decided += 1;
            wrong += usize::from(pair.expected.is_some_and(|expected| expected[direction] != compatible));
        }
    }
    times.sort();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default();
    println!(
        "| {name} | {} | {:.1?} | {:.1?} | {:.1?} | {decided} of {} | {wrong} |",
        peer.name(),
        at(50),
        at(95),
        at(100),
        pairs.len() * 2
    );
}
