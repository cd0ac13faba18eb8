//! Folders of definitions in `tests/contract/`, each with what becomes of it in `expected.txt`.
//!
//! A case is a folder of files. Its `resources.txt`, if there is one, has a URI and a path on each line:
//! files under `outside/` are no part of the schema folder. `EVENKEEL_BLESS=1` writes the expectations.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::format_collect, reason = "speed is nothing here")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use evenkeel_codegen::contract::{self, Catalog, Dialect, SchemaId};
use evenkeel_codegen::diagnostic::{Diagnostic, Severity};
use evenkeel_codegen::source::{FileId, Source, Sources, Span};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let failed: Vec<String> = cases.iter().filter_map(|case| run(case).err()).collect();
    assert!(failed.is_empty(), "{}\n(EVENKEEL_BLESS=1 writes the expectations)", failed.join("\n"));
    assert!(cases.len() > 10, "the cases are in {}", folder.display());
}

/// A chain of references costs no stack, and neither do circles and unions many work.
#[test]
fn long_chains() {
    let chain: String = (0..10_000).map(|n| format!("  d{n}: {{ $ref: '#/$defs/d{}' }}\n", n + 1)).collect();
    let circle = chain.replace("d10000", "d0");
    let unions: String = (0..500)
        .map(|n| format!("  d{n}: {{ anyOf: [{{ $ref: '#/$defs/d{0}' }}, {{ $ref: '#/$defs/d{0}' }}] }}\n", n + 1))
        .collect();
    for (definitions, end, errors) in [(chain, "d10000", 0), (circle, "d10000", 1), (unions, "d500", 0)] {
        let text = format!(
            "x-event: {{ domain: a, name: read, version: 1, key: /id }}\n\
             $ref: '#/$defs/d0'\nproperties: {{ id: {{ type: string }} }}\n$defs:\n{definitions}  {end}: {{}}\n"
        );
        let small_stack = std::thread::Builder::new().stack_size(512 * 1024);
        let load = move || {
            let mut sources = Sources::default();
            let path = "a.yaml".to_owned();
            let file = sources.add(Source { display: path.clone(), path, text });
            let (catalog, problems) = contract::load(sources, &[file], &[]);
            let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
            (errors, evenkeel_codegen::export::schema(&catalog, catalog.contracts[0].root).len())
        };
        let (found, exported) = small_stack.spawn(load).unwrap().join().unwrap();
        assert_eq!(found, errors);
        assert!(exported > 10_000);
    }
}

fn run(case: &Path) -> Result<(), String> {
    let (sources, files, resources) = read(case);
    let (catalog, problems) = contract::load(sources, &files, &resources);
    let mut found = String::new();
    for problem in &problems {
        describe(&catalog, problem, &mut found);
    }
    if problems.iter().all(|problem| problem.severity == Severity::Warning) {
        model(&catalog, &mut found);
    }
    let expected = case.join("expected.txt");
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        std::fs::write(&expected, &found).unwrap();
        return Ok(());
    }
    let text = std::fs::read_to_string(&expected).unwrap_or_default();
    if text == found { Ok(()) } else { Err(format!("{}\n--- expected\n{text}--- found\n{found}", case.display())) }
}

fn read(case: &Path) -> (Sources, Vec<FileId>, Vec<(String, FileId)>) {
    let mut paths = Vec::new();
    collect(case, &mut paths);
    paths.sort();
    let mapped = std::fs::read_to_string(case.join("resources.txt")).unwrap_or_default();
    let mapped: Vec<(&str, &str)> = mapped.lines().filter_map(|line| line.split_once(' ')).collect();
    let mut sources = Sources::default();
    let (mut files, mut resources) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.strip_prefix(case).unwrap().to_str().unwrap().replace('\\', "/");
        let uris: Vec<&str> = mapped.iter().filter(|(_, path)| *path == name).map(|(uri, _)| *uri).collect();
        let outside = name.starts_with("outside/");
        let identity = if outside { uris[0].to_owned() } else { name.clone() };
        let text = std::fs::read_to_string(&path).unwrap();
        let file = sources.add(Source { path: identity, display: name, text });
        if !outside {
            files.push(file);
        }
        resources.extend(uris.iter().map(|uri| ((*uri).to_owned(), file)));
    }
    (sources, files, resources)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension != "txt") {
            paths.push(path);
        }
    }
}

/// One line a problem, one for each other place, one for the hint.
fn describe(catalog: &Catalog, problem: &Diagnostic, out: &mut String) {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let shown = catalog.sources.text(problem.span).lines().next().unwrap_or("").to_owned();
    writeln!(out, "{}: {severity}[{}]: {}", place(catalog, problem.span), problem.code, problem.message).unwrap();
    writeln!(out, "    at `{shown}`{}{}", if problem.label.is_empty() { "" } else { ": " }, problem.label).unwrap();
    for related in &problem.related {
        writeln!(out, "    see {}: {}", place(catalog, related.span), related.label).unwrap();
    }
    if let Some(hint) = &problem.hint {
        writeln!(out, "    hint: {hint}").unwrap();
    }
}

fn place(catalog: &Catalog, span: Span) -> String {
    let source = catalog.sources.get(span.file);
    let before = &source.text[..span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{}:{line}:{column}", source.display)
}

/// What was loaded: the events, and each schema with what it leads to.
fn model(catalog: &Catalog, out: &mut String) {
    for contract in &catalog.contracts {
        writeln!(out, "{} = {}", contract.event.event_type(), name(catalog, contract.root)).unwrap();
    }
    let mut places: Vec<String> = (0..catalog.schemas.len()).map(|index| schema(catalog, index)).collect();
    places.sort();
    out.push_str(&places.concat());
}

fn schema(catalog: &Catalog, index: usize) -> String {
    let schema = &catalog.schemas[index];
    let mut line = format!("{}#{}", catalog[schema.document].path, schema.pointer);
    if schema.dialect == Dialect::DRAFT_7 {
        line.push_str(" (draft-07)");
    }
    for target in schema.keywords().into_iter().flat_map(contract::Keywords::references) {
        write!(line, " -> {}", name(catalog, target)).unwrap();
    }
    line.push('\n');
    line
}

fn name(catalog: &Catalog, id: SchemaId) -> String {
    let schema = &catalog[id];
    format!("{}#{}", catalog[schema.document].path, schema.pointer)
}
