//! Names that were let go and come back.

use evenkeel_codegen::compat::{Comparison, Options, Report, Schema, Verdict, check};
use evenkeel_codegen::contract::Dialect;
use serde_json::{Value, json};

use crate::load::Loaded;

/// The last of some revisions, held against those before it.
fn checked(revisions: &[Value], transitive: bool) -> Report {
    let loaded: Vec<Loaded> = revisions.iter().map(|schema| Loaded::new(schema, Dialect::DRAFT_2020)).collect();
    let schemas: Vec<Schema<'_>> = loaded.iter().map(Loaded::schema).collect();
    let (new, released) = schemas.split_last().unwrap();
    check(released, new, &Options { transitive, ..Options::default() })
}

fn object(properties: &Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

/// What a re-declared name breaks: revision, path, rule and witness, backward and forward.
fn found(report: &Report) -> Vec<(usize, String, Vec<String>)> {
    let said = |verdict: &Verdict| match verdict {
        Verdict::Breaking(found) => format!("{} {}", found.rule, found.witness),
        other => format!("{other:?}"),
    };
    let all = report.reused.iter();
    all.map(|reused| (reused.revision, reused.path.clone(), reused.comparison.verdicts().map(said).collect())).collect()
}

#[test]
fn a_name_that_comes_back_with_another_meaning_breaks_whatever_the_mode() {
    let with = |schema: Value| object(&json!({ "a": true, "b": schema }));
    let revisions =
        [with(json!({ "type": "string" })), object(&json!({ "a": true })), with(json!({ "type": "integer" }))];
    let report = checked(&revisions, false);
    assert!(report.comparisons.iter().all(Comparison::is_compatible) && report.comparisons.len() == 1);
    let both = [r#"property-reused {"b":""}"#, r#"property-reused {"b":0}"#].map(str::to_owned).to_vec();
    assert_eq!(found(&report), [(0, "/b".to_owned(), both)]);
    assert!(!report.is_compatible());
    assert_eq!(checked(&revisions, true).comparisons.len(), 2);
}

#[test]
fn a_name_that_comes_back_as_it_was_is_no_finding_whatever_else_changed() {
    let first = object(&json!({ "a": { "maximum": 9 }, "b": { "type": "string" } }));
    let between = object(&json!({ "a": { "maximum": 7 } }));
    let last = object(&json!({ "a": { "maximum": 5 }, "b": { "type": "string" } }));
    assert_eq!(found(&checked(&[first, between, last], false)), []);
}

#[test]
fn every_revision_before_the_gap_counts_and_none_after_it() {
    let with =
        |maximum: u32| object(&json!({ "o": { "properties": { "b": { "type": "integer", "maximum": maximum } } } }));
    let gone = object(&json!({ "o": { "properties": { "c": true } } }));
    let report = checked(&[with(3), with(4), gone, with(4), with(5)], false);
    let of = |revision, witness: &str| {
        (revision, "/o/b".to_owned(), vec!["Compatible".to_owned(), format!("property-reused {witness}")])
    };
    assert_eq!(found(&report), [of(0, r#"{"o":{"b":4}}"#), of(1, r#"{"o":{"b":5}}"#)]);
}

#[test]
fn a_name_of_items_and_of_branches_is_found() {
    let of = |schema: Value| {
        json!({ "type": "array", "items": { "oneOf": [
            { "type": "null" },
            { "type": "object", "properties": { "k": true, "b": schema } }
        ] } })
    };
    let without = json!({ "type": "array", "items": { "oneOf": [{ "type": "null" }, { "type": "object", "properties": { "k": true } }] } });
    let report = checked(&[of(json!({ "type": "null" })), without, of(json!({ "type": ["null", "boolean"] }))], true);
    let found = found(&report);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "/*/b");
    assert_eq!(found[0].2, ["Compatible".to_owned(), r#"property-reused [{"b":false}]"#.to_owned()]);
}
