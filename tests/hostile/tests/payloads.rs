//! Payloads that want to do harm, against every golden event: the schema's verdict or an error, soon, and
//! within bounds.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test may panic, and prints its figures")]

use evenkeel_hostile::payload;
use peak_alloc::PeakAlloc;
use serde_json::Value;
use std::fs;
use std::path::Path;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many bytes of memory a byte of a payload may take, the report on it and the reference validator's
/// tree included.
const A_BYTE: usize = 250;

/// What any payload may take.
const ANY: usize = 64 << 20;

/// The events that large payloads are held against.
const LARGE: [&str; 4] = ["object", "recursion", "arrays", "unknown_keep"];

fn payloads() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let members = |count: usize, member: &dyn Fn(usize) -> String| {
        format!("{{{}}}", (0..count).map(member).collect::<Vec<_>>().join(",")).into_bytes()
    };
    let deep = |open: &str, inside: &str, close: &str, levels: usize| {
        (open.repeat(levels) + inside + &close.repeat(levels)).into_bytes()
    };
    vec![
        ("nothing", text("")),
        ("spaces", text("   \n\t")),
        ("a mark of the byte order", text("\u{feff}{}")),
        ("arrays, unclosed", deep("[", "", "", 1_000_000)),
        ("objects, unclosed", deep("{\"a\":", "", "", 200_000)),
        ("arrays at the limit", deep("[", "", "]", 128)),
        ("arrays beyond the limit", deep("[", "", "]", 129)),
        ("objects at the limit", deep("{\"next\":", "null", "}", 128)),
        ("objects beyond the limit", deep("{\"next\":", "null", "}", 129)),
        ("an unknown member at the limit", deep("{\"unknown\":", "1", "}", 128)),
        ("an unknown member beyond the limit", deep("{\"unknown\":", "1", "}", 129)),
        ("an unknown member far beyond the limit", deep("{\"unknown\":", "1", "}", 100_000)),
        ("twice the same member", text(r#"{"a": 1, "a": 1}"#)),
        ("twice the same member, spelled otherwise", text(r#"{"a": 1, "\u0061": 1}"#)),
        ("twice the same unknown member, below", text(r#"{"unknown": {"a": 1, "b": {"c": 1, "c": 2}}}"#)),
        ("a lone surrogate", text(r#"{"a": "\ud800"}"#)),
        ("a lone surrogate in a name", text(r#"{"\udfff": 1}"#)),
        ("surrogates the wrong way round", text(r#"{"a": "\ude00\ud83d"}"#)),
        ("a surrogate as bytes", b"{\"a\": \"\xed\xa0\x80\"}".to_vec()),
        ("bytes that are no UTF-8", b"{\"\xff\": \"\xc3\x28\"}".to_vec()),
        ("a zero byte", b"{\"a\": \"\0\"}".to_vec()),
        ("a zero byte at the end", b"{}\0".to_vec()),
        ("beyond a double", text(r#"{"unknown": 1e999}"#)),
        ("far beyond a double", text(r#"{"unknown": -1e999999999999}"#)),
        ("nearly nothing", text(r#"{"unknown": 1e-999999999999}"#)),
        ("less than nothing", text(r#"{"unknown": -0, "b": -0.0}"#)),
        ("no number", text(r#"{"unknown": NaN}"#)),
        ("no number at all", text(r#"{"unknown": [Infinity, -Infinity, +1, .5, 1., 0x10, 01]}"#)),
        ("an integer beyond all", text(&format!(r#"{{"unknown": {}}}"#, "9".repeat(300)))),
        ("100,000 digits", text(&format!(r#"{{"unknown": 0.{}}}"#, "9".repeat(100_000)))),
        ("a name of a megabyte", text(&format!(r#"{{"{}": 1}}"#, "n".repeat(1 << 20)))),
        ("escapes without end", text(&format!(r#"{{"a": "{}"}}"#, "\\u0041".repeat(100_000)))),
        ("100,000 unknown members", members(100_000, &|n| format!("\"k{n}\":{n}"))),
        ("100,000 unknown members with one beginning", members(100_000, &|n| format!("\"{}{n}\":0", "k".repeat(40)))),
        ("100,000 members that are mistakes", members(100_000, &|n| format!("\"k{n}\":{{\"value\":\"x\"}}"))),
        ("300,000 items that are mistakes", format!("[{}null]", "{},".repeat(300_000)).into_bytes()),
        ("trailing text", text("{} {}")),
        ("comments", text("{/* */}")),
        ("commas", text("{,}")),
        ("what a terminal obeys", text("{\"\\u001b[31m\\u202e\": \"\\u001b]0;x\\u0007\"}")),
        (
            "names of serde_json's own",
            text(r#"{"$serde_json::private::RawValue": "1", "$serde_json::private::Number": "1"}"#),
        ),
        ("prototypes", text(r#"{"__proto__": {"a": 1}, "constructor": {"prototype": {}}}"#)),
    ]
}

/// The payloads of the golden cases that their schemas accept, as JSON text.
fn good() -> Vec<Vec<u8>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden/cases");
    let mut found = Vec::new();
    for case in fs::read_dir(cases).unwrap() {
        let bytes = fs::read(case.unwrap().path().join("payloads.json")).unwrap();
        let payloads: Value = serde_json::from_slice(&bytes).unwrap();
        for subject in payloads.as_object().unwrap().values() {
            found.extend(
                subject["valid"].as_array().into_iter().flatten().take(2).map(|one| one.to_string().into_bytes()),
            );
        }
    }
    found
}

#[test]
fn every_payload_ends_within_its_bounds() {
    let mut wrong = Vec::new();
    for (name, bytes) in payloads() {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        payload::all(&bytes, if bytes.len() < 1 << 16 { &[] } else { &LARGE });
        let peak = MEMORY.peak_usage().saturating_sub(before);
        println!("{name}: {} bytes, {peak} at most", bytes.len());
        if peak > ANY + A_BYTE * bytes.len() {
            wrong.push(format!("{name}: {peak} bytes of memory for {}", bytes.len()));
        }
    }
    let mistakes = format!(
        "{{\"items\":[{}null],\"next\":[{}1]}}",
        "{\"quantity\":-1},".repeat(400_000),
        "\"x\",".repeat(900_000)
    );
    assert!(mistakes.len() > 10_000_000);
    for case in LARGE {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        payload::all(mistakes.as_bytes(), &[case]);
        let peak = MEMORY.peak_usage().saturating_sub(before);
        println!("10 MB of mistakes for {case}: {peak} at most");
        assert!(peak < ANY + A_BYTE * mistakes.len(), "{case}: {peak}");
    }
    for payload in good().into_iter().filter(|payload| payload.len() < 100) {
        for end in 0..payload.len() {
            payload::all(&payload[..end], &["object", "tagged", "untagged", "recursion", "sequence"]);
        }
        for at in 0..payload.len() {
            let mut bent = payload.clone();
            bent[at] ^= 1 << (at % 8);
            payload::all(&bent, &["object", "tagged", "untagged", "recursion", "sequence"]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
