//! Whether anything changed since the last run: a line beside the output that stands for the
//! inputs, the options and the generator, and a line for each file that was made.

use crate::source::Sources;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::SystemTime;
use std::{env, fs};

/// The file beside the output.
const FILE: &str = "fingerprint";

/// One number for everything that the output depends on.
pub(crate) fn of(sources: &Sources, options: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    generator().hash(&mut hasher);
    options.hash(&mut hasher);
    for source in sources.all() {
        source.path.hash(&mut hasher);
        source.text.hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether the folder holds what was made from these inputs, as far as names and sizes tell.
pub(crate) fn fresh(folder: &Path, fingerprint: u64) -> bool {
    let Ok(text) = fs::read_to_string(folder.join(FILE)) else { return false };
    let mut lines = text.lines();
    if lines.next() != Some(first_line(fingerprint).as_str()) {
        return false;
    }
    lines.all(|line| {
        let Some((size, name)) = line.split_once(' ') else { return false };
        let size: Option<u64> = size.parse().ok();
        fs::metadata(folder.join(name)).is_ok_and(|file| Some(file.len()) == size)
    })
}

/// Forgets what was made, before something else is.
pub(crate) fn forget(folder: &Path) -> std::io::Result<()> {
    match fs::remove_file(folder.join(FILE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Notes what was made.
pub(crate) fn note(folder: &Path, fingerprint: u64, files: &BTreeMap<String, String>) -> std::io::Result<()> {
    let mut text = first_line(fingerprint);
    for (name, file) in files {
        _ = write!(text, "\n{} {name}", file.len());
    }
    fs::write(folder.join(FILE), text)
}

/// The program that generates: another version of it, or another build, starts anew.
fn generator() -> Option<(u64, SystemTime)> {
    let program = fs::metadata(env::current_exe().ok()?).ok()?;
    Some((program.len(), program.modified().ok()?))
}

fn first_line(fingerprint: u64) -> String {
    format!("evenkeel {} {fingerprint:016x}", env!("CARGO_PKG_VERSION"))
}
