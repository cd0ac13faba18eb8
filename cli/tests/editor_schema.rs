//! The JSON Schema of a definition, held against definitions: those of the shop, and the blocks in
//! `tests/blocks/`. On a block, it and the compiler must be of one mind.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use evenkeel_codegen::contract;
use evenkeel_codegen::diagnostic::Severity;
use evenkeel_codegen::read;
use evenkeel_codegen::source::{Source, Sources};
use jsonschema::Validator;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("../src/command/event.schema.json")).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    // Editors without a network can use it: it refers to nothing but itself.
    assert!(!schema.to_string().contains(r#""$ref":"http"#));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    Source { path: name.clone(), display: name, text: fs::read_to_string(path).unwrap() }
}

fn instance(source: Source) -> Value {
    let mut sources = Sources::default();
    let file = sources.add(source);
    let node = read::read(file, sources.get(file)).unwrap();
    serde_json::from_str(&node.to_json()).unwrap()
}

fn definitions(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(definitions(&path));
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "json") {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_shop_is_accepted() {
    let validator = validator();
    let paths = definitions(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas"));
    assert!(paths.len() >= 15);
    for path in paths {
        let errors: Vec<String> = validator
            .iter_errors(&instance(source(&path)))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

/// Each line of a file is the inside of a block in YAML's flow style.
fn blocks(name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blocks").join(name)).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What the pointers of the blocks lead to.
const PAYLOAD: &str = "\
type: object
required: [order_id, a~b]
properties:
  order_id: { type: string }
  a~b: { type: object, required: [c/d], properties: { c/d: { type: string } } }
";

fn definition(block: &str) -> Source {
    Source { path: "a.yaml".into(), display: "a.yaml".into(), text: format!("x-event: {block}\n{PAYLOAD}") }
}

fn compiles(block: &str) -> bool {
    let mut sources = Sources::default();
    let file = sources.add(definition(block));
    let (_, problems) = contract::load(sources, &[file], &[]);
    problems.iter().all(|problem| problem.severity != Severity::Error)
}

#[test]
fn blocks_get_the_verdict_of_the_compiler() {
    let validator = validator();
    for (name, good) in [("good.txt", true), ("broken.txt", false)] {
        let blocks = blocks(name);
        assert!(blocks.len() >= 10);
        for block in blocks {
            assert_eq!(compiles(&block), good, "the compiler on {block}");
            assert_eq!(validator.is_valid(&instance(definition(&block))), good, "the schema on {block}");
        }
    }
}

#[test]
fn the_schema_around_the_block_is_checked() {
    let validator = validator();
    for text in ["type: strng", "$schema: http://json-schema.org/draft-07/schema#\ntype: strng", "[]", "required: a"] {
        let source = Source { path: "a.yaml".into(), display: "a.yaml".into(), text: text.into() };
        assert!(!validator.is_valid(&instance(source)), "{text}");
    }
}
