//! What the readers make of the texts in `tests/read/`.
//!
//! Each `NAME.yaml`, `NAME.json` and `NAME.toml` (a configuration) has its outcome beside it in a
//! file with `.expected` behind its whole name: the tree with the text under each place, or the
//! report of what is wrong.
//!
//! To add a case, write the text, run `EVENKEEL_BLESS=1 cargo test -p evenkeel-codegen --test read`,
//! and read what was written: it is right only if you say so.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{fmt, fs};

use evenkeel_codegen::config::Config;
use evenkeel_codegen::diagnostic::{Color, render};
use evenkeel_codegen::read::{self, Node, Value};
use evenkeel_codegen::source::{Source, Sources};

#[test]
fn every_text_has_the_expected_outcome() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let bless = std::env::var_os("EVENKEEL_BLESS").is_some();
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ["yaml", "json", "toml"].iter().any(|it| ending == *it)) {
            names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    assert!(names.len() > 40, "the cases are not where they should be");

    let mut failures = String::new();
    for name in names {
        let outcome = outcome(&name, fs::read_to_string(folder.join(&name))?)?;
        let expected = folder.join(format!("{name}.expected"));
        if bless {
            fs::write(expected, outcome)?;
        } else if fs::read_to_string(&expected).ok().as_ref() != Some(&outcome) {
            writeln!(failures, "---- {name} ----\n{outcome}")?;
        }
    }
    assert!(failures.is_empty(), "not what is expected:\n{failures}");
    Ok(())
}

fn outcome(name: &str, text: String) -> Result<String, fmt::Error> {
    let mut sources = Sources::default();
    let file = sources.add(Source { path: name.to_owned(), display: name.to_owned(), text });
    let source = sources.get(file);
    let mut outcome = String::new();
    let result = if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
        let config = Config::parse(file, source, Path::new(""));
        config.map(|config| writeln!(outcome, "{config:#?}"))
    } else {
        read::read(file, source).map(|node| {
            writeln!(outcome, "{}\n", node.to_json())?;
            describe(&node, "", &sources, &mut outcome)
        })
    };
    match result {
        Ok(written) => written.map(|()| outcome),
        Err(problems) => Ok(render(&problems, &sources, Color::Never)),
    }
}

/// A line for each key and value: where, what, and the text under its place.
fn describe(node: &Node, pointer: &str, sources: &Sources, out: &mut String) -> fmt::Result {
    writeln!(out, "{pointer:<12} {:<8}{:?}", node.type_name(), sources.text(node.span))?;
    match &node.value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                describe(item, &format!("{pointer}/{index}"), sources, out)?;
            }
        }
        Value::Object(object) => {
            for member in object {
                writeln!(out, "{:<12} {:<8}{:?}", "", "key", sources.text(member.key_span))?;
                describe(&member.value, &format!("{pointer}/{}", member.key), sources, out)?;
            }
        }
        _ => {}
    }
    Ok(())
}
