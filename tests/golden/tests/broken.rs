//! Broken definitions and the reports that they get.
//!
//! A case is a folder below `broken`: `schemas/` and `expected.txt`, which
//! `EVENKEEL_BLESS=1 cargo test -p evenkeel-golden` writes.

#![allow(
    clippy::expect_used,
    reason = "a test stops where its material is not there"
)]

use evenkeel_codegen::Builder;
use evenkeel_codegen::diagnostic::{Color, render};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Files and folders of a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// The files below a folder that have an ending.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// What a user reads, paths from the case's folder.
fn report(case: &Path) -> String {
    let report = match Builder::new().generate(case.join("schemas")) {
        Ok(output) => render(&output.warnings, &output.sources, Color::Never),
        Err(error) => error.to_string(),
    };
    report.replace(&format!("{}/", case.display()), "")
}

#[test]
fn reports_are_as_expected() {
    let mut wrong = Vec::new();
    for case in entries(Path::new("broken")) {
        let found = report(&case);
        let path = case.join("expected.txt");
        if env::var_os("EVENKEEL_BLESS").is_some() {
            fs::write(&path, &found).expect("a file");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found.is_empty() || found != expected {
            wrong.push(format!(
                "{}\n--- expected\n{expected}--- found\n{found}",
                case.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n(EVENKEEL_BLESS=1 writes the expectations)",
        wrong.join("\n")
    );
}

/// Every code stands in a report of this folder, or of the generator's own cases for what is no YAML or JSON.
#[test]
fn every_code_is_shown() {
    let mut sources = Vec::new();
    files(Path::new("../../codegen/src"), ".rs", &mut sources);
    let mut codes = BTreeSet::new();
    for source in sources {
        let text = fs::read_to_string(&source).expect("a text");
        // What a module's own tests make up is no code.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        codes.extend(given_codes(text).map(str::to_owned));
    }
    assert!(codes.len() > 30, "only {codes:?} were found");
    let explained: BTreeSet<String> = evenkeel_codegen::diagnostic::codes()
        .map(|code| code.name.to_owned())
        .collect();
    // A rule of `check` is a file that is its own page.
    let is_rule = |code: &str| {
        let file = format!("../../codegen/src/check/rule/{}.rs", code.replace('-', "_"));
        Path::new(&file).is_file()
    };
    let without: Vec<_> = codes
        .difference(&explained)
        .filter(|code| !is_rule(code))
        .collect();
    assert!(
        without.is_empty(),
        "codegen/src/diagnostic/codes.md has no page for {without:?}"
    );
    let mut read = Vec::new();
    files(
        Path::new("../../codegen/tests/read"),
        ".expected",
        &mut read,
    );
    // What only a command can find.
    files(
        Path::new("../../cli/tests/cases"),
        "transcript.txt",
        &mut read,
    );
    let read = read
        .iter()
        .map(|path| fs::read_to_string(path).expect("a text"));
    let shown: String = entries(Path::new("broken"))
        .iter()
        .map(|case| report(case))
        .chain(read)
        .collect();
    let shows = |code: &String| {
        shown.contains(&format!("error[{code}]")) || shown.contains(&format!("warning[{code}]"))
    };
    codes.retain(|code| !shows(code) && !UNSHOWN.contains(&code.as_str()));
    assert!(codes.is_empty(), "no case shows {codes:?}");
}

/// No case is large enough for the first two, `tests/hostile` is; the last would be a mistake of the import.
const UNSHOWN: [&str; 3] = ["file-too-large", "too-large", "not-written"];

/// The first arguments of `error(` and `warning(` that are codes.
fn given_codes(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let calls = lines.flat_map(|line| {
        ["error(", "warning("]
            .map(|call| line.split(call).skip(1))
            .into_iter()
            .flatten()
    });
    let firsts = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    firsts.filter(|code| {
        !code.is_empty()
            && code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    })
}
