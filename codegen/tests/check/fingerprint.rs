//! The names of findings.

use evenkeel_codegen::check::Finding;
use std::collections::BTreeSet;

use crate::load::{catalog, checked};

fn fingerprints(before: &str, maximum: u32) -> Vec<String> {
    let definition = |event: &str, maximum: u32| {
        format!(
            "x-event: {{ domain: stock, name: {event}, version: 1 }}
type: object
properties:
  a: {{ type: integer, maximum: {maximum} }}
  b: {{ type: integer }}
"
        )
    };
    let old = catalog([("a.yaml", &*definition("counted", 20)), ("b.yaml", &*definition("moved", 20))]);
    let changed =
        |event: &str| format!("{before}{}", definition(event, maximum).replace("  b: { type: integer }\n", ""));
    let new = catalog([("a.yaml", &*changed("counted")), ("c.yaml", &*changed("moved"))]);
    checked(&old, &new).findings().map(Finding::fingerprint).collect()
}

#[test]
fn a_finding_keeps_its_name_when_lines_and_files_move() {
    let found = fingerprints("", 10);
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 4, "{found:?}");
    assert_eq!(fingerprints("# A line more.\n\n", 11), found);
}
