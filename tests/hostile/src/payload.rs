//! Payloads to events.

use crate::schema;
use arbitrary::Unstructured;
use evenkeel::Error;
use evenkeel_golden::{CASES, Case};
use serde_json::Value;
use std::path::Path;
use std::sync::OnceLock;

/// One event of the cases of `tests/golden`, with the schema's own verdict.
struct Event {
    case: &'static Case,
    subject: String,
    validator: jsonschema::Validator,
    /// The typed code refuses what the schema does not name.
    denies: bool,
    /// It keeps what the schema does not name.
    keeps: bool,
}

fn events() -> &'static [Event] {
    static EVENTS: OnceLock<Vec<Event>> = OnceLock::new();
    EVENTS.get_or_init(|| CASES.iter().flat_map(events_of).collect())
}

fn events_of(case: &'static Case) -> Vec<Event> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden/cases").join(case.name);
    let options = std::fs::read_to_string(folder.join("evenkeel.toml")).unwrap_or_default();
    let payloads = std::fs::read(folder.join("payloads.json")).expect("payloads");
    let payloads: Value = serde_json::from_slice(&payloads).expect("payloads");
    let subjects = payloads.as_object().expect("payloads by subject").keys();
    let event = |subject: &String| {
        let name = subject.strip_prefix("events.").expect("a subject");
        let schema = std::fs::read(folder.join(format!("rust/schema/{name}.json"))).expect("a schema");
        let schema: Value = serde_json::from_slice(&schema).expect("a schema");
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        Event {
            case,
            subject: subject.clone(),
            validator,
            denies: options.contains("\"deny\""),
            keeps: options.contains("\"keep\""),
        }
    };
    subjects.map(event).collect()
}

/// Decodes bytes as an event: the first byte says which, the second whether the rest is text or choices.
///
/// # Panics
/// Where what was decoded is not the same again, or a refusal says nothing.
pub fn run(bytes: &[u8]) {
    let [which, form, rest @ ..] = bytes else { return };
    let event = &events()[usize::from(*which) % events().len()];
    if form % 4 == 0 {
        let Ok(payload) = schema::value(&mut Unstructured::new(rest), 5) else { return };
        judge(event, payload.to_string().as_bytes());
    } else {
        judge(event, rest);
    }
}

/// Decodes bytes as every event of the cases that are named; of all when none is.
///
/// # Panics
/// Where what was decoded is not the same again, or a refusal says nothing or too much.
pub fn all(bytes: &[u8], cases: &[&str]) {
    let named = |event: &&Event| cases.is_empty() || cases.contains(&event.case.name);
    events().iter().filter(named).for_each(|event| judge(event, bytes));
}

/// How `serde_json` begins the names of members that it gives a meaning.
const RESERVED: &[u8] = b"$serde_json::private::";

/// What is expected where a type refuses, and no rule of the schema.
const OF_TYPE: &str = "a value that its Rust type can hold";

/// What an error may take as text, in bytes.
const REPORT: usize = 4 << 20;

fn judge(event: &Event, bytes: &[u8]) {
    let place = || format!("{}: {}: {}", event.case.name, event.subject, String::from_utf8_lossy(bytes));
    match (event.case.decode)(&event.subject, bytes) {
        Ok(decoded) => {
            // The reference parser has member names of its own, and reads them as something else.
            let payload: Result<Value, _> = serde_json::from_slice(bytes);
            let own_names = bytes.windows(RESERVED.len()).any(|part| part == RESERVED);
            // It ends one level before us, too.
            let deepest = payload.as_ref().is_err_and(|error| error.to_string().starts_with("recursion limit"));
            assert!(payload.is_ok() || own_names || deepest, "decode accepts what is no JSON: {}", place());
            let agreed = payload.ok().is_none_or(|payload| event.validator.is_valid(&payload) || inexact(&payload));
            assert!(agreed || own_names, "decode accepts what the schema refuses: {}", place());
            let Ok(again) = decoded.reencode() else {
                // What is dropped may have been what a rule counted: see docs/generated-code.md.
                assert!(!event.keeps, "encode refuses what decode accepted: {}", place());
                return;
            };
            let second = (event.case.decode)(&event.subject, &again);
            let second = second.unwrap_or_else(|error| panic!("{error}: {}", place()));
            assert_eq!(second.reencode().as_deref(), Ok(&again[..]), "{}", place());
        }
        Err(Error::Invalid(violations)) => {
            let told = violations.iter().all(|v| !v.keyword.is_empty() && !v.message().is_empty());
            assert!(violations.len() > 0 && told, "{violations:?}: {}", place());
            let written = serde_json::to_string(&violations).expect("violations are JSON");
            assert!(violations.iter().count() <= 1000 && written.len() <= REPORT, "{} bytes", written.len());
            assert!(violations.to_string().len() <= REPORT);
            let Ok(payload) = serde_json::from_slice::<Value>(bytes) else { return };
            let own_names = bytes.windows(RESERVED.len()).any(|part| part == RESERVED);
            let refused = !event.validator.is_valid(&payload);
            let excused = own_names || event.denies || inexact(&payload);
            assert!(refused || excused, "decode refuses it: {violations}: {}", place());
            // The one violation that stands for none: what the schema refuses has a keyword of its own.
            let empty = violations.first().expected == OF_TYPE && violations.is_complete();
            assert!(!empty || excused, "the report is empty: {}", place());
        }
        Err(Error::Malformed(malformed)) => assert!(!malformed.message.is_empty() && malformed.line > 0),
        Err(error) => panic!("{error}: {}", place()),
    }
}

/// Numbers that an `i64` cannot hold, or that doubles are compared on.
fn inexact(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            number.as_i64().is_none() && number.as_f64().is_none_or(|f| f.abs() >= 9e15 || f.fract() != 0.0)
        }
        Value::Array(items) => items.iter().any(inexact),
        Value::Object(members) => members.values().any(inexact),
        _ => false,
    }
}
