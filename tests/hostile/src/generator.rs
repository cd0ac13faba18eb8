//! Definitions to code.

use crate::{inert, schema};
use arbitrary::Unstructured;
use evenkeel_codegen::source::{Source, Sources};
use evenkeel_codegen::{Builder, UnknownFields};

/// Generates from bytes: as the choices of a definition, as JSON, or as YAML, by the first byte.
///
/// # Panics
/// Where what is generated is no Rust, or holds what no generated file holds.
pub fn run(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let (text, path) = match first % 4 {
        0 | 1 => {
            let Ok(definition) = schema::definition(&mut Unstructured::new(rest)) else { return };
            (definition.to_string(), "some/where.json")
        }
        2 => (String::from_utf8_lossy(rest).into_owned(), "some/where.json"),
        _ => (String::from_utf8_lossy(rest).into_owned(), "some/where.yaml"),
    };
    let unknown = [UnknownFields::Ignore, UnknownFields::Keep, UnknownFields::Deny][usize::from(first / 4) % 3];
    generate(&text, path, unknown);
}

/// Generates from one text; true when it could be.
///
/// # Panics
/// Where what is generated is no Rust, or holds what no generated file holds.
pub fn generate(text: &str, path: &str, unknown: UnknownFields) -> bool {
    let mut sources = Sources::default();
    sources.add(Source { path: path.into(), display: path.into(), text: text.to_owned() });
    let output = match Builder::new().unknown_fields(unknown).generate_sources(sources) {
        Ok(output) => output,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let Some((problems, sources)) = error.diagnostics() {
                crate::reader::check(problems, sources);
            }
            return false;
        }
    };
    inert::check(&output.files);
    true
}
