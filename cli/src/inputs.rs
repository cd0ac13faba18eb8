//! What a command reads: definitions, the files of URIs, and `evenkeel.toml`, there or not.

use evenkeel_codegen::config::{Config, FILE_NAME};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The places of everything that a command reads, absolute and without links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inputs {
    schemas: PathBuf,
    /// Whether the schema folder is there.
    has_schemas: bool,
    /// Each `evenkeel.toml` that would be found, and the files of URIs.
    files: BTreeSet<PathBuf>,
}

impl Inputs {
    /// What is read for a schema folder that was named, or for the usual one.
    pub(crate) fn of(named: Option<&Path>) -> Self {
        let here = Path::new(".");
        // One that cannot be used is said elsewhere, and watched all the same.
        let config = Config::find(here).ok().flatten().unwrap_or_default();
        let folders: Vec<PathBuf> = real(here).ancestors().map(Path::to_owned).collect();
        let found = folders.iter().position(|folder| folder.join(FILE_NAME).is_file()).unwrap_or(0);
        let mut files: BTreeSet<PathBuf> =
            folders.iter().take(found + 1).map(|folder| folder.join(FILE_NAME)).collect();
        files.extend(config.resources.iter().map(|(_, path)| real(path)));
        let schemas = real(named.or(config.schemas.as_deref()).unwrap_or(Path::new("schemas")));
        Self { has_schemas: schemas.is_dir(), schemas, files }
    }

    /// The folders to look at, and whether all that is below them counts.
    pub(crate) fn places(&self) -> BTreeMap<PathBuf, bool> {
        let mut places = BTreeMap::new();
        let near = |path: &Path| path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned);
        for path in self.files.iter().chain([&self.schemas]) {
            places.extend(near(path).map(|folder| (folder, false)));
        }
        if self.has_schemas {
            places.insert(self.schemas.clone(), true);
        }
        places
    }

    /// Whether something at this path is read, or holds what is.
    pub(crate) fn concerns(&self, path: &Path) -> bool {
        if self.schemas.starts_with(path) || self.files.iter().any(|file| file.starts_with(path)) {
            return true;
        }
        let Ok(below) = path.strip_prefix(&self.schemas) else { return false };
        let hidden = below.iter().any(|name| name.as_encoded_bytes().starts_with(b"."));
        // A folder may have any name.
        let is_definition =
            path.extension().is_none_or(|ending| ["yaml", "yml", "json"].iter().any(|known| ending == *known));
        !hidden && (is_definition || path.is_dir())
    }
}

/// The path from the root and without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for there in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(there), path.strip_prefix(there)) {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path
}
