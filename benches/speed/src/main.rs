//! `speed consume | publish | check | buffered`: a table. `speed repeat DEED PEER CASE TIMES` runs one
//! operation, for a profiler.

use speed_beside_peers::{CASES, Case, Deed, Group, timing};
use std::env;

const ROUNDS: usize = 301;

/// What is done with events, and the peers that are named in the table.
struct Table {
    deed: Deed,
    peers: &'static [&'static str],
    groups: &'static [Group],
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["consume"] => {
            let named = table(&Table { deed: |peer| peer.consume, peers: &ALL, groups: &[Group::Named] });
            println!();
            let corpus = table(&Table {
                deed: |peer| peer.consume,
                peers: &["evenkeel", "plain", "run time"],
                groups: &[Group::Corpus],
            });
            bars(&named.into_iter().chain(corpus).collect::<Vec<_>>());
        }
        ["publish"] => {
            let named = table(&Table { deed: |peer| peer.publish, peers: &ALL, groups: &[Group::Named] });
            println!();
            let corpus = table(&Table {
                deed: |peer| peer.publish,
                peers: &["evenkeel", "plain", "run time"],
                groups: &[Group::Corpus],
            });
            bars(&named.into_iter().chain(corpus).collect::<Vec<_>>());
        }
        ["check"] => {
            let peers = &["evenkeel", "macro", "run time", "garde"];
            table(&Table { deed: |peer| peer.check, peers, groups: &[Group::Named] });
        }
        ["buffered"] => buffered(),
        ["repeat", deed, peer, name, times] => repeat(deed, peer, name, times.parse().expect("a number")),
        _ => panic!("speed consume | publish | check | buffered | repeat DEED PEER CASE TIMES"),
    }
}

const ALL: [&str; 6] = ["evenkeel", "plain", "macro", "run time", "typify", "garde"];

/// Prints evenkeel's time for each case, and its ratio to each peer; gives the ratios to the first peer.
fn table(table: &Table) -> Vec<(&'static Case, f64)> {
    println!(
        "| event | ns |{} also in the schema |",
        table.peers[1..].iter().map(|peer| format!(" ÷ {peer} |")).collect::<String>()
    );
    println!("| --- | --: |{} --- |", " --: |".repeat(table.peers.len() - 1));
    let mut ratios = Vec::new();
    for case in CASES.iter().filter(|case| table.groups.contains(&case.group)) {
        let payloads = case.common();
        if payloads.is_empty() {
            continue;
        }
        let operations = case.peers().into_iter().filter(|(name, _)| table.peers.contains(name));
        let operations = operations.map(|(_, peer)| case.operations(peer?, table.deed, &payloads));
        let operations: Vec<_> = operations.collect();
        let there: Vec<usize> = (0..operations.len()).filter(|index| operations[*index].is_some()).collect();
        let measured = timing::take_turns(&operations.into_iter().flatten().collect::<Vec<_>>(), ROUNDS);
        let mut row = format!("| {} | {:.0} |", case.name, measured.nanoseconds[0]);
        for index in 1..table.peers.len() {
            match there.iter().position(|found| *found == index) {
                Some(place) => row += &format!(" {:.2} |", measured.ratios[place]),
                None => row += " – |",
            }
        }
        println!("{row} {} |", case.costs.join(", "));
        ratios.push((case, measured.ratios[1]));
    }
    ratios
}

/// Prints the geometric means over the schemas of the bar and over all.
fn bars(ratios: &[(&Case, f64)]) {
    let typed: Vec<f64> = ratios.iter().filter(|(case, _)| case.costs.is_empty()).map(|(_, ratio)| *ratio).collect();
    let all: Vec<f64> = ratios.iter().map(|(_, ratio)| *ratio).collect();
    println!();
    println!(
        "{} schemas without pattern, format, uniqueItems and buffered parts: {:.2} times plain, the worst {:.2}; all {}: {:.2}",
        typed.len(),
        timing::geometric_mean(&typed),
        typed.iter().copied().fold(0.0, f64::max),
        all.len(),
        timing::geometric_mean(&all),
    );
}

/// What a condition in one nested object costs, the rest of the event growing.
fn buffered() {
    let cases = |name: &str| CASES.iter().filter(|case| case.name.starts_with(name)).collect::<Vec<_>>();
    println!("| lines beside it | with a condition, ns | without, ns | the condition, ns |");
    println!("| --: | --: | --: | --: |");
    for (with, without) in cases("a condition, ").into_iter().zip(cases("none, ")) {
        let consume = |case: &Case| {
            case.operations(&case.evenkeel, |peer| peer.consume, &case.common()).expect("its payloads are taken")
        };
        let measured = timing::take_turns(&[consume(with), consume(without)], ROUNDS);
        let [a, b] = [measured.nanoseconds[0], measured.nanoseconds[1]];
        println!("| {} | {a:.0} | {b:.0} | {:.0} |", with.name.trim_start_matches("a condition, "), a - b);
    }
}

fn repeat(deed: &str, peer: &str, name: &str, times: usize) {
    let deed: Deed = match deed {
        "consume" => |peer| peer.consume,
        "publish" => |peer| peer.publish,
        _ => |peer| peer.check,
    };
    let case = CASES.iter().find(|case| case.name == name).expect("a case of this name");
    let found = case.peers().into_iter().find(|(found, _)| *found == peer);
    let peer = found.and_then(|(_, peer)| peer).expect("a peer of this name");
    let operations = case.operations(peer, deed, &case.common()).expect("it takes the payloads");
    for _ in 0..times {
        operations.iter().for_each(|operation| operation());
    }
}
