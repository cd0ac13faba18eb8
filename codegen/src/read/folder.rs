//! The files of a schema folder. This is the only part of the stage that touches the file system.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use super::{Format, MAX_DEPTH};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source, Sources, Span};

/// How many files and folders are looked at. Links inside a schema folder could multiply what is in it
/// without end.
pub const MAX_ENTRIES: usize = 100_000;

/// The files that were found.
#[derive(Debug, Default)]
pub struct Files {
    /// Those that can be read on, in the order of their paths.
    pub ids: Vec<FileId>,
    /// What is wrong with the others, whose text is no UTF-8.
    pub problems: Vec<Diagnostic>,
}

/// A file or folder that cannot be read.
#[derive(Debug)]
pub struct FileError {
    /// The path as it was reached from the working directory.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: FileErrorKind,
}

/// What is wrong with a file or folder.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileErrorKind {
    /// The system refuses it.
    Io(io::Error),
    /// It is a link to this path, which is not in the schema folder.
    LeadsOut(PathBuf),
    /// It is a link to a folder that it lies in.
    LeadsBack,
    /// Its name is no UTF-8, so that no `$ref` can name it.
    NameNotUtf8,
    /// It has the name of a definition, but is neither a file nor a folder.
    NotAFile,
    /// It lies more than [`MAX_DEPTH`] folders deep.
    TooDeep,
    /// The folder holds more than [`MAX_ENTRIES`] files and folders.
    TooMany,
}

/// Reads every `*.yaml`, `*.yml` and `*.json` below a folder, in the order of their paths; what begins
/// with a dot is passed over.
///
/// # Errors
/// Everything that cannot be read; at least one.
pub fn folder(root: &Path, sources: &mut Sources) -> Result<Files, Vec<FileError>> {
    let mut walk = Walk { files: Vec::new(), errors: Vec::new(), left: MAX_ENTRIES, root: PathBuf::new() };
    match fs::canonicalize(root) {
        Ok(canonical) => {
            walk.root.clone_from(&canonical);
            walk.folder(root, "", &mut vec![canonical]);
        }
        Err(error) => walk.fail(root, FileErrorKind::Io(error)),
    }
    walk.files.sort();
    let mut files = Files::default();
    for name in walk.files {
        let path = if root == Path::new(".") { PathBuf::from(&name) } else { root.join(&name) };
        if let Err(error) = file(&path, &name, sources, &mut files) {
            walk.errors.push(error);
        }
    }
    if walk.errors.is_empty() { Ok(files) } else { Err(walk.errors) }
}

/// Reads one file, whatever it is called, under the name that identifies it in the catalog.
///
/// # Errors
/// When the system refuses it.
pub fn file(path: &Path, name: &str, sources: &mut Sources, files: &mut Files) -> Result<(), FileError> {
    let bytes =
        read_bytes(path).map_err(|error| FileError { path: path.to_owned(), kind: FileErrorKind::Io(error) })?;
    text(bytes, name, path.display().to_string(), sources, files);
    Ok(())
}

/// Takes the bytes of a file that was read elsewhere. `display` is its path as a person knows it.
pub fn text(bytes: Vec<u8>, name: &str, display: String, sources: &mut Sources, files: &mut Files) {
    let (text, broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some((at, error.as_bytes()[at])))
        }
    };
    let id = sources.add(Source { path: name.to_owned(), display, text });
    match broken {
        None => files.ids.push(id),
        Some((at, byte)) => files.problems.push(not_utf8(id, at, byte)),
    }
}

fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > u64::from(u32::MAX) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

fn not_utf8(file: FileId, at: usize, byte: u8) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    // In the text that is shown, the replacement character stands for the byte.
    let end = start.saturating_add(3);
    Diagnostic::error("not-utf8", Span { file, start, end }, format!("the byte 0x{byte:02X} is not UTF-8 here"))
        .hint("save the file as UTF-8")
}

struct Walk {
    /// The folder, without links.
    root: PathBuf,
    /// The paths below the folder, with `/`.
    files: Vec<String>,
    errors: Vec<FileError>,
    left: usize,
}

impl Walk {
    fn fail(&mut self, path: &Path, kind: FileErrorKind) {
        self.errors.push(FileError { path: path.to_owned(), kind });
    }

    /// Looks through a folder. `above` are the folders that lead to it and itself, without links.
    fn folder(&mut self, path: &Path, name: &str, above: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.fail(path, FileErrorKind::Io(error)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let Some(left) = self.left.checked_sub(1) else {
                return;
            };
            self.left = left;
            if left == 0 {
                return self.fail(path, FileErrorKind::TooMany);
            }
            if let Err(kind) = self.entry(&entry, name, above) {
                self.fail(&entry.path(), kind);
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, parent: &str, above: &mut Vec<PathBuf>) -> Result<(), FileErrorKind> {
        let path = entry.path();
        let is_definition = path.to_str().is_some_and(|path| Format::of(path).is_some());
        let is_link = entry.file_type()?.is_symlink();
        let target = if is_link { fs::metadata(&path) } else { entry.metadata() };
        // A link to nowhere is no concern of ours, unless it is called like a definition.
        let metadata = match target {
            Err(_) if !is_definition => return Ok(()),
            target => target?,
        };
        if !metadata.is_dir() && !is_definition {
            return Ok(());
        }
        let file_name = entry.file_name();
        let canonical = match above.last() {
            Some(parent) if !is_link => parent.join(&file_name),
            _ => fs::canonicalize(&path)?,
        };
        if !canonical.starts_with(&self.root) {
            return Err(FileErrorKind::LeadsOut(canonical));
        }
        let Some(last) = file_name.to_str() else {
            return Err(FileErrorKind::NameNotUtf8);
        };
        let name = if parent.is_empty() { last.to_owned() } else { format!("{parent}/{last}") };
        if metadata.is_dir() {
            if above.contains(&canonical) {
                return Err(FileErrorKind::LeadsBack);
            }
            if above.len() == MAX_DEPTH {
                return Err(FileErrorKind::TooDeep);
            }
            above.push(canonical);
            self.folder(&path, &name, above);
            above.pop();
        } else if metadata.is_file() {
            self.files.push(name);
        } else {
            return Err(FileErrorKind::NotAFile);
        }
        Ok(())
    }
}

impl From<io::Error> for FileErrorKind {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            FileErrorKind::Io(error) => write!(formatter, "cannot read {path}: {error}"),
            FileErrorKind::LeadsOut(target) => {
                write!(formatter, "the link {path} leads out of the schema folder, to {}", target.display())
            }
            FileErrorKind::LeadsBack => write!(formatter, "the link {path} leads back to a folder that it lies in"),
            FileErrorKind::NameNotUtf8 => write!(formatter, "the name of {path} is not UTF-8"),
            FileErrorKind::NotAFile => write!(formatter, "{path} is neither a file nor a folder"),
            FileErrorKind::TooDeep => {
                write!(formatter, "{path} lies more than {MAX_DEPTH} folders deep")
            }
            FileErrorKind::TooMany => write!(formatter, "{path}: there are more than {MAX_ENTRIES} files and folders"),
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            FileErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A folder that is gone when the test ends.
    struct Temporary(PathBuf);

    impl Temporary {
        fn new() -> Self {
            static NEXT: AtomicUsize = AtomicUsize::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("evenkeel-folder-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn write(&self, name: &str, bytes: &[u8]) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }

        fn read(&self) -> Result<(Vec<String>, Vec<Diagnostic>, Sources), Vec<String>> {
            let mut sources = Sources::default();
            match folder(&self.0, &mut sources) {
                Ok(files) => {
                    let names = files.ids.iter().map(|id| sources.get(*id).path.clone()).collect();
                    Ok((names, files.problems, sources))
                }
                Err(errors) => Err(errors
                    .into_iter()
                    .map(|error| {
                        let name = error.path.strip_prefix(&self.0).unwrap_or(&error.path);
                        format!("{} {:?}", name.display(), std::mem::discriminant(&error.kind))
                    })
                    .collect()),
            }
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn expected(name: &str, kind: &FileErrorKind) -> String {
        format!("{name} {:?}", std::mem::discriminant(kind))
    }

    #[test]
    fn definitions_are_found_in_the_order_of_their_paths() {
        let folder = Temporary::new();
        for name in ["b.yaml", "a/z.yml", "a/b/c.JSON", "a.json", "README.md", "a/.hidden.yaml", ".git/x.yaml", "yaml"]
        {
            folder.write(name, b"{}");
        }
        let (names, problems, sources) = folder.read().unwrap();
        assert_eq!(names, ["a.json", "a/b/c.JSON", "a/z.yml", "b.yaml"]);
        assert!(problems.is_empty());
        let shown = sources.all().iter().map(|source| PathBuf::from(&source.display));
        assert!(shown.eq(names.iter().map(|name| folder.0.join(name))));
    }

    #[test]
    fn a_text_that_is_no_utf8_is_a_problem_at_its_byte() {
        let folder = Temporary::new();
        folder.write("a.yaml", b"a: 1");
        folder.write("b.yaml", b"a: \xC3\xA9\xFF");
        let (names, problems, sources) = folder.read().unwrap();
        assert_eq!(names, ["a.yaml"]);
        assert_eq!(problems.len(), 1);
        assert_eq!(sources.get(problems[0].span.file).path, "b.yaml");
        assert_eq!(problems[0].span.start, 5);
        assert_eq!(problems[0].message, "the byte 0xFF is not UTF-8 here");
    }

    #[test]
    fn a_folder_that_is_missing_or_none_is_an_error() {
        let folder = Temporary::new();
        folder.write("a.yaml", b"");
        for name in ["missing", "a.yaml"] {
            let errors = super::folder(&folder.0.join(name), &mut Sources::default()).unwrap_err();
            assert_eq!(errors.len(), 1);
            assert!(errors[0].to_string().contains(name), "{}", errors[0]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_must_stay_in_the_folder() {
        use std::os::unix::fs::symlink;

        let outside = Temporary::new();
        outside.write("a.yaml", b"{}");
        let folder = Temporary::new();
        folder.write("x/a.yaml", b"{}");
        let link = |target: &Path, name: &str| symlink(target, folder.0.join(name)).unwrap();
        link(Path::new("x/a.yaml"), "file.yaml");
        link(Path::new("x"), "folder");
        let (names, ..) = folder.read().unwrap();
        assert_eq!(names, ["file.yaml", "folder/a.yaml", "x/a.yaml"]);

        link(&outside.0.join("a.yaml"), "out.yaml");
        link(&outside.0, "out");
        link(&outside.0, ".hidden");
        link(Path::new("nowhere"), "gone.yaml");
        link(Path::new("nowhere"), "gone");
        link(Path::new(".."), "x/back");
        let out = FileErrorKind::LeadsOut(PathBuf::new());
        let gone = FileErrorKind::Io(io::ErrorKind::NotFound.into());
        assert_eq!(
            folder.read().map(|_| ()).unwrap_err(),
            [
                expected("folder/back", &FileErrorKind::LeadsBack),
                expected("gone.yaml", &gone),
                expected("out", &out),
                expected("out.yaml", &out),
                expected("x/back", &FileErrorKind::LeadsBack),
            ]
        );
    }
}
