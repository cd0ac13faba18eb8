//! What a commit has outside the schema folder: the `evenkeel.toml` of that time, and the files of
//! absolute URIs.

use evenkeel_codegen::config::Config;
use evenkeel_codegen::source::{Source, Sources};
use std::iter;
use std::path::{Path, PathBuf};

use super::git::Git;
use super::links::resolved;
use super::tree::Tree;
use crate::failure::Failure;

/// An `evenkeel.toml`, and its path from the root.
pub(super) struct Configured {
    path: String,
    pub(super) config: Config,
}

/// Where the file of a URI is.
pub(super) enum Place {
    /// In the commit, at this path.
    Commit(String),
    /// Not in the repository: it is compared with itself.
    Disk(PathBuf),
}

/// The `evenkeel.toml` of a commit. One that cannot be read was none that code came from.
pub(super) fn configured(git: &Git, tree: &Tree, file: Option<&Path>) -> Result<Option<Configured>, Failure> {
    let Some(path) = file.map(|file| git.path_of(file)).transpose()?.flatten() else { return Ok(None) };
    let Some(blob) = tree.blob(&path) else { return Ok(None) };
    let bytes = git.blobs(iter::once(blob))?.concat();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut sources = Sources::default();
    let file = sources.add(Source { path: path.clone(), display: path.clone(), text });
    let config = Config::parse(file, sources.get(file), Path::new(""));
    Ok(config.ok().map(|config| Configured { path, config }))
}

/// The places of resources: as the `evenkeel.toml` of that time says, and where there was none, as today's.
pub(super) fn resources(
    git: &Git,
    tree: &Tree,
    configured: Option<&Configured>,
    today: &[(String, PathBuf)],
) -> Result<Vec<(String, Place)>, Failure> {
    let place = |inside: Option<String>, path: &Path| match inside.filter(|inside| tree.blob(inside).is_some()) {
        Some(inside) => Place::Commit(inside),
        None => Place::Disk(path.to_owned()),
    };
    let Some(Configured { path: from, config }) = configured else {
        let places = today.iter().map(|(uri, path)| Ok((uri.clone(), place(git.path_of(path)?, path))));
        return places.collect();
    };
    let places = config.resources.iter().map(|(uri, path)| {
        let inside = path.to_str().and_then(|path| resolved(from, path));
        let known = today.iter().find(|(known, _)| known == uri);
        (uri.clone(), place(inside, known.map_or(path, |(_, path)| path)))
    });
    Ok(places.collect())
}
