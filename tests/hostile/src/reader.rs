//! Bytes to contracts.

use evenkeel_codegen::diagnostic::{Color, Diagnostic, render};
use evenkeel_codegen::source::{Source, Sources};
use evenkeel_codegen::{contract, diagnostic};

/// Reads bytes as a definition: JSON where the first byte is even, else YAML.
///
/// # Panics
/// Where a diagnostic does not stand in the text.
pub fn run(bytes: &[u8]) {
    let Some((&format, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text).into_owned();
    let path = if format % 2 == 0 { "order/created.v1.json" } else { "order/created.v1.yaml" };
    let mut sources = Sources::default();
    let file = sources.add(Source { path: path.into(), display: path.into(), text });
    let (catalog, problems) = contract::load(sources, &[file], &[]);
    check(&problems, &catalog.sources);
    let failed = problems.iter().any(|problem| problem.severity == diagnostic::Severity::Error);
    for contract in catalog.contracts.iter().filter(|_| !failed) {
        let schema = evenkeel_codegen::export::schema(&catalog, contract.root);
        let schema: serde_json::Value = serde_json::from_str(&schema).expect("the export is JSON");
        assert!(schema.is_object());
    }
}

/// Every place lies in its text, on whole characters, and can be shown.
///
/// # Panics
/// Where it does not.
pub fn check(problems: &[Diagnostic], sources: &Sources) {
    for problem in problems {
        let spans = std::iter::once(problem.span).chain(problem.related.iter().map(|related| related.span));
        for span in spans {
            let text = &sources.get(span.file).text;
            let part = text.get(span.start as usize..span.end as usize);
            assert!(part.is_some(), "{span:?} is no part of the text: {problem:?}");
        }
        assert!(!problem.message.is_empty());
    }
    let shown = render(problems, sources, Color::Never);
    assert_eq!(shown.is_empty(), problems.is_empty());
    let json = diagnostic::to_json(problems, sources);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}
