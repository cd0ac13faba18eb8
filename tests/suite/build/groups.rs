//! The groups of the suite: a schema, and instances with their verdicts.

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What of the suite is compiled.
pub(crate) struct Suite {
    pub(crate) groups: Vec<Group>,
    pub(crate) remotes: Vec<Remote>,
}

/// A schema that groups refer to by its URI.
pub(crate) struct Remote {
    pub(crate) uri: String,
    pub(crate) schema: Value,
}

/// A draft of the suite.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Draft {
    Draft2020,
    Draft7,
}

/// A schema and its instances.
pub(crate) struct Group {
    pub(crate) draft: Draft,
    pub(crate) optional: bool,
    /// `ref`, `format_uuid`
    pub(crate) file: String,
    /// Its number in the file.
    pub(crate) index: usize,
    pub(crate) description: String,
    pub(crate) schema: Value,
    pub(crate) tests: Value,
}

impl Draft {
    pub(crate) const ALL: [Self; 2] = [Self::Draft2020, Self::Draft7];

    /// The draft's folder in the suite.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Draft2020 => "draft2020-12",
            Self::Draft7 => "draft7",
        }
    }

    /// A schema that says its draft: elsewhere its place in the suite does.
    pub(crate) fn said_in(self, mut schema: Value) -> Value {
        let name = match self {
            Self::Draft2020 => "https://json-schema.org/draft/2020-12/schema",
            Self::Draft7 => "http://json-schema.org/draft-07/schema#",
        };
        if let Value::Object(members) = &mut schema {
            members.entry("$schema").or_insert_with(|| name.into());
        }
        schema
    }
}

impl Suite {
    /// Every required group of both drafts, and every group of the optional files on formats.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut suite = Self { groups: Vec::new(), remotes: Vec::new() };
        for draft in Draft::ALL {
            let tests = folder.join("tests").join(draft.name());
            for (below, optional) in [("", false), ("optional/format", true)] {
                for path in json_files(&tests.join(below))? {
                    suite.read_file(draft, optional, &path)?;
                }
            }
        }
        suite.read_remotes(&folder.join("remotes"), "http://localhost:1234", None)?;
        Ok(suite)
    }

    fn read_file(&mut self, draft: Draft, optional: bool, path: &Path) -> Result<(), Box<dyn Error>> {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file's name is no UTF-8")?;
        let stem = stem.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let groups: Vec<Value> = serde_json::from_slice(&fs::read(path)?)?;
        for (index, mut group) in groups.into_iter().enumerate() {
            self.groups.push(Group {
                draft,
                optional,
                file: stem.clone(),
                index,
                description: group["description"].as_str().unwrap_or_default().to_owned(),
                schema: group["schema"].take(),
                tests: group["tests"].take(),
            });
        }
        Ok(())
    }

    fn read_remotes(&mut self, folder: &Path, uri: &str, draft: Option<Draft>) -> Result<(), Box<dyn Error>> {
        for entry in sorted(folder)? {
            let name = entry.file_name().and_then(|name| name.to_str()).ok_or("a file's name is no UTF-8")?;
            let uri = format!("{uri}/{name}");
            let own = Draft::ALL.into_iter().find(|draft| draft.name() == name);
            let other_draft = name.starts_with("draft") && own.is_none();
            match entry.is_dir() {
                true if other_draft => {}
                true => self.read_remotes(&entry, &uri, own.or(draft))?,
                false => {
                    let mut schema: Value = serde_json::from_slice(&fs::read(&entry)?)?;
                    if let Some(draft) = draft {
                        schema = draft.said_in(schema);
                    }
                    self.remotes.push(Remote { uri, schema });
                }
            }
        }
        Ok(())
    }
}

impl Group {
    /// Whether `format` is only an annotation here; the optional files ask for the opposite.
    pub(crate) fn annotates_format(&self) -> bool {
        self.file == "format" && !self.optional
    }

    /// What is counted together.
    pub(crate) fn set(&self) -> &'static str {
        match (self.optional, self.annotates_format()) {
            (true, _) => "formats",
            (_, true) => "required, `format` an annotation",
            _ => "required",
        }
    }

    pub(crate) fn domain(&self) -> String {
        let kind = if self.optional { "format_" } else { "" };
        format!("{}_{kind}{}", self.draft.name().replace('-', "_"), self.file)
    }

    pub(crate) fn name(&self) -> String {
        format!("group{}", self.index)
    }

    pub(crate) fn subject(&self) -> String {
        format!("events.{}.{}.v1", self.domain(), self.name())
    }
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = sorted(folder)?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    Ok(files)
}
