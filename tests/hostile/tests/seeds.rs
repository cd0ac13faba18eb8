//! What fuzzing found, and what it starts from: `fuzz/seeds`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use evenkeel_codegen::UnknownFields;
use evenkeel_hostile::{generator, payload, reader};
use std::fs;
use std::path::{Path, PathBuf};

fn seeds(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(kind);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn definitions() {
    for path in seeds("definitions") {
        let text = fs::read_to_string(&path).unwrap();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let mut bytes = vec![u8::from(!is_json)];
        bytes.extend(text.bytes());
        reader::run(&bytes);
        for unknown in [UnknownFields::Ignore, UnknownFields::Keep, UnknownFields::Deny] {
            let name = if is_json { "some/where.json" } else { "some/where.yaml" };
            generator::generate(&text, name, unknown);
        }
    }
}

#[test]
fn payloads() {
    for path in seeds("payloads") {
        payload::all(&fs::read(path).unwrap(), &[]);
    }
}

/// A few hundred definitions out of choices, the same ones at every run.
#[test]
fn definitions_out_of_choices() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..300 {
        let mut bytes = vec![0];
        for _ in 0..100 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.extend(state.to_be_bytes());
        }
        generator::run(&bytes);
    }
}
