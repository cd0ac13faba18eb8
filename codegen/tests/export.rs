//! Folders of definitions in `tests/export/`, each with the documents that its events become
//! (`<type>.json`) and with payloads that those accept and refuse (`instances.json`). The documents
//! are judged by an independent validator. `EVENKEEL_BLESS=1` writes them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use evenkeel_codegen::contract::{self, Catalog};
use evenkeel_codegen::diagnostic::Severity;
use evenkeel_codegen::export;
use evenkeel_codegen::source::{Source, Sources};
use serde_json::Value;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 8, "the cases are in {}", folder.display());
    let failed: Vec<String> = cases.iter().flat_map(|case| run(case)).collect();
    assert!(failed.is_empty(), "{}\n(EVENKEEL_BLESS=1 writes the expectations)", failed.join("\n"));
}

fn run(case: &Path) -> Vec<String> {
    let catalog = load(case);
    let mut failed = Vec::new();
    for contract in &catalog.contracts {
        let text = export::schema(&catalog, contract.root);
        failed.extend(compare(&case.join(format!("{}.json", contract.event.event_type())), &text));
        failed.extend(judge(case, &text));
    }
    failed.extend(places(&catalog).into_iter().map(|problem| format!("{}: {problem}", case.display())));
    failed
}

fn compare(expected: &Path, found: &str) -> Option<String> {
    if std::env::var_os("EVENKEEL_BLESS").is_some() {
        std::fs::write(expected, found).unwrap();
    }
    let text = std::fs::read_to_string(expected).unwrap_or_default();
    (text != found).then(|| format!("{}\n--- expected\n{text}--- found\n{found}", expected.display()))
}

/// The document is a valid schema, offline, and gives each payload its verdict.
fn judge(case: &Path, text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(text).unwrap();
    let validator = match jsonschema::draft202012::options().should_validate_formats(true).build(&schema) {
        Ok(validator) => validator,
        Err(problem) => return vec![format!("{}: {problem}\n{text}", case.display())],
    };
    let instances: Value =
        serde_json::from_str(&std::fs::read_to_string(case.join("instances.json")).unwrap()).unwrap();
    let mut failed = Vec::new();
    for (kind, accepted) in [("valid", true), ("invalid", false)] {
        for instance in instances[kind].as_array().unwrap() {
            if validator.is_valid(instance) != accepted {
                failed.push(format!("{}: should be {kind}: {instance}\n{text}", case.display()));
            }
        }
    }
    failed
}

/// Every schema stands in the export of its file where [`export::pointer`] says.
fn places(catalog: &Catalog) -> Vec<String> {
    let mut problems = Vec::new();
    for (schema, id) in
        catalog.schemas.iter().map(|schema| (schema, catalog.schema_at(schema.document, &schema.pointer)))
    {
        let text = export::shared(catalog, schema.document);
        let document: Value = serde_json::from_str(&text).unwrap();
        let pointer = export::pointer(catalog, id.unwrap());
        if !document.pointer(&pointer).is_some_and(|found| found.is_object() || found.is_boolean()) {
            problems.push(format!("{} is not at {pointer} in\n{text}", schema.pointer));
        }
    }
    problems
}

fn load(case: &Path) -> Catalog {
    let mut paths = Vec::new();
    collect(case, &mut paths);
    paths.sort();
    let mut sources = Sources::default();
    let files: Vec<_> = paths
        .iter()
        .map(|file| {
            let path = file.strip_prefix(case).unwrap().to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(file).unwrap();
            sources.add(Source { display: path.clone(), path, text })
        })
        .collect();
    let (catalog, problems) = contract::load(sources, &files, &[]);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", case.display());
    catalog
}

/// The definitions of a case: everything in its folders, and YAML beside them.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for entry in std::fs::read_dir(path).unwrap() {
                paths.push(entry.unwrap().path());
            }
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            paths.push(path);
        }
    }
}
