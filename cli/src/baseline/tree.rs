//! The files of a commit.

use evenkeel_codegen::SnapshotFile;
use std::collections::BTreeMap;

use super::git::Git;
use super::links;
use crate::failure::Failure;

/// The files of a commit: their blobs by their paths from the root. Links to files and folders of the
/// tree have been followed.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the tree of a commit.
    pub(super) fn read(git: &Git, commit: &str) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        let mut links = Vec::new();
        for entry in git.list(commit)?.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            // A name that is no UTF-8 is none that a `$ref` could reach.
            let Some((head, path)) = std::str::from_utf8(entry).ok().and_then(|entry| entry.split_once('\t')) else {
                continue;
            };
            match head.split(' ').collect::<Vec<_>>()[..] {
                ["120000", "blob", hash] => links.push((path.to_owned(), hash.to_owned())),
                [_, "blob", hash] => drop(files.insert(path.to_owned(), hash.to_owned())),
                _ => {}
            }
        }
        if !links.is_empty() {
            let targets = git.blobs(links.iter().map(|(_, hash)| hash.as_str()))?;
            let targets = targets.iter().map(|target| String::from_utf8_lossy(target).into_owned());
            let few = links::follow(&mut files, links.into_iter().map(|(path, _)| path).zip(targets).collect());
            if !few {
                let most = links::MAX_FILES;
                return Err(Failure::unusable(format!("the links of {commit} make more than {most} files of it")));
            }
        }
        Ok(Self { files })
    }

    /// The blob of a file.
    pub(super) fn blob(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Paths and blobs of the definitions of a folder. What else lies there is not asked for: it may be large.
    pub(super) fn files_below(&self, folder: &str) -> Vec<(String, String)> {
        let below = |path: &str| {
            let rest = if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') };
            rest.filter(|rest| SnapshotFile::is_definition(rest)).map(drop)
        };
        let found = self.files.iter().filter(|(path, _)| below(path).is_some());
        found.map(|(path, blob)| (path.clone(), blob.clone())).collect()
    }
}
