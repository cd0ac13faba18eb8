//! What becomes of a payload, and of an event, where its contract is enforced, reported or left alone.
//!
//! `validation/decode.txt` has payloads (`$`) and what `Validation::Report` makes of them: the event
//! that is delivered (`>`) or that none is (`!`), and what is told. The other modes follow from that.
//! `EVENKEEL_BLESS=1 cargo test -p evenkeel-golden` writes the outcomes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is how a test fails"
)]

use evenkeel::{Checked, Error, Event, Validation, decode, decode_with, encode, encode_with};
use evenkeel_golden::leniency::thing::ThingHappenedV1;
use evenkeel_golden::{
    all_of, conditions, contains, not, object, pattern_properties, property_counts, property_names,
    tagged, types, unevaluated, union, unknown_deny, untagged,
};
use std::fmt::Write as _;
use std::fs;

/// The event in a payload, under `Report`; held against what the other modes say.
fn reported<E: Event + PartialEq + std::fmt::Debug>(payload: &[u8]) -> Result<Checked<E>, Error> {
    let enforced = decode::<E>(payload);
    let reported = decode_with::<E>(payload, Validation::Report);
    let ignored = decode_with::<E>(payload, Validation::Off);
    match (&enforced, &reported) {
        // What keeps its contract is the same everywhere.
        (Ok(event), Ok(checked)) => {
            assert_eq!((event, &checked.violations), (&checked.value, &None));
        }
        (Err(Error::Invalid(all)), Ok(checked)) => {
            assert_eq!(Some(all), checked.violations.as_ref());
        }
        (Err(all), Err(told)) => assert_eq!(all, told),
        _ => panic!("{enforced:?} and {reported:?}"),
    }
    if let Ok(checked) = &reported {
        let ignored = ignored.expect("what is reported is delivered without a report too");
        assert_eq!(
            (&ignored.value, &ignored.violations),
            (&checked.value, &None)
        );
    }
    let again = decode_with::<E>(payload, Validation::Enforce).map(|checked| checked.value);
    assert_eq!(again, enforced, "nothing is left of a mode");
    reported
}

fn outcome(payload: &str) -> String {
    match reported::<ThingHappenedV1>(payload.as_bytes()) {
        Ok(Checked {
            value, violations, ..
        }) => {
            let event = encode_with(&value, Validation::Off).unwrap().value;
            let told = violations.map_or(String::new(), |violations| format!("{violations}\n"));
            format!("> {}\n{told}", String::from_utf8(event).unwrap())
        }
        Err(error) => format!("! {error}\n"),
    }
}

#[test]
fn payloads() {
    let expected = fs::read_to_string("validation/decode.txt").unwrap();
    let mut found = String::new();
    for line in expected.lines() {
        if let Some(payload) = line.strip_prefix("$ ") {
            write!(found, "{line}\n{}", outcome(payload)).unwrap();
        } else if line.is_empty() || line.starts_with('#') {
            writeln!(found, "{line}").unwrap();
        }
    }
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write("validation/decode.txt", &found).unwrap();
    } else {
        assert_eq!(expected, found, "EVENKEEL_BLESS=1 writes the outcomes");
    }
}

/// Payloads of a case that break its contract: how many are delivered under `Report`.
fn delivered<E: Event + PartialEq + std::fmt::Debug>(case: &str) -> usize {
    let text = fs::read_to_string(format!("cases/{case}/payloads.json")).unwrap();
    let payloads: serde_json::Value = serde_json::from_str(&text).unwrap();
    let invalid = payloads[E::SUBJECT]["invalid"].as_array().unwrap();
    let delivered = invalid
        .iter()
        .filter(|payload| reported::<E>(payload.to_string().as_bytes()).is_ok());
    delivered.count()
}

#[test]
fn every_mode_agrees_on_the_other_cases() {
    for (case, delivered) in [
        (
            "object",
            delivered::<object::order::OrderPlacedV1>("object"),
        ),
        (
            "all_of",
            delivered::<all_of::thing::ThingHappenedV1>("all_of"),
        ),
        ("types", delivered::<types::thing::ThingHappenedV1>("types")),
        ("union", delivered::<union::payment::PaymentMadeV1>("union")),
        (
            "tagged",
            delivered::<tagged::thing::ThingHappenedV1>("tagged"),
        ),
        (
            "untagged",
            delivered::<untagged::thing::ThingHappenedV1>("untagged"),
        ),
        (
            "conditions",
            delivered::<conditions::order::OrderPaidV1>("conditions"),
        ),
        (
            "unevaluated",
            delivered::<unevaluated::ticket::TicketOpenedV1>("unevaluated"),
        ),
        (
            "contains",
            delivered::<contains::basket::BasketFilledV1>("contains"),
        ),
        (
            "property_counts",
            delivered::<property_counts::form::FormSentV1>("property_counts"),
        ),
        (
            "property_names",
            delivered::<property_names::prices::PricesSetV1>("property_names"),
        ),
        (
            "pattern_properties",
            delivered::<pattern_properties::labels::LabelsChangedV1>("pattern_properties"),
        ),
        ("not", delivered::<not::thing::ThingHappenedV1>("not")),
    ] {
        assert!(delivered > 0, "{case}");
    }
}

/// Unknown properties that only this crate refuses: no rule of the schema tells of them.
#[test]
fn a_policy_is_told_like_a_rule() {
    use unknown_deny::thing::ThingHappenedV1;
    let payload = br#"{"id": "a", "nested": {"b": 1}}"#;
    assert!(decode::<ThingHappenedV1>(payload).is_err());
    let checked = decode_with::<ThingHappenedV1>(payload, Validation::Report).unwrap();
    assert_eq!(
        checked.violations.unwrap().to_string(),
        "1 violation:\n  the payload (line 1, column 1): expected a payload that keeps every rule, \
         found member `b` is not allowed"
    );
}

/// An event that keeps every rule.
fn event() -> ThingHappenedV1 {
    let payload = r#"{"version":"v1","kind":{"major":1,"minor":0},"text":"abc","price":0.29,"tags":["a"],
        "closed":{"a":0},"tagged":{"t":"number","n":1},"typed":"ab","tried":{"a":12}}"#;
    decode(payload.as_bytes()).unwrap()
}

#[test]
fn events() {
    use evenkeel_golden::leniency::thing::thing_happened_v1::{Tagged, Typed};
    type Change = fn(&mut ThingHappenedV1);
    let table: &[(Change, &str)] = &[
        (|_| {}, ""),
        (
            |it| it.text = Some("a".into()),
            "/text: expected at least 2 characters, found \"a\" (1)",
        ),
        (
            |it| it.price = Some(0.295),
            "/price: expected a multiple of 0.01, found 0.295",
        ),
        (
            |it| it.tags = Some(vec![]),
            "/tags: expected at least 1 item, found an array of 0 items",
        ),
        (
            |it| it.closed.as_mut().unwrap().a = -1,
            "/closed/a: expected at least 0, found -1",
        ),
        (
            |it| match it.tagged.as_mut().unwrap() {
                Tagged::Number(number) => number.n = 0,
                other => panic!("{other:?}"),
            },
            "/tagged/n: expected at least 1, found 0",
        ),
        (
            |it| it.typed = Some(Typed::String("a".into())),
            "/typed: expected at least 2 characters, found \"a\" (1)",
        ),
    ];
    for (change, told) in table {
        let mut event = event();
        change(&mut event);
        let reported = encode_with(&event, Validation::Report).unwrap();
        let violations = reported
            .violations
            .as_ref()
            .map(|violations| violations.first().to_string());
        assert_eq!(violations.as_deref().unwrap_or_default(), *told);

        // The other modes follow from that.
        let off = encode_with(&event, Validation::Off).unwrap();
        assert_eq!((off.value, off.violations), (reported.value.clone(), None));
        let enforced = encode_with(&event, Validation::Enforce).map(|checked| checked.value);
        assert_eq!(enforced, encode(&event));
        match &reported.violations {
            None => assert_eq!(enforced.unwrap(), reported.value),
            Some(violations) => {
                assert_eq!(enforced.unwrap_err(), Error::Invalid(violations.clone()));
                // What was published so is delivered so.
                let delivered = decode_with::<ThingHappenedV1>(&reported.value, Validation::Report);
                assert_eq!(delivered.unwrap().value, event, "{told}");
            }
        }
    }
}

#[test]
fn what_json_cannot_say_is_not_published() {
    let mut event = event();
    event.price = Some(f64::NAN);
    let refused = encode_with(&event, Validation::Report).unwrap_err();
    assert_eq!(refused, encode(&event).unwrap_err());
    assert!(refused.to_string().contains("NaN or infinity"), "{refused}");
}
