//! What a schema calls sensitive is shown by nobody: not by `Debug`, not by a report, not by an error.
//!
//! `validation/hidden.txt` has what is shown of each payload of the case `hidden`, in which every secret is
//! spelled with `Tr0u`, `tr0u` or `471`. `EVENKEEL_BLESS=1 cargo test -p evenkeel-golden` writes it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use evenkeel::{Error, Validation, decode, decode_with, encode};
use evenkeel_golden::hidden::account::{
    AccountChangedV1 as Changed, account_changed_v1::Level, account_changed_v1::Secret,
};
use evenkeel_golden::hidden::shared::common::Contact;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

const SECRETS: [&str; 3] = ["Tr0u", "tr0u", "471"];

fn payloads(verdict: &str) -> Vec<String> {
    let payloads: Value =
        serde_json::from_slice(&fs::read("cases/hidden/payloads.json").unwrap()).unwrap();
    let payloads = payloads[Changed::SUBJECT][verdict].as_array().unwrap();
    payloads.iter().map(Value::to_string).collect()
}

fn refusal(payload: &str) -> Error {
    decode::<Changed>(payload.as_bytes()).unwrap_err()
}

#[test]
fn what_is_shown() {
    let mut shown = String::new();
    for payload in payloads("valid") {
        let event: Changed = decode(payload.as_bytes()).unwrap();
        writeln!(shown, "{event:#?}").unwrap();
    }
    for payload in payloads("invalid") {
        let error = refusal(&payload);
        writeln!(shown, "{error}").unwrap();
        let Error::Invalid(violations) = &error else {
            panic!("{error}");
        };
        writeln!(
            shown,
            "{}",
            serde_json::to_string_pretty(violations).unwrap()
        )
        .unwrap();
        // What only the type refuses, or is delivered all the same, is told in no other words.
        if let Ok(checked) = decode_with::<Changed>(payload.as_bytes(), Validation::Report) {
            assert_eq!(checked.violations.as_ref(), Some(violations));
            writeln!(shown, "{:?}", checked.value).unwrap();
        }
    }
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in\n{shown}");
    }
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write("validation/hidden.txt", &shown).unwrap();
    }
    let expected = fs::read_to_string("validation/hidden.txt").unwrap();
    assert_eq!(expected, shown, "EVENKEEL_BLESS=1 writes what is shown");
}

#[test]
fn events_that_are_built() {
    let builder = Changed::builder()
        .id("a-1")
        .password("Tr0ub4")
        .pin(47_110_000)
        .level(Level::High);
    let shown = format!("{builder:?}");
    assert_eq!(shown, "Builder { .. }");
    let error = builder.build().unwrap_err().to_string();
    for secret in SECRETS {
        assert!(!error.contains(secret), "{error}");
    }
    let mut event: Changed = decode(payloads("valid")[1].as_bytes()).unwrap();
    event.password = "Tr0u".to_owned();
    let error = encode(&event).unwrap_err().to_string();
    assert_eq!(
        error,
        "1 violation:\n  /password: expected at least 8 characters, found (hidden)"
    );
    let error = "Tr0ub4dor".parse::<Level>().unwrap_err();
    assert_eq!(error.text, "(hidden)");
    assert_eq!(error.to_string(), "`(hidden)` is no value of Level");
    // A type that is secret is hidden wherever it is; one that is not, by whoever refers to it as a secret.
    let secret = Secret::builder().value("Tr0u").build().unwrap();
    assert_eq!(format!("{secret:?}"), "(hidden)");
    let contact = Contact::builder().email("a@example").build().unwrap();
    assert_eq!(format!("{contact:?}"), "Contact { email: \"a@example\" }");
}

#[test]
fn whatever_stands_in_the_place_of_a_secret() {
    let whole = &payloads("valid")[1];
    for end in 1..whole.len() {
        let error = refusal(&whole[..end]).to_string();
        assert!(
            SECRETS.iter().all(|secret| !error.contains(secret)),
            "{error}"
        );
    }
    let value: Value = serde_json::from_str(whole).unwrap();
    for name in [
        "password",
        "pin",
        "token",
        "contact",
        "level",
        "answers_by_name",
        "either",
        "secret",
        "answers",
        "allergies",
        "trail",
    ] {
        for other in [
            json!("Tr0ub4dor"),
            json!(471_147_114_711_u64),
            json!({ "Tr0ub4dor": 4711 }),
            json!(["Tr0ub4dor", [4711]]),
        ] {
            let mut bent = value.clone();
            bent[name] = other;
            let shown = match decode::<Changed>(bent.to_string().as_bytes()) {
                Ok(event) => format!("{event:?}"),
                Err(error) => error.to_string(),
            };
            assert!(
                SECRETS.iter().all(|secret| !shown.contains(secret)),
                "{name}: {shown}"
            );
        }
    }
}
