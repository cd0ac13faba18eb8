//! Properties that went, wherever schemas declare them.

use crate::load::{catalog, checked};

/// What a change takes away: the rule and the place.
fn removed(old: &str, new: &str) -> Vec<String> {
    let head = "x-event: { domain: order, name: created, version: 1, compatibility: { mode: backward, reason: so } }";
    let [old, new] = [old, new].map(|text| catalog([("created.yaml", &*format!("{head}\n{text}"))]));
    let report = checked(&old, &new);
    let gone = report.findings().filter(|finding| finding.rule.starts_with("field-"));
    gone.map(|finding| format!("{} {}", finding.rule, finding.instance_path)).collect()
}

#[test]
fn a_property_is_gone_when_nothing_declares_it_any_more() {
    for (old, new, expected) in [
        ("properties: { a: {}, b: {} }", "properties: { a: {} }", vec!["field-removed /b"]),
        ("properties: { a: {}, b: {} }", "allOf: [{ properties: { a: {} } }, { properties: { b: {} } }]", vec![]),
        // Parts of one object, declared in several places.
        (
            "allOf: [{ properties: { t: { properties: { a: {} } } } }, { properties: { t: { properties: { b: {} } } } }]",
            "properties: { t: { properties: { a: {}, b: {} } } }",
            vec![],
        ),
        (
            "properties: { t: { properties: { a: {}, b: {} } } }",
            "allOf: [{ properties: { t: { properties: { a: {} } } } }, { properties: { t: {} } }]",
            vec!["field-removed /t/b"],
        ),
        // A branch of a union lost it.
        (
            "oneOf: [{ properties: { k: { const: x }, n: {} } }, { properties: { k: { const: y } } }]",
            "oneOf: [{ properties: { k: { const: x } } }, { properties: { k: { const: y } } }]",
            vec!["field-removed /n"],
        ),
        ("if: { required: [a] }\nthen: { properties: { b: {} } }", "then: {}", vec!["field-removed /b"]),
        // Another branch has it still.
        (
            "oneOf: [{ properties: { n: {} } }, { properties: { m: {} } }]",
            "oneOf: [{ properties: { m: {}, n: {} } }, { properties: { k: {} } }]",
            vec![],
        ),
        (
            "properties: { l: { items: { properties: { a: { type: string } } } } }",
            "properties: { l: { items: { properties: { b: { type: string } } } } }",
            vec!["field-renamed /l/*/a"],
        ),
        ("properties: { a: {} }", "patternProperties: { '^a': {} }", vec![]),
        (
            "properties: { a: { allOf: [{ deprecated: true }] }, b: { deprecated: true } }",
            "properties: {}",
            vec!["field-removed /a"],
        ),
    ] {
        assert_eq!(removed(old, new), expected, "{old} -> {new}");
    }
}

/// Branches that lead back to each other give ever new combinations.
#[test]
fn branches_without_end_come_to_one() {
    let schema = |last: &str| {
        let branch = |i: usize| {
            format!(
                "  s{i}: {{ properties: {{ a: {{ anyOf: [{{ $ref: '#/$defs/s{}' }}, {{ $ref: '#/$defs/s0' }}] }}, b: {{ $ref: '#/$defs/s{}' }} }} }}\n",
                (i + 1) % 20,
                (i * 7 + 3) % 20
            )
        };
        format!(
            "$ref: '#/$defs/s0'\n$defs:\n{}  x: {{ properties: {{ {last}: {{}} }} }}",
            (0..20).map(branch).collect::<String>()
        )
    };
    assert_eq!(removed(&schema("y"), &schema("z")), Vec::<String>::new());
}
