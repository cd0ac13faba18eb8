//! The dependencies in `Cargo.toml`.

use std::path::{Path, PathBuf};
use std::{fs, io};
use toml_edit::{DocumentMut, InlineTable, Item, Table, TomlError, Value, value};

use crate::failure::Failure;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a package with events depends on: table, name, version, features.
const WANTED: [(&str, &str, &str, &[&str]); 4] = [
    ("dependencies", "evenkeel", VERSION, &[]),
    ("dependencies", "evenkeel-bus", VERSION, &[]),
    ("dependencies", "tokio", "1", &["macros", "rt-multi-thread"]),
    ("build-dependencies", "evenkeel-codegen", VERSION, &[]),
];

/// The `Cargo.toml` of a package, with the dependencies that were missing.
pub(super) struct Manifest {
    path: PathBuf,
    document: DocumentMut,
    /// How its lines end.
    line_end: &'static str,
    /// What is new in it.
    pub(super) added: Vec<&'static str>,
}

impl Manifest {
    /// Reads the `Cargo.toml` of a folder, if there is one with a package.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>, Failure> {
        let path = dir.join("Cargo.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::reading(&path, &error)),
        };
        Self::parse(path, &text)
    }

    fn parse(path: PathBuf, text: &str) -> Result<Option<Self>, Failure> {
        let document: DocumentMut = text.parse().map_err(|error| broken(&path, text, &error))?;
        // A workspace without a package has no code that could use events.
        if !document.contains_key("package") {
            return Ok(None);
        }
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut manifest = Self { path, document, line_end, added: Vec::new() };
        manifest.add_what_is_missing()?;
        Ok(Some(manifest))
    }

    /// The build script that the package names, if it names one.
    pub(super) fn build_script(&self) -> Option<PathBuf> {
        let script = self.document.get("package")?.get("build")?.as_str()?;
        Some(self.path.with_file_name(script)).filter(|_| script != "build.rs")
    }

    /// Whether the package says that it has no build script.
    pub(super) fn refuses_build_script(&self) -> bool {
        self.document.get("package").and_then(|package| package.get("build")?.as_bool()) == Some(false)
    }

    /// Writes the file, if anything is new in it.
    pub(super) fn save(&self) -> Result<(), Failure> {
        if self.added.is_empty() {
            return Ok(());
        }
        fs::write(&self.path, self.text()).map_err(|error| Failure::writing(&self.path, &error))
    }

    fn text(&self) -> String {
        // The parser leaves no other line end than `\n`.
        self.document.to_string().replace('\n', self.line_end)
    }

    fn add_what_is_missing(&mut self) -> Result<(), Failure> {
        for (table, name, version, features) in WANTED {
            let entries = self.document.entry(table).or_insert_with(|| Item::Table(Table::new()));
            let Some(entries) = entries.as_table_like_mut() else {
                return Err(Failure::unusable(format!("{}: `{table}` is no table", self.path.display())));
            };
            if !entries.contains_key(name) {
                entries.insert(name, requirement(version, features));
                self.added.push(name);
            }
        }
        Ok(())
    }
}

fn broken(path: &Path, text: &str, error: &TomlError) -> Failure {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Failure::unusable(format!("{}:{line}:{column}: {}", path.display(), error.message()))
}

fn requirement(version: &str, features: &[&str]) -> Item {
    if features.is_empty() {
        return value(version);
    }
    let mut table = InlineTable::new();
    table.insert("version", version.into());
    table.insert("features", features.iter().copied().collect::<Value>());
    value(table)
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn line_ends_stay() {
        for end in ["\n", "\r\n"] {
            let text = ["[package]", "name = \"a\"", "", "[dependencies]", "b = \"1\"", ""].join(end);
            let found = Manifest::parse("Cargo.toml".into(), &text).ok().flatten().map(|manifest| manifest.text());
            let found = found.unwrap_or_default();
            assert!(found.starts_with(text.trim_end()), "{found:?}");
            assert_eq!(found.matches('\n').count(), found.matches(end).count(), "{found:?}");
        }
    }
}
