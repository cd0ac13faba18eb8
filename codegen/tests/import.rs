//! Inputs that are large, deep or circular: bounded work, and definitions or problems. What imports say
//! is held by the transcripts of the command.

#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::format_collect, reason = "speed is nothing here")]

use evenkeel_codegen::diagnostic::Diagnostic;
use evenkeel_codegen::import::{Imported, Options, import};
use evenkeel_codegen::source::{FileId, Source, Sources};

fn run(path: &str, text: String) -> (Imported, Vec<Diagnostic>) {
    let small_stack = std::thread::Builder::new().stack_size(1024 * 1024);
    let path = path.to_owned();
    let work = move || {
        let mut sources = Sources::default();
        let file: FileId = sources.add(Source { display: path.clone(), path, text });
        import(sources, &[file], &Options::default())
    };
    small_stack.spawn(work).unwrap().join().unwrap()
}

fn codes(problems: &[Diagnostic]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = problems.iter().map(|problem| problem.code).collect();
    codes.dedup();
    codes
}

/// A chain of definitions costs no stack, and each becomes a file once.
#[test]
fn long_chains() {
    let chain: String = (0..5_000).map(|n| format!("\"d{n}\":{{\"$ref\":\"#/$defs/d{}\"}},", n + 1)).collect();
    for (last, shared) in [("{\"type\":\"string\"}", 5_001), ("{\"$ref\":\"#/$defs/d0\"}", 5_001)] {
        let text = format!(
            "{{\"oneOf\":[{{\"$ref\":\"#/$defs/a.read\"}}],\"$defs\":{{\"a.read\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d0\"}}]}},{chain}\"d5000\":{last}}}}}"
        );
        let (made, problems) = run("a.json", text);
        assert_eq!(codes(&problems), [""; 0]);
        assert_eq!(made.files.len(), shared + 1);
        assert_eq!(
            made.files["common/d0.yaml"],
            "$schema: https://json-schema.org/draft/2020-12/schema\n$ref: d1.yaml\n"
        );
    }
}

/// As deep as the reader goes, on a small stack.
#[test]
fn deep_schemas() {
    let nested = |depth: usize| {
        let open = "{\"items\":".repeat(depth);
        format!("{{\"title\":\"a.read\",\"type\":\"object\",\"items\":{open}{{}}{}}}", "}".repeat(depth))
    };
    let (made, problems) = run("a.json", nested(124));
    assert_eq!(codes(&problems), [""; 0]);
    assert!(made.files.contains_key("a/read.v1.yaml"));
    let (made, problems) = run("a.json", nested(10_000));
    assert_eq!(codes(&problems), ["too-deep"]);
    assert!(made.files.is_empty());
}

/// Every channel refers to one union of every message, and every message to the same headers.
#[test]
fn many_channels_of_many_messages() {
    let many = 2_000;
    let channels: String = (0..many)
        .map(|n| format!("  c{n}: {{ publish: {{ message: {{ $ref: '#/components/x-all' }} }} }}\n"))
        .collect();
    let union: String =
        (0..many).map(|n| format!("    - {{ $ref: '#/components/messages/thing.read.v{}' }}\n", n + 1)).collect();
    let messages: String = (0..many)
        .map(|n| {
            format!("    thing.read.v{}: {{ traits: [{{ $ref: '#/components/x-trait' }}], payload: {{ $ref: '#/components/schemas/a' }} }}\n", n + 1)
        })
        .collect();
    let headers: String = (0..many).map(|n| format!("      h{n}: {{}}\n")).collect();
    let text = format!(
        "asyncapi: 2.6.0\nchannels:\n{channels}components:\n  x-all:\n    oneOf:\n{union}  messages:\n{messages}  \
         schemas: {{ a: {{ type: object }} }}\n  x-trait:\n    headers:\n     properties:\n{headers}"
    );
    let (made, problems) = run("a.yaml", text);
    assert_eq!(codes(&problems), ["headers-left-out"]);
    assert_eq!(problems.len(), 1);
    assert_eq!(made.events.len(), many);
}

/// Many members, long names and large samples.
#[test]
fn large_samples() {
    let line: String = (0..10_000).map(|n| format!("\"{n}\":{{\"a\":[{n},\"x\"]}},")).collect();
    let (made, problems) = run("thing_seen.jsonl", format!("{{{line}\"b\":1}}\n{{{line}\"c\":1}}\n"));
    assert_eq!(codes(&problems), [""; 0]);
    assert!(made.files["thing/seen.v1.yaml"].len() < 2_000_000);
    let (_, problems) = run(".json", format!("{{\"type\":\"object\",\"title\":\"{}\"}}", "a.b".repeat(100_000)));
    assert_eq!(codes(&problems), ["unnamed-event"]);
    assert!(problems[0].label.len() < 200);
}
