//! What a working tree is compared with.

mod against;
mod git;
mod links;
mod outside;
mod target;
mod tree;

pub(crate) use against::Against;

use evenkeel_codegen::config::Config;
use evenkeel_codegen::{Snapshot, SnapshotFile};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use crate::failure::Failure;
use git::{Git, NotThere};
use outside::Place;
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
    /// The `evenkeel.toml` of that time; empty when it is not in the repository.
    pub(crate) config: Config,
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
        Err(error) => {
            let hint = format!("for a commit, write `git:{}`", folder.display());
            Err(Failure::reading(folder, &error).hint(hint).into())
        }
    }
}

fn commit(git: &Git, tree: &Tree, name: String, hash: String, wanted: &Wanted<'_>) -> Result<Baseline, Unfound> {
    let schemas = wanted.schemas.display();
    let outside = || Failure::unusable(format!("the schema folder {schemas} is not in the repository"));
    let below = git.path_of(wanted.schemas)?.ok_or_else(outside)?;
    let definitions = tree.files_below(&below);
    if definitions.is_empty() {
        return Ok(Baseline::None("the schema folder is not in the baseline"));
    }
    let configured = outside::configured(git, tree, wanted.config)?;
    let places = outside::resources(git, tree, configured.as_ref(), wanted.resources)?;

    let mut asked: Vec<&str> = definitions.iter().map(|(_, blob)| blob.as_str()).collect();
    asked.extend(places.iter().filter_map(|(_, place)| match place {
        Place::Commit(path) => tree.blob(path),
        Place::Disk(_) => None,
    }));
    let mut blobs = git.blobs(asked.into_iter())?.into_iter();
    let short: String = hash.chars().take(10).collect();
    let shown = |path: &str| format!("{short}:{path}");
    let prefix = if below.is_empty() { String::new() } else { format!("{below}/") };
    let file = |((path, _), bytes): ((String, String), Vec<u8>)| {
        let display = shown(&path);
        SnapshotFile { path: path.strip_prefix(&prefix).unwrap_or(&path).to_owned(), display, bytes }
    };
    let files = definitions.into_iter().zip(blobs.by_ref()).map(file).collect();
    let mut resources = Vec::new();
    for (uri, place) in places {
        let (display, bytes) = match place {
            Place::Commit(path) => (shown(&path), blobs.next().unwrap_or_default()),
            Place::Disk(path) => {
                let bytes = fs::read(&path).map_err(|error| Failure::reading(&path, &error))?;
                (path.display().to_string(), bytes)
            }
        };
        resources.push(SnapshotFile { path: uri, display, bytes });
    }
    let config = configured.map(|configured| configured.config).unwrap_or_default();
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
