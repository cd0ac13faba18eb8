//! Definitions, and what a change of them comes to.

use evenkeel_codegen::check::{Options, Report, Side, check};
use evenkeel_codegen::contract::Catalog;
use evenkeel_codegen::{Builder, Snapshot, SnapshotFile};
use std::fs;
use std::path::Path;

/// The definitions of some files: path below the schema folder, text.
pub(crate) fn catalog<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Catalog {
    let file = |(path, text): (&str, &str)| SnapshotFile {
        path: path.to_owned(),
        display: path.to_owned(),
        bytes: text.as_bytes().to_owned(),
    };
    let snapshot = Snapshot { files: files.into_iter().map(file).collect(), resources: Vec::new() };
    Builder::new().load_snapshot(snapshot).unwrap().catalog
}

/// One side of a pair: `NAME.yaml`, or all that is in the folder `NAME`.
pub(crate) fn side(pair: &Path, name: &str) -> Vec<(String, String)> {
    let file = pair.join(name).with_extension("yaml");
    if file.exists() {
        return vec![("definition.yaml".to_owned(), fs::read_to_string(file).unwrap())];
    }
    let entries = fs::read_dir(pair.join(name)).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

/// What a change from one catalog to another comes to.
pub(crate) fn checked(old: &Catalog, new: &Catalog) -> Report {
    let [old, new] = [old, new].map(|catalog| Side { catalog, keeps: false });
    check(old, new, &Options { today: "2026-11-20", allow_undecided: false })
}
