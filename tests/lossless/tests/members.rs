//! What is no JSON is refused wherever it stands: in a member that is known, in one that is judged as text and in
//! one that nobody declares, whatever becomes of the latter.
//!
//! `members.txt` has each of these payloads and what is said of it; `EVENKEEL_BLESS=1 cargo test -p
//! evenkeel-lossless` writes it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use evenkeel::{Error, Event, Validation, decode, decode_with, encode};
use evenkeel_lossless::difference;
use std::fmt::Write as _;
use std::fs;

include!(concat!(env!("OUT_DIR"), "/policies.rs"));

use {deny::thing::ThingHeldV1 as Deny, ignore::thing::ThingHeldV1 as Ignore, keep::thing::ThingHeldV1 as Keep};

const MEMBERS: [&str; 3] = ["known", "judged", "unknown"];

const MODES: [Validation; 3] = [Validation::Enforce, Validation::Report, Validation::Off];

/// The levels that an event and its parts are around the value of a part.
const AROUND: usize = 2;

fn nested(levels: usize) -> Vec<u8> {
    ("[".repeat(levels) + &"]".repeat(levels)).into_bytes()
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// A part, and a value of it that is no JSON.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![
        ("text", b"\"\xff\"".to_vec()),
        ("text", b"\"\xed\xa0\x80\"".to_vec()),
        ("text", bytes(r#""\ud800""#)),
        ("text", bytes(r#""\udc00""#)),
        ("text", bytes(r#""\ude00\ud83d""#)),
        ("any", b"{\"\xff\":1}".to_vec()),
        ("any", bytes(r#"{"\ud800":1}"#)),
        ("map", bytes(r#"{"\udc00":1}"#)),
        ("list", nested(129 - AROUND)),
        ("any", nested(129 - AROUND)),
        ("any", nested(100_000)),
        ("object", bytes(r#"{"a":1,"a":1}"#)),
        ("object", bytes(r#"{"a":1,"b":1,"\u0061":1}"#)),
        ("object", bytes(r#"{"c":1,"\u0063":1}"#)),
        ("map", bytes(r#"{"a":1,"\u0061":1}"#)),
        ("any", bytes(r#"{"a":[{"b":1,"\u0062":1}]}"#)),
    ];
    for number in ["1e400", "-1e400"].map(bytes).into_iter().chain([[b"1".to_vec(), b"0".repeat(400)].concat()]) {
        all.extend(["number", "whole", "any"].map(|part| (part, number.clone())));
    }
    all
}

/// A part, and a value of it that is as far as JSON goes.
fn whole() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("text", bytes(r#""\ud83d\ude00 \u0000 \/""#)),
        ("number", bytes("1.7976931348623157e308")),
        ("number", bytes("5e-324")),
        ("number", bytes("1e-400")),
        ("number", bytes("0.1000000000000000055511151231257827")),
        ("number", bytes("-0.0")),
        ("number", bytes("9007199254740992")),
        ("whole", bytes("9007199254740993")),
        ("whole", bytes("-9223372036854775808")),
        ("whole", bytes("1e2")),
        ("any", bytes("18446744073709551615")),
        ("any", bytes("-9223372036854775808")),
        ("any", bytes("0.1000000000000000055511151231257827")),
        ("list", nested(128 - AROUND)),
        ("any", nested(128 - AROUND)),
        ("object", bytes(r#"{"a":1,"A":2}"#)),
        ("map", bytes(r#"{"a":1,"A":2}"#)),
        ("any", bytes(r#"{"a":{"a":1},"b":[{"a":1},{"a":null}]}"#)),
        ("any", bytes(r#"{"$serde_json::private::Number":"1"}"#)),
        ("any", bytes(r#"{"$serde_json::private::RawValue":"1"}"#)),
        ("any", bytes(r#"[{"$serde_json::private::Number":"1e5"},{"$serde_json::private::Number":1}]"#)),
    ]
}

fn payload(member: &str, part: &str, value: &[u8]) -> Vec<u8> {
    [format!("{{\"{member}\":{{\"{part}\":").as_bytes(), value, b"}}"].concat()
}

/// What is said of a payload that is no JSON, which is the same in every way to read it.
fn said<E: Event + std::fmt::Debug>(payload: &[u8], modes: &[Validation]) -> String {
    let shown = String::from_utf8_lossy(payload);
    let told = match decode::<E>(payload) {
        Err(error @ Error::Malformed(_)) => error,
        other => panic!("{shown}: {other:?}"),
    };
    for mode in modes {
        let other = decode_with::<E>(payload, *mode).map(|checked| checked.value);
        assert_eq!(format!("{other:?}"), format!("{:?}", Err::<E, _>(&told)), "{shown}: {mode:?}");
    }
    told.to_string()
}

#[test]
fn what_is_no_json() {
    let mut payloads = Vec::new();
    for (part, value) in broken() {
        payloads.extend(MEMBERS.map(|member| payload(member, part, &value)));
    }
    for member in MEMBERS {
        let escaped = format!("\\u{:04x}{}", member.as_bytes()[0], &member[1..]);
        payloads.push(bytes(&format!(r#"{{"{member}":{{}},"{member}":{{}}}}"#)));
        payloads.push(bytes(&format!(r#"{{"{escaped}":{{}},"{member}":{{}}}}"#)));
    }
    let mut table = String::new();
    for payload in payloads {
        let message = said::<Ignore>(&payload, &MODES);
        assert_eq!(message, said::<Keep>(&payload, &MODES));
        // Where nobody asks, a member that is denied is dropped without a look at its name.
        assert_eq!(message, said::<Deny>(&payload, &MODES[..2]));
        let shown: String = payload.escape_ascii().to_string().replace("\\\"", "\"");
        let short = if shown.len() > 80 { format!("{}…{}", &shown[..40], &shown[shown.len() - 5..]) } else { shown };
        writeln!(table, "{short}\n    {message}").unwrap();
    }
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write("tests/members.txt", &table).unwrap();
    }
    assert_eq!(fs::read_to_string("tests/members.txt").unwrap(), table, "EVENKEEL_BLESS=1 writes what is said");
}

#[test]
fn what_is_json_comes_back_unchanged() {
    for (part, value) in whole() {
        for member in MEMBERS {
            let before = payload(member, part, &value);
            let text = std::str::from_utf8(&before).unwrap();
            let after = encode(&decode::<Keep>(&before).unwrap_or_else(|error| panic!("{text}: {error}"))).unwrap();
            assert_eq!(difference(text, std::str::from_utf8(&after).unwrap()), None, "{text}");
            assert!(decode::<Ignore>(&before).is_ok(), "{text}");
            let denied = member == "unknown" || text.contains("\"A\"") && part == "object";
            assert_eq!(matches!(decode::<Deny>(&before), Err(Error::Invalid(_))), denied, "{text}");
        }
    }
}

#[test]
fn what_is_written_is_no_deeper_than_what_is_read() {
    let mut event: Keep = decode(br#"{"known":{},"judged":{}}"#).unwrap();
    let any = |levels| (1..levels).fold(evenkeel::Value::Array(Vec::new()), |inner, _| vec![inner].into());
    for (levels, written) in [(128 - AROUND, true), (129 - AROUND, false)] {
        event.known.as_mut().unwrap().any = Some(any(levels));
        assert_eq!(encode(&event).is_ok(), written, "known: {levels}");
        event.known.as_mut().unwrap().any = None;
        event.judged.as_mut().unwrap().any = Some(any(levels));
        assert_eq!(encode(&event).is_ok(), written, "judged: {levels}");
        event.judged.as_mut().unwrap().any = None;
        event.extra.insert("unknown", any(levels + 1));
        assert_eq!(encode(&event).is_ok(), written, "unknown: {levels}");
        event.extra.remove("unknown");
    }
}
