//! What a change comes to under the modes of both sides: the stricter one judges, and less is a break.

use evenkeel_codegen::check::{Finding, Required, Status, Weight};

use crate::load::{catalog, checked};

const SAME: &str = "{ count: { type: integer, maximum: 10 } }";
const MORE: &str = "{ count: { type: integer, maximum: 10 }, note: { type: string } }";
const WIDER: &str = "{ count: { type: integer, maximum: 20 } }";
const NARROWER: &str = "{ count: { type: integer, maximum: 5 } }";

fn definition(mode: &str, properties: &str) -> String {
    format!(
        "x-event: {{ domain: stock, name: counted, version: 1, compatibility: {{ mode: {mode}, reason: so }} }}
type: object
properties: {properties}
"
    )
}

#[test]
fn the_stricter_mode_judges() {
    use Required::{InPlace, NewVersion};
    use Status::{Breaking, Compatible, NotEnforced, Unchanged};
    let none = Required::None;
    for (before, after, properties, status, required, rules) in [
        ("none", "none", WIDER, NotEnforced, NewVersion, vec!["note maximum-raised"]),
        ("none", "full", WIDER, Breaking, NewVersion, vec!["maximum-raised"]),
        ("none", "full", SAME, Unchanged, none, vec![]),
        ("backward", "backward", WIDER, Compatible, InPlace, vec![]),
        ("backward", "backward", NARROWER, Breaking, NewVersion, vec!["maximum-lowered"]),
        ("forward", "forward", NARROWER, Compatible, InPlace, vec![]),
        ("full", "backward", WIDER, Breaking, NewVersion, vec!["compatibility-weakened", "maximum-raised"]),
        ("full", "none", SAME, Breaking, none, vec!["compatibility-weakened"]),
        ("full", "backward", MORE, Breaking, InPlace, vec!["compatibility-weakened"]),
        ("full-transitive", "full", SAME, Breaking, none, vec!["compatibility-weakened"]),
        ("backward", "full", MORE, Compatible, InPlace, vec![]),
    ] {
        let [old, new] = [(before, SAME), (after, properties)]
            .map(|(mode, properties)| catalog([("counted.yaml", &*definition(mode, properties))]));
        let report = checked(&old, &new);
        let named = |finding: &Finding| match finding.weight {
            Weight::Error => finding.rule.to_owned(),
            Weight::Note => format!("note {}", finding.rule),
        };
        let found: Vec<String> = report.findings().map(named).collect();
        let event = &report.events[0];
        assert_eq!((event.status, event.required, found), (status, required, to_strings(&rules)), "{before} {after}");
        assert_eq!(report.is_clean(), rules.iter().all(|rule| rule.starts_with("note ")));
    }
}

fn to_strings(rules: &[&str]) -> Vec<String> {
    rules.iter().map(ToString::to_string).collect()
}
