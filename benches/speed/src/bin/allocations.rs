//! How often memory is asked for to read one event, beside the plain types.

use speed_beside_peers::{CASES, Case, Peer};

fn main() {
    println!("| event | evenkeel | plain | bytes, evenkeel | bytes, plain |");
    println!("| --- | --: | --: | --: | --: |");
    let mut more = Vec::new();
    for case in CASES {
        if case.common().is_empty() {
            continue;
        }
        let [ours, plain] = [&case.evenkeel, &case.plain].map(|peer| count(case, peer));
        println!(
            "| {} | {} | {} | {} | {} |",
            case.name, ours.count_total, plain.count_total, ours.bytes_total, plain.bytes_total
        );
        if ours.count_total > plain.count_total {
            more.push(format!("{} ({})", case.name, case.costs.join(", ")));
        }
    }
    println!("\nMore than the plain types: {}", if more.is_empty() { "none".into() } else { more.join("; ") });
}

/// One reading of each payload, after a first one that may fill caches.
fn count(case: &Case, peer: &Peer) -> allocation_counter::AllocationInfo {
    let operations = case.operations(peer, |peer| peer.consume, &case.common()).expect("it takes the payloads");
    operations.iter().for_each(|operation| operation());
    allocation_counter::measure(|| operations.iter().for_each(|operation| operation()))
}
