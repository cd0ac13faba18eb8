//! Changes that nobody would make, and that must be answered all the same.

use evenkeel_codegen::check::{Report, Status};

use crate::load::{catalog, checked};

const HEAD: &str = "x-event: { domain: order, name: created, version: 1 }\ntype: object\n";

fn change(old: &str, new: &str) -> Report {
    let [old, new] = [old, new].map(|text| catalog([("created.yaml", &*format!("{HEAD}{text}"))]));
    checked(&old, &new)
}

#[test]
fn a_payload_that_is_huge_is_shown_in_part() {
    let report = change(
        "properties: { id: { type: string, minLength: 20000 } }",
        "properties: { id: { type: string, maxLength: 10 } }",
    );
    let finding = report.findings().next().unwrap();
    assert!(finding.witness.as_ref().unwrap().to_string().len() > 20_000);
    let note = &finding.diagnostic().notes[0];
    assert!(note.starts_with(r#"it breaks with {"id":"aaa"#) && note.ends_with("…, at /id"), "{note}");
    assert!(note.chars().count() < 500, "{}", note.chars().count());
}

#[test]
fn names_of_properties_are_any_text() {
    let report = change(r#"properties: { "a/b~c\n%": {}, id: {} }"#, "properties: { id: {} }");
    let finding = report.findings().next().unwrap();
    assert_eq!((finding.rule, finding.instance_path.as_str()), ("field-removed", "/a~1b~0c\n%"));
    let diagnostic = finding.diagnostic();
    assert!(!diagnostic.message.contains('\n'), "{:?}", diagnostic.message);
}

#[test]
fn what_refers_to_itself_ends() {
    let tree = |leaf: &str| {
        format!(
            "$ref: '#/$defs/t'\n$defs: {{ t: {{ properties: {{ l: {{ $ref: '#/$defs/t' }}, v: {{ type: {leaf} }} }} }} }}"
        )
    };
    let report = change(&tree("integer"), &tree("string"));
    assert_eq!(report.events[0].status, Status::Breaking);
}

#[test]
fn numbers_beyond_all_bounds_are_undecided_or_decided() {
    let bound = |number: &str| format!("properties: {{ n: {{ type: number, maximum: {number} }} }}");
    let report = change(&bound("1.0e300"), &bound("1.0e-300"));
    assert_eq!(report.events[0].status, Status::Breaking);
}
