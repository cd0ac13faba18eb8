//! What a working tree is compared with.

mod against;
mod git;
mod links;
mod target;
mod tree;

pub(crate) use against::Against;

use evenkeel_codegen::{Snapshot, SnapshotFile};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use crate::failure::Failure;
use git::{Git, NotThere};
use tree::Tree;

/// What a working tree is compared with.
#[derive(Debug)]
pub(crate) enum Baseline {
    /// There is nothing before it; why.
    None(&'static str),
    /// A folder on disk.
    Folder(PathBuf),
    /// A commit.
    Commit(Commit),
}

/// A schema folder at a commit.
#[derive(Debug)]
pub(crate) struct Commit {
    /// What it is called: `merge-base(origin/main)`.
    pub(crate) name: String,
    /// Its hash.
    pub(crate) hash: String,
    pub(crate) snapshot: Snapshot,
    /// The `evenkeel.toml` of that time, if it is in the repository.
    pub(crate) config: Option<String>,
}

/// A baseline that must be there and is not.
#[derive(Debug)]
pub(crate) struct Missing {
    /// What is missing.
    pub(crate) what: String,
    /// What to run, so that it is there.
    pub(crate) run: String,
}

/// Why there is no baseline to compare with.
#[derive(Debug)]
pub(crate) enum Unfound {
    Missing(Missing),
    Failed(Failure),
}

/// Where the working tree has what is compared.
pub(crate) struct Wanted<'a> {
    /// The schema folder.
    pub(crate) schemas: &'a Path,
    /// The `evenkeel.toml` that rules it.
    pub(crate) config: Option<&'a Path>,
    /// The files of absolute URIs.
    pub(crate) resources: &'a [(String, PathBuf)],
}

impl Baseline {
    /// Finds what `against` names; without it, the place where the work began: the merge-base with the
    /// branch that it is meant for.
    pub(crate) fn find(against: Option<&Against>, wanted: &Wanted<'_>) -> Result<Self, Unfound> {
        if let Some(Against::Folder(folder)) = against {
            return folder_at(folder);
        }
        let git = match Git::at(wanted.schemas)? {
            Ok(git) => git,
            Err(NotThere) if against.is_none() => return Ok(Self::None("this is no git repository")),
            Err(NotThere) => return Err(Failure::unusable("this is no git repository").into()),
        };
        let Some(head) = git.commit("HEAD")? else {
            return Ok(Self::None("there is no commit yet"));
        };
        let (name, hash) = match against {
            Some(Against::Revision(revision)) => (revision.clone(), git.needed(revision)?),
            Some(Against::MergeBase(revision)) => git.merge_base(&head, revision)?,
            Some(Against::Folder(_)) | None => match target::find(&git)? {
                Some(branch) => git.merge_base(&head, &branch)?,
                None => return Err(Unfound::Missing(target::unknown())),
            },
        };
        let tree = Tree::read(&git, &hash)?;
        commit(&git, &tree, name, hash, wanted)
    }
}

fn folder_at(folder: &Path) -> Result<Baseline, Unfound> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(Baseline::Folder(folder.to_owned())),
        Ok(_) => Err(Failure::unusable(format!("the baseline {} is not a folder", folder.display())).into()),
        Err(error) => Err(Failure::reading(folder, &error).into()),
    }
}

fn commit(git: &Git, tree: &Tree, name: String, hash: String, wanted: &Wanted<'_>) -> Result<Baseline, Unfound> {
    let below = git.path_of(wanted.schemas)?.unwrap_or_default();
    let short: String = hash.chars().take(10).collect();
    let mut asked: Vec<(String, String)> = tree.files_below(&below);
    if asked.is_empty() {
        return Ok(Baseline::None("the schema folder is not in the baseline"));
    }
    let definitions = asked.len();
    let config = wanted.config.map(|path| git.path_of(path)).transpose()?.flatten();
    let outside: Vec<Option<String>> =
        wanted.resources.iter().map(|(_, path)| git.path_of(path)).collect::<Result<_, _>>()?;
    let extra = outside.iter().flatten().chain(&config);
    asked.extend(extra.filter_map(|path| Some((path.clone(), tree.blob(path)?.to_owned()))));

    let blobs = git.blobs(asked.iter().map(|(_, blob)| blob.as_str()))?;
    let mut read: Vec<((String, String), Vec<u8>)> = asked.into_iter().zip(blobs).collect();
    let later = read.split_off(definitions);
    let shown = |path: &str| format!("{short}:{path}");
    let prefix = if below.is_empty() { String::new() } else { format!("{below}/") };
    let files = read.into_iter().map(|((path, _), bytes)| {
        let display = shown(&path);
        SnapshotFile { path: path.strip_prefix(&prefix).unwrap_or(&path).to_owned(), display, bytes }
    });
    let files = files.collect();
    let at = |path: &String| later.iter().find(|((found, _), _)| found == path).map(|(_, bytes)| bytes.clone());
    let mut resources = Vec::new();
    for ((uri, path), inside) in wanted.resources.iter().zip(&outside) {
        let (display, bytes) = match inside.as_ref().and_then(|inside| Some((shown(inside), at(inside)?))) {
            Some(found) => found,
            // Not in the repository at that time: it is compared with itself.
            None => (path.display().to_string(), fs::read(path).map_err(|error| Failure::reading(path, &error))?),
        };
        resources.push(SnapshotFile { path: uri.clone(), display, bytes });
    }
    let config = config.as_ref().and_then(at).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Baseline::Commit(Commit { name, hash, snapshot: Snapshot { files, resources }, config }))
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short: String = self.hash.chars().take(10).collect();
        write!(f, "{} ({short})", self.name)
    }
}

impl From<Failure> for Unfound {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Missing> for Unfound {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}
