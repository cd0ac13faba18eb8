//! The pairs in `tests/check/rules/`, a folder a rule: `old.yaml` and `new.yaml`, or folders of these names
//! where the rule is about files. `EVENKEEL_BLESS=1` writes `matrix.txt`, what each pair comes to.

use evenkeel_codegen::check::{Direction, Finding, RULES, Report, Rule, rule};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::load::{catalog, checked, side};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/rules")
}

/// A rule's own pair, and what comes of it, there and back.
struct Pair {
    rule: &'static Rule,
    old: String,
    new: String,
    there: Report,
    back: Report,
}

fn pairs() -> impl Iterator<Item = Pair> {
    RULES.iter().map(|rule| {
        let [old, new] = ["old", "new"].map(|name| side(&folder().join(rule.name), name));
        let load = |files: &[(String, String)]| catalog(files.iter().map(|(path, text)| (&**path, &**text)));
        let (before, after) = (load(&old), load(&new));
        let text = |files: Vec<(String, String)>| files.into_iter().map(|(_, text)| text).collect();
        let (there, back) = (checked(&before, &after), checked(&after, &before));
        Pair { rule, old: text(old), new: text(new), there, back }
    })
}

/// Who does not understand whom, by which rule, shown by which payload.
fn short(direction: Option<Direction>, rule: &str, witness: Option<String>) -> String {
    let direction = direction.map_or("", Direction::name);
    format!("{direction:8} {rule} {}", witness.unwrap_or_default()).trim_end().to_owned()
}

fn found<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<String> {
    let witness = |finding: &Finding| finding.witness.as_ref().map(ToString::to_string);
    findings.map(|finding| short(finding.direction, finding.rule, witness(finding))).collect()
}

#[test]
fn every_rule_has_a_pair_and_every_pair_a_rule() {
    let mut names: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "matrix.txt");
    names.sort();
    assert_eq!(names, RULES.map(|rule| rule.name));
}

#[test]
fn a_pair_breaks_its_rule_and_shows_a_payload() {
    for pair in pairs() {
        let finding = pair.there.findings().find(|finding| finding.rule == pair.rule.name);
        let finding =
            finding.unwrap_or_else(|| panic!("{}: found are {:?}", pair.rule.name, found(pair.there.findings())));
        let is_proved = finding.direction.is_some() && !["undecided", "unsatisfiable"].contains(&finding.rule);
        assert_eq!(finding.witness.is_some(), is_proved, "{}", pair.rule.name);
        assert!(!pair.there.is_clean());
    }
}

/// What a rule's page gives as an example is what its pair does.
#[test]
fn examples_of_pages_are_true() {
    for Pair { rule, old, new, there, .. } in pairs() {
        let page = rule.page().split_whitespace().collect::<Vec<_>>().join(" ");
        let example = page.split("**Example.** ").nth(1).unwrap().split(" **Instead.**").next().unwrap();
        let mut quoted = example.split('`').skip(1).step_by(2);
        if example.contains("` became `") {
            let (before, after) = (quoted.next().unwrap(), quoted.next().unwrap());
            assert!(old.contains(before) && new.contains(after), "{}: {example}", rule.name);
        }
        let witnesses: Vec<_> = there
            .findings()
            .filter(|finding| finding.rule == rule.name)
            .filter_map(|finding| finding.witness.as_ref())
            .collect();
        let shown = example.strip_suffix("` breaks.").map(|_| quoted.next().unwrap().to_owned());
        assert_eq!(shown, witnesses.first().map(ToString::to_string), "{}", rule.name);
    }
}

/// A change the other way round breaks the mirrors of the same rules, for those on the other side, with the
/// same payloads. A rule without a mirror is broken one way only.
#[test]
fn a_pair_the_other_way_round_is_its_mirror() {
    for Pair { rule: own, there, back, .. } in pairs() {
        let mirrored = |finding: &Finding| {
            let mirror = rule(finding.rule).unwrap().mirror?;
            let direction = finding.direction.map(|direction| match direction {
                Direction::Backward => Direction::Forward,
                Direction::Forward => Direction::Backward,
            });
            Some(short(direction, mirror, finding.witness.as_ref().map(ToString::to_string)))
        };
        let mut expected: Vec<String> = there.findings().filter_map(mirrored).collect();
        let mut found = found(back.findings().filter(|finding| rule(finding.rule).unwrap().mirror.is_some()));
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", own.name);
        assert!(own.mirror.is_some() || back.is_clean(), "{}", own.name);
    }
}

#[test]
fn every_pair_comes_to_what_it_came_to() {
    let mut table = String::new();
    for Pair { rule, there, back, .. } in pairs() {
        writeln!(table, "{}", rule.name).unwrap();
        for (way, report) in [("there", there), ("back", back)] {
            let mut found = found(report.findings());
            found.sort();
            let status: Vec<_> = report.events.iter().map(|event| event.status.name()).collect();
            writeln!(table, "  {way:5} {}", status.join(", ")).unwrap();
            found.iter().for_each(|line| writeln!(table, "        {line}").unwrap());
        }
    }
    let path = folder().join("matrix.txt");
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), table, "EVENKEEL_BLESS=1 writes what is found");
}
