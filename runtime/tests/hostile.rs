//! Payloads and contracts that want to do harm: the answer is an error, soon and in bounds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod support;

use evenkeel::{Error, Violations};
use support::{refusal, report};

fn malformed(payload: &[u8]) -> (usize, usize, String) {
    match refusal("true", payload) {
        Error::Malformed(m) => (m.line, m.column, m.message),
        error => panic!("{error}"),
    }
}

fn judged(schema: &str, payload: &str) -> Violations {
    match refusal(schema, payload.as_bytes()) {
        Error::Invalid(violations) => violations,
        error => panic!("{error}"),
    }
}

fn text_of(violations: &Violations) -> usize {
    violations.iter().map(|v| v.instance_path.len() + v.schema_path.len() + v.expected.len() + v.found.len()).sum()
}

#[test]
fn what_is_not_json_has_a_place() {
    for (payload, line, column, message) in [
        (&b""[..], 1, 1, "EOF"),
        (b"{\"a\": tru}", 1, 10, "expected ident"),
        (b"{\n  \"\xc3\xa4\": 1,\n  \"b\": 01\n}", 3, 9, "invalid number"),
        (b"{\"a\":1} x", 1, 9, "trailing characters"),
        (b"\xef\xbb\xbf{}", 1, 1, "expected value"),
        (b"[\"\xff\"]", 1, 4, "unicode"),
        (b"{\"a\":1,\n\"a\":2}", 2, 5, "duplicate member `a`"),
        (b"[1e999]", 1, 6, "number out of range"),
        (b"[\"\\ud800\"]", 1, 9, "hex escape"),
        (b"'a'", 1, 1, "expected value"),
    ] {
        let (found_line, found_column, found) = malformed(payload);
        let text = String::from_utf8_lossy(payload);
        assert!(found.contains(message), "{text}: {found}");
        assert!(!found.contains(" line "), "{found}");
        assert_eq!(found_line, line, "{text}");
        assert!(found_column.abs_diff(column) <= 1, "{text}: column {found_column}");
    }
    let error = refusal("true", b"[1,\n 2,]");
    assert_eq!(error.to_string(), "not JSON: trailing comma at line 2 column 4");
}

#[test]
fn deep_payloads_are_refused() {
    let payload = "[".repeat(1_000_000);
    assert!(malformed(payload.as_bytes()).2.contains("EOF"));
    for levels in [129, 1_000_000] {
        let payload = "[".repeat(levels) + &"]".repeat(levels);
        let (line, column, message) = malformed(payload.as_bytes());
        assert!(message.contains("more than 128 deep"), "{message}");
        // Behind the text of the innermost array that is read.
        assert_eq!((line, column), (1, 128 + 2 * (levels - 127)));
    }
}

#[test]
fn many_violations_are_counted_and_not_listed() {
    let payload = format!("[{}1]", "1,".repeat(300_000));
    let violations = report(r#"{"items":{"type":"string"}}"#, &payload).unwrap();
    assert_eq!(violations.len(), 300_001);
    assert_eq!(violations.iter().count(), 1000);
    assert_eq!(violations.unlisted(), 299_001);
    assert!(violations.is_complete());
    let text = violations.to_string();
    assert!(text.starts_with("300001 violations:\n  /0 (line 1, column 2): expected a string, found 1\n"));
    assert!(text.ends_with("\n  … and 299001 more"));
}

#[test]
fn long_texts_are_bounded() {
    let name = "n".repeat(100_000);
    let members: Vec<String> = (0..100).map(|i| format!("\"{name}{i}\":1")).collect();
    let violations = report(r#"{"additionalProperties":false}"#, &format!("{{{}}}", members.join(","))).unwrap();
    assert_eq!(violations.len(), 100);
    assert!(text_of(&violations) < 2 << 20, "{}", text_of(&violations));
    assert!(violations.first().to_string().len() < 1000);
    let twice = format!("{{\"{name}\":1,\"{name}\":2}}");
    assert!(malformed(twice.as_bytes()).2.len() < 1000);
}

#[test]
fn unions_in_unions_do_not_multiply_what_is_told() {
    let leaf = r##"{"oneOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}]}"##;
    let branch = |tag: &str| format!(r#"{{"properties":{{"t":{{"const":"{tag}"}},"of":{{"items":{leaf}}}}}}}"#);
    let schema = format!(r#"{{"$defs":{{"a":{},"b":{}}},"items":{leaf}}}"#, branch("a"), branch("b"));
    let item = r#"{"t":"a","of":[{"t":"c"},{"t":"b","of":[{"t":"nothing of the kind"}]}]}"#;
    let payload = format!("[{}{item}]", format!("{item},").repeat((1 << 18) / item.len()));
    let violations = judged(&schema, &payload);
    assert!(violations.len() > 1000 && violations.iter().count() <= 1000);
    let written = serde_json::to_string(&violations).unwrap();
    assert!(written.len() < 2 << 20 && violations.to_string().len() < 2 << 20, "{}", written.len());
}

#[test]
fn contracts_that_refer_to_themselves_end() {
    for schema in [
        r##"{"$ref":"#"}"##,
        r##"{"allOf":[{"$ref":"#"}],"type":"string"}"##,
        r##"{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}"##,
        r##"{"$dynamicAnchor":"x","not":{"$dynamicRef":"#x"}}"##,
        r##"{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}"##,
    ] {
        let _ = report(schema, "[1]");
    }
}

#[test]
fn contracts_that_take_exponential_work_end() {
    let schema = r##"{"type":["array","null"],"items":{"anyOf":[{"$ref":"#"},{"$ref":"#"},{"$ref":"#"}]}}"##;
    let payload = "[".repeat(60) + "1" + &"]".repeat(60);
    let violations = judged(schema, &payload);
    assert!(!violations.is_complete());
    assert!(violations.to_string().ends_with("takes too much work"), "{violations}");
}

#[test]
fn long_texts_do_not_multiply_exponential_work() {
    let array = r##"{"type":"array","items":{"$ref":"#"}}"##;
    for (rule, leaf) in [
        (r#""maxLength":3"#, format!("\"{}\"", "x".repeat(20_000))),
        (r#""uniqueItems":true"#, format!("[{}0]", "[\"x\"],".repeat(5_000))),
    ] {
        let schema = format!(r#"{{{rule},"anyOf":[{array},{array},{{"type":"null"}}]}}"#);
        let payload = "[".repeat(30) + &leaf + &"]".repeat(30);
        assert!(!judged(&schema, &payload).is_complete(), "{rule}");
    }
}

#[test]
fn a_long_name_does_not_multiply_by_what_is_below_it() {
    let name = "n".repeat(200_000);
    let payload = format!("{{\"{name}\":[{}1],\"x\":1}}", "1,".repeat(50_000));
    for schema in [
        r#"{"additionalProperties":{"items":{"writeOnly":true}}}"#,
        r#"{"additionalProperties":{"items":{"anyOf":[{"type":"null"}]}}}"#,
    ] {
        assert!(!judged(schema, &payload).is_complete(), "{schema}");
    }
    let violations = judged(r#"{"properties":{"x":{"minimum":2}}}"#, &payload);
    assert!(violations.is_complete());
    assert_eq!(violations.first().column, Some(payload.len() - 1));
}

#[test]
fn a_deep_payload_against_a_deep_contract() {
    let schema =
        r##"{"allOf":[{"anyOf":[{"$ref":"#/$defs/a"}]}],"$defs":{"a":{"items":{"$ref":"#"},"type":"array"}}}"##;
    let payload = "[".repeat(128) + &"]".repeat(128);
    assert_eq!(report(schema, &payload), None);
    let payload = "[".repeat(127) + "1" + &"]".repeat(127);
    let violations = report(schema, &payload).unwrap();
    assert!(violations.is_complete());
    assert_eq!(violations.first().instance_path, "/0".repeat(127));
}

#[test]
fn schemas_that_are_none_leave_the_word_to_the_parser() {
    for schema in ["", "{", "null", r#"{"type":7,"enum":1,"items":[],"minimum":"x","$ref":5,"allOf":{}}"#] {
        assert_eq!(report(schema, "[1]"), None, "{schema}");
    }
}

#[test]
fn what_a_terminal_obeys_is_spelled_out() {
    let violations = report(r#"{"additionalProperties":false}"#, r#"{"a\u001b[31m\u202e":"\u001b[0m\u202e"}"#).unwrap();
    let message = violations.first().message();
    assert!(!message.contains(['\u{1b}', '\u{202e}']), "{message:?}");
    let text = violations.to_string();
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    assert_eq!(violations.first().instance_path, "/a\u{1b}[31m\u{202e}", "a program gets it as it is");
    for error in
        [refusal("true", r#"{"\u001b[31m":1,"\u001b[31m":2}"#.as_bytes()), Error::unknown_subject("events.\u{1b}[31m")]
    {
        assert!(!error.to_string().contains('\u{1b}'), "{error:?}");
    }
}

#[test]
fn more_secrets_than_can_be_remembered_stay_secret() {
    let name = "n".repeat(2_000);
    let payload = format!("{{\"{name}\":[{}1],\"z\":1}}", "1,".repeat(4_000));
    let schema = r#"{"patternProperties":{"n":{"items":{"writeOnly":true}}},"properties":{"z":{"minimum":2}}}"#;
    let violations = judged(schema, &payload);
    if cfg!(feature = "pattern") {
        assert!(violations.is_complete());
        assert_eq!(violations.first().found, "(hidden)");
    } else {
        assert_eq!(violations.first().found, "1");
    }
}
