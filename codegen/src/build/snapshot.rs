//! A schema folder that is not on disk: an earlier commit, say.

use super::{Builder, Error, Input, Loaded};
use crate::read::{self, Files, Format};
use crate::source::Sources;

/// The files of a schema folder, as they once were.
///
/// What is no definition by its name, or begins with a dot, is passed over, as in a folder.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The files below the schema folder.
    pub files: Vec<SnapshotFile>,
    /// The files outside it that absolute URIs lead to; `path` is the URI.
    pub resources: Vec<SnapshotFile>,
}

/// A file of a [`Snapshot`].
#[derive(Clone, Debug)]
pub struct SnapshotFile {
    /// The path below the schema folder, with `/` on every system.
    pub path: String,
    /// The path as it is shown to a person.
    pub display: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Builder {
    /// All contracts of a folder that is not on disk. [`resource`](Self::resource) does not count here.
    ///
    /// ```
    /// use evenkeel_codegen::{Builder, Snapshot, SnapshotFile};
    ///
    /// let file = SnapshotFile {
    ///     path: "order/paid.v1.yaml".into(),
    ///     display: "v1.0:schemas/order/paid.v1.yaml".into(),
    ///     bytes: b"x-event: { domain: order, name: paid, version: 1 }".into(),
    /// };
    /// let loaded = Builder::new().load_snapshot(Snapshot { files: vec![file], resources: vec![] })?;
    /// assert_eq!(loaded.catalog.contracts[0].event.event_type(), "order.paid.v1");
    /// # Ok::<(), evenkeel_codegen::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn load_snapshot(&self, snapshot: Snapshot) -> Result<Loaded, Error> {
        let mut sources = Sources::default();
        let mut files = Files::default();
        let mut found = snapshot.files;
        found.retain(|file| SnapshotFile::is_definition(&file.path));
        found.sort_by(|a, b| a.path.cmp(&b.path));
        for file in found {
            read::text(file.bytes, &file.path, file.display, &mut sources, &mut files);
        }
        let mut input = Input { sources, files: files.ids, problems: files.problems, resources: Vec::new() };
        for SnapshotFile { path: uri, display, bytes } in snapshot.resources {
            let mut found = Files::default();
            read::text(bytes, &uri, display, &mut input.sources, &mut found);
            input.resources.extend(found.ids.into_iter().map(|id| (uri.clone(), id)));
            input.problems.extend(found.problems);
        }
        self.load_from(input)
    }
}

impl SnapshotFile {
    /// Whether a file of this path below the schema folder is read at all.
    pub fn is_definition(path: &str) -> bool {
        Format::of(path).is_some() && !path.split('/').any(|part| part.starts_with('.'))
    }
}
