//! What a comparison costs, beside jsoncompat and `jsonschema::canonical`, in one run over the same pairs:
//! the rule pairs, realistic ones of 30 properties and more with shared types, and hostile ones, made to
//! take long. Arguments name the sets and the tools that are to run, by the beginning of their names.
//!
//! Every tool answers both directions, under strict containment and without formats, which is what all of
//! them can. Reading the schemas is not counted. Each pair is asked several times; the least time counts.

mod hostile;
mod peers;
mod realistic;

use serde_json::Value;
use std::time::{Duration, Instant};

use peers::{Answer, Peer};

/// How long one tool may take for one set of pairs; past that, what it has not answered counts as undecided.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often each question is asked, unless it takes long.
const TURNS: usize = 3;
const LONG: Duration = Duration::from_millis(50);

/// A pair that takes longer is named.
const SLOW: Duration = Duration::from_secs(1);

/// Two schemas and, where it is known, whether each direction is compatible.
pub struct Pair {
    pub name: String,
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
            name: rule["id"].to_string(),
            draft7: rule["dialect"] == "7",
            expected: Some(["backward", "forward"].map(|key| rule[key] == true)),
            old: rule["old"].clone(),
            new: rule["new"].clone(),
        })
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{cores} cores; load before the run: {}", load.split(' ').next().unwrap_or_default());
    println!("| pairs | tool | median | 95 % | longest | decided | wrong |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let sets = [("rule", &rules), ("realistic", &realistic::pairs()), ("hostile", &hostile::pairs())];
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let is_asked = |kind: &[&str], name: &str| {
        let mut of_kind =
            asked.iter().filter(|asked| kind.iter().any(|kind| kind.starts_with(asked.as_str()))).peekable();
        of_kind.peek().is_none() || of_kind.any(|asked| name.starts_with(asked.as_str()))
    };
    let tools: Vec<&str> = peers::all().iter().map(|peer| peer.name()).collect();
    for (name, pairs) in sets.iter().filter(|(name, _)| is_asked(&sets.map(|(name, _)| name), name)) {
        for peer in peers::all().iter().filter(|peer| is_asked(&tools, peer.name())) {
            measure(name, pairs, &**peer);
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
            if least > LONG {
                break;
            }
        }
        if least > SLOW {
            eprintln!("{} takes {least:.1?} for {}", peer.name(), pair.name);
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
    let at = |percent: usize| {
        times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    println!(
        "| {} {name} pairs | {} | {:.1?} | {:.1?} | {:.1?} | {decided} of {} | {wrong} |",
        pairs.len(),
        peer.name(),
        at(50),
        at(95),
        at(100),
        pairs.len() * 2
    );
}
