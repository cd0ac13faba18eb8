//! A type that someone wrote by hand, held against a definition: the core of `evenkeel-macros`.
//!
//! It knows tokens as words only, so that this crate needs no parser of Rust.

pub use crate::rust::derive::{At, Body, Choice, Given, Holds, Member, Problem, Role};

use crate::build::{Builder, Error};
use crate::config::Config;
use crate::contract::{Catalog, DocumentId, SchemaId};
use crate::diagnostic::suggest;
use crate::rust::derive::{Unbound, bind as bind_to};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Code that binds a type, and the files that it depends on.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The code, with words that stand for what the macro alone knows: `__Self`, `__Generics`, `__Where`,
    /// `__evenkeel`, `__Ty0`, `__In0`, `__Field0`, `__Variant0`.
    pub code: String,
    /// The files, absolute.
    pub files: Vec<PathBuf>,
}

/// Why there is no code.
#[derive(Debug)]
pub enum Failure {
    /// The definitions are wrong, or cannot be read.
    Definitions(Error),
    /// The type does not fit them.
    Type(Vec<Problem>),
}

/// Binds a type to a schema: a path from the package's folder, with `#` and a pointer where the schema is
/// not the whole file.
///
/// # Errors
/// Everything that is wrong.
pub fn bind(package: &Path, schema: &str, given: &Given) -> Result<Bound, Failure> {
    let wrong = |message: String| Failure::Type(vec![Problem { at: At::Schema, message }]);
    let (path, pointer) = schema.split_once('#').unwrap_or((schema, ""));
    let file = tidy(&package.join(path));
    if !file.is_file() {
        return Err(wrong(missing_file(package, path)));
    }
    if !file.extension().is_some_and(|extension| ["yaml", "yml", "json"].iter().any(|known| extension == *known)) {
        return Err(wrong(format!("`{path}` is no definition: definitions are `.yaml`, `.yml` and `.json` files")));
    }
    let config = Config::find(package).map_err(|error| Failure::Definitions(Error::config(error)))?;
    let configured = config.as_ref().and_then(|config| config.schemas.as_ref()).map(|schemas| absolute(schemas));
    let folder = folder(&file, configured.as_deref());
    let Some(name) = file.strip_prefix(&folder).ok().and_then(slashed) else {
        return Err(wrong(format!("`{path}` is no path in UTF-8")));
    };
    let builder = Builder::new().configured(package).map_err(Failure::Definitions)?;
    let catalog = builder.load_once(from_here(&folder)).map_err(Failure::Definitions)?;
    let Some(document) = (0..).map(DocumentId).zip(&catalog.documents).find(|(_, document)| document.path == name)
    else {
        return Err(wrong(format!("`{path}` lies where no definition is looked for: its name begins with a dot")));
    };
    let target = target(&catalog, document.0, pointer, given.role).map_err(wrong)?;
    let code =
        bind_to(&catalog, target, given, builder.unknown_fields_or_default()).map_err(|unbound| match unbound {
            Unbound::Type(problems) => Failure::Type(problems),
            Unbound::Schema(diagnostics) => {
                Failure::Definitions(Error::definitions(diagnostics, catalog.sources.clone()))
            }
        })?;
    // A schema that is reached from here may stand in any file that one of the contracts reaches.
    let reached: BTreeSet<DocumentId> =
        catalog.schemas.iter().map(|schema| schema.document).chain([document.0]).collect();
    let mut files: Vec<PathBuf> = reached
        .into_iter()
        .map(|document| folder.join(&catalog[document].path))
        .filter(|file| file.is_file())
        .collect();
    files.extend(config.map(|config| absolute(&config.file)));
    Ok(Bound { code, files })
}

/// The schema that is meant.
fn target(catalog: &Catalog, document: DocumentId, pointer: &str, role: Role) -> Result<SchemaId, String> {
    let path = &catalog[document].path;
    let contract = catalog.contracts.iter().find(|contract| contract.document == document);
    match (role, contract) {
        (Role::Event, _) if !pointer.is_empty() => Err(format!(
            "an event is a whole definition: take `#{pointer}` away, or derive `Contract` for a part of it"
        )),
        (Role::Event, Some(contract)) => Ok(contract.root),
        (Role::Event, None) => {
            Err(format!("{path} has no `x-event` block: derive `Contract` for what is no event of its own"))
        }
        (Role::Part, _) => catalog.schema_at(document, pointer).ok_or_else(|| no_schema(catalog, document, pointer)),
    }
}

fn no_schema(catalog: &Catalog, document: DocumentId, pointer: &str) -> String {
    let path = &catalog[document].path;
    let mut known: Vec<&str> = catalog
        .schemas
        .iter()
        .filter(|schema| schema.document == document)
        .map(|schema| schema.pointer.as_str())
        .collect();
    known.sort_unstable();
    if known.is_empty() {
        return format!("no event reaches {path}: an event's definition has to refer to it");
    }
    if pointer.is_empty() {
        return format!("no event reaches the whole of {path}; there are `#{}`", known.join("`, `#"));
    }
    match suggest(pointer, known.iter().copied()) {
        Some(meant) => format!("{path} has no schema at `#{pointer}`; did you mean `#{meant}`?"),
        None if known.len() <= 12 => {
            format!("{path} has no schema at `#{pointer}` that an event reaches; there are `#{}`", known.join("`, `#"))
        }
        None => format!("{path} has no schema at `#{pointer}` that an event reaches"),
    }
}

/// The schema folder of a file: the configured one, else the nearest folder above that is called
/// `schemas`, else the file's own.
fn folder(file: &Path, configured: Option<&Path>) -> PathBuf {
    let above = || file.ancestors().skip(1);
    let configured = configured.filter(|folder| file.starts_with(folder)).map(Path::to_owned);
    let named = || above().find(|folder| folder.file_name().is_some_and(|name| name == "schemas")).map(Path::to_owned);
    configured.or_else(named).or_else(|| above().next().map(Path::to_owned)).unwrap_or_default()
}

fn missing_file(package: &Path, path: &str) -> String {
    let file = tidy(&package.join(path));
    let (parent, name) = (file.parent(), file.file_name().and_then(|name| name.to_str()).unwrap_or_default());
    let names = parent.and_then(|folder| std::fs::read_dir(folder).ok()).map_or_else(Vec::new, |entries| {
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names
    });
    match suggest(name, names.iter().map(String::as_str)) {
        Some(meant) => {
            format!("there is no file `{path}`; did you mean `{}{meant}`?", path.strip_suffix(name).unwrap_or_default())
        }
        None => format!("there is no file `{path}`; paths begin at the package's folder"),
    }
}

fn absolute(path: &Path) -> PathBuf {
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// A path as people know it: from the working directory, where it lies below.
fn from_here(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(here) {
        Ok(below) if below.as_os_str().is_empty() => Path::new("."),
        Ok(below) => below,
        Err(_) => path,
    }
}

/// A path without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = tidy.pop(),
            other => tidy.push(other),
        }
    }
    tidy
}

fn slashed(path: &Path) -> Option<String> {
    let parts = path.components().map(|component| component.as_os_str().to_str());
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}
