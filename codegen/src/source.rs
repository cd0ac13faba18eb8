//! The texts that definitions come from, and places in them.

/// One file of a catalog, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The same place once its set of files was [appended](Sources::append) to another.
    #[must_use]
    pub fn moved(self, by: u32) -> Self {
        Self { file: FileId(self.file.0.saturating_add(by)), ..self }
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below the schema folder, with `/` on every system: the file's identity.
    pub path: String,
    /// The path as it is shown to a person: as reached from the working directory.
    pub display: String,
    /// The whole text.
    pub text: String,
}

/// Every file that was read, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of that number.
    ///
    /// # Panics
    /// When the number comes from another set of files.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// Puts the paths of the files from a number on into a folder.
    #[cfg(feature = "import")]
    pub(crate) fn move_into(&mut self, folder: &str, first: usize) {
        for source in &mut self.files[first..] {
            source.path = format!("{folder}/{}", source.path);
        }
    }

    /// Adds the files of another set, and says by how much their numbers grow: see [`Span::moved`].
    pub fn append(&mut self, other: &Self) -> u32 {
        let by = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.extend(other.files.iter().cloned());
        by
    }

    /// Every file, in the order of their numbers.
    pub fn all(&self) -> &[Source] {
        &self.files
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
