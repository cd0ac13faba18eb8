//! The core stays small: every service of a company compiles it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::{collections::BTreeSet, process::Command};

/// The crates that a user compiles with these features, this one included.
fn tree(features: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "evenkeel", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--features", features, "--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn twelve_crates_at_most() {
    let crates = tree("");
    assert!((2..=12).contains(&crates.len()), "{} crates: {crates:?}", crates.len());
    let absent = ["serde_derive", "syn", "regex", "jsonschema", "tokio"];
    assert!(absent.iter().all(|name| !crates.contains(*name)), "{crates:?}");
}

#[test]
fn the_readme_says_how_many() {
    let readme = include_str!("../README.md");
    let words = ["Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    let claim = format!(
        "{} crates with this one ({} with the feature `pattern`)",
        words[tree("").len() - 7],
        tree("pattern").len()
    );
    assert!(readme.contains(&claim), "{claim}");
}
