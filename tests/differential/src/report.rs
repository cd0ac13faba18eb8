//! The result of a long run, for people.

use crate::tally::Tally;
use std::fmt::Write as _;

/// The committed result: a page of Markdown.
pub fn report(tally: &Tally, commit: &str, date: &str) -> String {
    let mut page = String::from("# The long differential run\n\nWritten by `tests/differential.sh`; not by hand.\n\n");
    let seeds = tally.seeds.iter().min().zip(tally.seeds.iter().max());
    let seeds = seeds.map_or_else(String::new, |(first, last)| format!("{first} to {last}"));
    let refused: u64 = tally.refused.values().sum();
    let pairs = tally.rarest_pairs();
    let rarest = pairs.first().map_or(0, |(_, count)| *count);
    let share = tally.valid * 100 / tally.instances.max(1);
    let rows = [
        ("date", date.to_owned()),
        ("commit", commit.to_owned()),
        ("seeds", seeds),
        ("schemas", format!("{}, {} of them in draft-07", tally.schemas, tally.draft7)),
        ("schemas that mean nothing, refused by the generator", refused.to_string()),
        ("payloads", format!("{}, {share} % of them valid", tally.instances)),
        ("accepted payloads that came back unchanged", tally.round_trips.to_string()),
        ("unexplained differences", tally.wrong.to_string()),
        (
            "pairs of keywords, side by side in one schema",
            format!("{}, each in at least {rarest} schemas", pairs.len()),
        ),
        (
            "refusals with the report of `jsonschema`",
            format!("{} of {}", tally.same_reports, tally.instances - tally.valid),
        ),
    ];
    page.push_str("| what | result |\n| --- | --- |\n");
    for (what, result) in rows {
        _ = writeln!(page, "| {what} | {result} |");
    }
    table(
        &mut page,
        "What a rule decided",
        "Each is explained in `src/rule.rs`.",
        ["rule", "payloads"],
        tally.rules.iter(),
    );
    let sole = "The keyword of the only violation.";
    table(&mut page, "A keyword alone refused a payload", sole, ["keyword", "payloads"], tally.sole.iter());
    let refused = "What the generator said.";
    table(&mut page, "Refused schemas", refused, ["said", "schemas"], tally.refused.iter());
    let mut other: Vec<_> = tally.other_reports.iter().collect();
    other.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let reports = "`+` is a place and keyword that only our report has, `-` one that only that of `jsonschema` has.";
    table(&mut page, "Other reports", reports, ["keyword", "times"], other.into_iter());
    page
}

fn table<'a>(
    page: &mut String,
    title: &str,
    text: &str,
    head: [&str; 2],
    rows: impl Iterator<Item = (&'a String, &'a u64)>,
) {
    _ = writeln!(page, "\n## {title}\n\n{text}\n\n| {} | {} |\n| --- | --- |", head[0], head[1]);
    for (name, count) in rows {
        _ = writeln!(page, "| {name} | {count} |");
    }
}
