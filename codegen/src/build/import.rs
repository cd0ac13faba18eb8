//! Definitions from what a team already has: read, held against the schema folder, written.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::{Builder, Error, Input, Output};
use crate::contract;
use crate::import::{self, Imported, Options};
use crate::read::{self, Files};
use crate::rust::Layout;
use crate::source::{FileId, Source, Sources};

/// Definitions that compile together with what is in the schema folder.
#[derive(Debug)]
#[non_exhaustive]
pub struct Import {
    /// What was made of the inputs.
    pub imported: Imported,
    /// Warnings about the inputs, and about what was made of them; errors end the import.
    pub warnings: Vec<crate::diagnostic::Diagnostic>,
    /// The texts that the warnings speak of.
    pub sources: Sources,
    schemas: PathBuf,
}

impl Builder {
    /// Makes definitions of files and folders, in memory. They are compiled together with the schema
    /// folder, which need not exist.
    ///
    /// ```no_run
    /// use evenkeel_codegen::Builder;
    /// use evenkeel_codegen::import::Options;
    ///
    /// let mut options = Options::default();
    /// options.domain = Some("order".into());
    /// let import = Builder::new().import(&["OrderCreated.json".into()], "schemas".as_ref(), &options)?;
    /// for path in import.write()? {
    ///     eprintln!("{}", path.display());
    /// }
    /// # Ok::<(), evenkeel_codegen::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every problem in the inputs or in what was made of them; a file of the folder that is in the way;
    /// files that cannot be read; options that no event can have.
    pub fn import(&self, inputs: &[PathBuf], schemas: &Path, options: &Options) -> Result<Import, Error> {
        check_options(options)?;
        let (sources, files, problems) = read_inputs(inputs)?;
        if !problems.is_empty() {
            return Err(Error::definitions(problems, sources));
        }
        let (mut imported, found) = import::import(sources, &files, options);
        if super::has_error(&found) {
            return Err(Error::definitions(found, imported.sources));
        }
        let warned = std::mem::take(&mut imported.sources);
        in_the_way(&imported, schemas)?;
        let Output { warnings, sources, .. } = self.try_out(&imported, schemas)?;
        let (warnings, sources) = together((found, warned), (warnings, sources), &imported);
        Ok(Import { imported, warnings, sources, schemas: schemas.to_owned() })
    }

    /// Generates code for the folder as it would be.
    fn try_out(&self, imported: &Imported, schemas: &Path) -> Result<Output, Error> {
        let mut input = if schemas.exists() {
            self.read(schemas)?
        } else {
            Input { sources: Sources::default(), files: Vec::new(), problems: Vec::new(), resources: Vec::new() }
        };
        let there: HashSet<String> = input.sources.all().iter().map(|source| source.path.clone()).collect();
        for (path, text) in &imported.files {
            if !there.contains(path) {
                let display = schemas.join(path).display().to_string();
                let id = input.sources.add(Source { path: path.clone(), display, text: text.clone() });
                input.files.push(id);
            }
        }
        let sources = &input.sources;
        input.files.sort_by(|a, b| sources.get(*a).path.cmp(&sources.get(*b).path));
        self.generate_from(input, &self.options(Layout::Modules))
    }
}

impl Import {
    /// Writes the files, and gives their paths; what is there already and says the same stays.
    ///
    /// # Errors
    /// When a file cannot be written; those that were, are taken away again. No file is ever overwritten.
    pub fn write(&self) -> Result<Vec<PathBuf>, Error> {
        let mut written = Vec::new();
        for (name, text) in &self.imported.files {
            let path = self.schemas.join(name);
            let folder = path.parent().unwrap_or(&self.schemas);
            let create = fs::create_dir_all(folder).and_then(|()| File::create_new(&path));
            let result = match create {
                Ok(mut file) => {
                    written.push(path.clone());
                    file.write_all(text.as_bytes())
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && says(&path, text) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = result {
                for path in written {
                    // What cannot be removed is seen at the next import.
                    let _ = fs::remove_file(path);
                }
                return Err(Error::usage(format!("cannot write {}: {error}", path.display())));
            }
        }
        Ok(written)
    }
}

fn says(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|there| there == text.as_bytes())
}

/// Refuses to go on where a file says something else.
fn in_the_way(imported: &Imported, schemas: &Path) -> Result<(), Error> {
    let paths = imported.files.iter().map(|(name, text)| (schemas.join(name), text));
    let lines: Vec<String> = paths
        .filter(|(path, text)| fs::symlink_metadata(path).is_ok() && !says(path, text))
        .map(|(path, _)| {
            format!(
                "{} is there already, and says something else: move it, or import into another folder",
                path.display()
            )
        })
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(Error::usage(lines.join("\n"))) }
}

fn check_options(options: &Options) -> Result<(), Error> {
    for (flag, value) in [("domain", &options.domain), ("name", &options.name)] {
        if let Some(value) = value.as_ref().filter(|value| !contract::is_identifier(value)) {
            let value = crate::diagnostic::quote(value);
            return Err(Error::usage(format!(
                "the {flag} {value} is not small letters, digits and `_`, a letter first"
            )));
        }
    }
    if options.domain.as_deref() == Some("shared") {
        return Err(Error::usage("no domain is called `shared`: generated code keeps the types of shared files there"));
    }
    if options.version == Some(0) {
        return Err(Error::usage("versions begin with 1"));
    }
    if !options.shared.split('/').all(contract::is_identifier) {
        let shared = crate::diagnostic::quote(&options.shared);
        return Err(Error::usage(format!(
            "the folder of shared files {shared} is no path of small letters, digits and `_`"
        )));
    }
    Ok(())
}

/// Reads files, and folders with what is in them. Paths count from the folder that holds them all, so
/// that references between them lead where they did.
fn read_inputs(inputs: &[PathBuf]) -> Result<(Sources, Vec<FileId>, Vec<crate::diagnostic::Diagnostic>), Error> {
    let mut sources = Sources::default();
    let mut found = Files::default();
    let mut errors = Vec::new();
    let root = common_folder(inputs);
    for input in inputs {
        let from = below(&root, input);
        if input.is_dir() {
            let first = sources.all().len();
            match read::folder(input, &mut sources) {
                Ok(files) => {
                    found.ids.extend(files.ids);
                    found.problems.extend(files.problems);
                }
                Err(unreadable) => errors.extend(unreadable),
            }
            if !from.is_empty() {
                sources.move_into(&from, first);
            }
        } else if let Err(error) = read::file(input, &from, &mut sources, &mut found) {
            errors.push(error);
        }
    }
    if errors.is_empty() { Ok((sources, found.ids, found.problems)) } else { Err(Error::files(&errors)) }
}

/// The folder that holds every input.
fn common_folder(inputs: &[PathBuf]) -> PathBuf {
    let folders = inputs.iter().map(|input| {
        let folder = if input.is_dir() { input.as_path() } else { input.parent().unwrap_or(input) };
        plain(folder)
    });
    let common = |a: PathBuf, b: PathBuf| {
        a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    };
    folders.reduce(common).unwrap_or_default()
}

/// An input's path below the folder of all, with `/`.
fn below(root: &Path, input: &Path) -> String {
    let path = plain(input);
    let parts = path.strip_prefix(root).unwrap_or(&path).components();
    let names = parts.filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

/// A path from the root of the system, without `.` and links; as it is where that cannot be told.
fn plain(path: &Path) -> PathBuf {
    let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    match (here.parent(), here.file_name()) {
        // The name of a file that is a link is the one that others refer to.
        (Some(parent), Some(name)) if !here.is_dir() => plain(parent).join(name),
        _ => fs::canonicalize(here).unwrap_or_else(|_| here.to_owned()),
    }
}

/// Warnings about the inputs, and those about new files, over one set of texts.
fn together(
    (mut first, mut sources): (Vec<crate::diagnostic::Diagnostic>, Sources),
    (second, others): (Vec<crate::diagnostic::Diagnostic>, Sources),
    imported: &Imported,
) -> (Vec<crate::diagnostic::Diagnostic>, Sources) {
    let moved = u32::try_from(sources.all().len()).unwrap_or(u32::MAX);
    for source in others.all() {
        sources.add(source.clone());
    }
    for mut warning in second {
        if !imported.files.contains_key(&others.get(warning.span.file).path) {
            continue;
        }
        warning.span.file.0 += moved;
        for related in &mut warning.related {
            related.span.file.0 += moved;
        }
        first.push(warning);
    }
    (first, sources)
}
