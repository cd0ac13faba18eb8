//! Two schema files.

use evenkeel_codegen::compat::{Options, Schema, compare};
use evenkeel_codegen::contract::{Catalog, Dialect, SchemaId, load_schema};
use evenkeel_codegen::diagnostic::{Diagnostic, Severity};
use evenkeel_codegen::read::{self, Files, Node, Value};
use evenkeel_codegen::source::Sources;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Compared, Render};

/// How many files one schema may reach.
const MAX_FILES: usize = 1_000;

pub(super) fn run(
    old: &Path,
    new: &Path,
    dialect: Dialect,
    options: &Options,
    render: &mut dyn Render,
) -> Result<Exit, Failure> {
    let loaded = (load(old, dialect)?, load(new, dialect)?);
    let old = Schema { catalog: &loaded.0.0, root: loaded.0.1 };
    let new = Schema { catalog: &loaded.1.0, root: loaded.1.1 };
    let comparison = compare(&old, &new, options);
    render.compared(&Compared { old: &old, new: &new, comparison: &comparison })?;
    Ok(if comparison.is_compatible() { Exit::Clean } else { Exit::Findings })
}

/// Reads a file and the files that its references name.
fn load(path: &Path, dialect: Dialect) -> Result<(Catalog, SchemaId), Failure> {
    let mut sources = Sources::default();
    let mut files = Files::default();
    let mut pending = vec![plain(path)];
    let mut seen: HashSet<PathBuf> = pending.iter().cloned().collect();
    while let Some(next) = pending.pop() {
        let name = next.to_string_lossy().replace('\\', "/");
        let before = files.ids.len();
        let read = read::file(&next, name.trim_start_matches('/'), &mut sources, &mut files);
        match read {
            Ok(()) => {}
            Err(error) if before == 0 => return Err(Failure::unusable(error.to_string())),
            // Whether the reference is an error is the resolver's to say.
            Err(_) => continue,
        }
        let Some(file) = files.ids.get(before) else { continue };
        let Ok(node) = read::read(*file, sources.get(*file)) else { continue };
        let folder = next.parent().unwrap_or(Path::new(""));
        for reference in references(&node) {
            let target = plain(&folder.join(reference));
            if seen.len() < MAX_FILES && target.is_file() && seen.insert(target.clone()) {
                pending.push(target);
            }
        }
    }
    let Some(root) = files.ids.first().copied() else {
        return Err(Failure::Unreadable { problems: files.problems, sources });
    };
    let (catalog, schema, problems) = load_schema(sources, &files.ids, root, dialect);
    match schema {
        Some(schema) if !has_error(&problems) => Ok((catalog, schema)),
        _ => Err(Failure::Unreadable { problems: errors(problems), sources: catalog.sources }),
    }
}

pub(super) fn has_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn errors(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
}

/// The files that references name.
fn references(node: &Node) -> Vec<&str> {
    let mut found = Vec::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        match &node.value {
            Value::Array(items) => pending.extend(items),
            Value::Object(object) => {
                for member in object {
                    match member.value.as_str() {
                        Some(text) if member.key == "$ref" => {
                            let path = text.split('#').next().unwrap_or("");
                            found.extend(Some(path).filter(|path| !path.is_empty() && !path.contains(':')));
                        }
                        _ => pending.push(&member.value),
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// A path without `.` and `..` in the middle, so that one file has one name.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
