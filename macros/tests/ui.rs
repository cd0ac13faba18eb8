//! What the macros say to someone who uses them, and what they take.

#![allow(clippy::expect_used, reason = "a test stops where its material is not there")]

use std::fs;
use std::path::Path;

/// All cases in one go, so that their crate is built once. `TRYBUILD=overwrite` writes what is said.
#[test]
fn every_case() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    // The cases' package is made by trybuild, below the target folder: definitions belong to the package.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let package = target.join("tests/trybuild/evenkeel-macros");
    for folder in ["schemas", "broken", "lost"] {
        copy(&here.join(folder), &package.join(folder));
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/fail/*/*.rs");
    cases.pass("tests/ui/pass/*.rs");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder to write to");
    for entry in fs::read_dir(from).expect("a folder of definitions") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("a copy");
        }
    }
}
