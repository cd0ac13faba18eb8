//! `evenkeel compat --pairs`: a line in, a line out.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::Write;
use std::process::{Command, Stdio};

/// What is asked, and the answer but for the time that it took.
const LINES: [(&str, &str); 13] = [
    (
        r#"{"id":1,"old":{"type":"string"},"new":{"type":["string","null"]}}"#,
        r#"{"id":1,"backward":{"verdict":"compatible"},"forward":{"verdict":"breaking","rule":"type-widened","witness":null}}"#,
    ),
    (
        r#"{"id":{"a":[null]},"old":{"const":1},"new":{"const":1.0},"dialect":"7"}"#,
        r#"{"id":{"a":[null]},"backward":{"verdict":"compatible"},"forward":{"verdict":"compatible"}}"#,
    ),
    (
        r#"{"id":null,"old":{"prefixItems":[{"type":"string"}]},"new":true,"dialect":"7"}"#,
        r#"{"id":null,"backward":{"verdict":"compatible"},"forward":{"verdict":"compatible"}}"#,
    ),
    (
        r#"{"id":"2020","old":{"prefixItems":[{"type":"string"}]},"new":true,"dialect":"2020-12"}"#,
        r#"{"id":"2020","backward":{"verdict":"compatible"},"forward":{"verdict":"breaking","rule":"type-widened","witness":[null]}}"#,
    ),
    (
        r#"{"id":"own","old":{"$schema":"http://json-schema.org/draft-07/schema#","items":[false]},"new":{"prefixItems":[false]},"dialect":"2020"}"#,
        r#"{"id":"own","backward":{"verdict":"compatible"},"forward":{"verdict":"compatible"}}"#,
    ),
    (r#"{"id":"x","old":{"type":"strng"},"new":{}}"#, r#"{"id":"x","error":"old: `strng` is no type of JSON Schema"}"#),
    (r#"{"id":"y","old":true}"#, r#"{"id":"y","error":"there is no `new`"}"#),
    (
        r#"{"id":"z","old":true,"new":true,"dialect":4}"#,
        r#"{"id":"z","error":"`dialect` is \"7\", \"2020\" or \"2020-12\""}"#,
    ),
    ("{", r#"{"line":9,"error":"the line cannot be read: EOF while parsing an object at line 1 column 1"}"#),
    (
        r#"{"old":true,"new":{"$ref":"elsewhere.json"}}"#,
        r#"{"line":10,"error":"new: there is no file `elsewhere.json` in the schema folder"}"#,
    ),
    (
        r#"{"id":3,"old":{"multipleOf":1e-999999999},"new":{"multipleOf":1e-999999999}}"#,
        r#"{"id":3,"backward":{"verdict":"undecided","reason":"budget"},"forward":{"verdict":"undecided","reason":"budget"}}"#,
    ),
    (
        r#"{"id":"meta","old":{"$ref":"https://json-schema.org/draft/2020-12/schema"},"new":{"$ref":"https://json-schema.org/draft/2020-12/schema"}}"#,
        r#"{"id":"meta","backward":{"verdict":"compatible"},"forward":{"verdict":"compatible"}}"#,
    ),
    (
        r#"{"id":"meta7","old":{"$ref":"http://json-schema.org/draft-07/schema#"},"new":{"type":["object","boolean"]},"dialect":"7"}"#,
        r#"{"id":"meta7","backward":{"verdict":"compatible"},"forward":{"verdict":"breaking","rule":"type-widened","witness":{"$comment":null}}}"#,
    ),
];

#[test]
fn each_line_is_answered() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .args(["compat", "--pairs", "-", "--relation", "strict"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked: Vec<&str> = LINES.iter().map(|(asked, _)| *asked).collect();
    command.stdin.take().unwrap().write_all(asked.join("\n").as_bytes()).unwrap();
    let output = command.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let answers = String::from_utf8(output.stdout).unwrap();
    for ((asked, expected), answer) in LINES.iter().zip(answers.lines()) {
        let answer = match answer.split_once(r#","micros":"#) {
            Some((answer, micros)) => {
                assert!(micros.trim_end_matches('}').parse::<u64>().is_ok(), "{micros}");
                format!("{answer}}}")
            }
            None => answer.to_owned(),
        };
        assert_eq!(answer, *expected, "{asked}");
    }
    assert_eq!(answers.lines().count(), LINES.len());
}
