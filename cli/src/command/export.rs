//! `evenkeel export`

use clap::{Args, Subcommand};
use evenkeel_codegen::contract::Catalog;
use evenkeel_codegen::export;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::event::{Event, events};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::output::{Exported, Render};

const EXAMPLES: &str = "\
Examples:
  evenkeel export jsonschema -o build/schemas       writes build/schemas/order.created.v1.json and so on,
                                                    and build/schemas/index.json";

const INDEX: &str = "index.json";

/// Export contracts for other tools
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(subcommand)]
    target: Target,
}

#[derive(Debug, Subcommand)]
enum Target {
    Jsonschema(JsonSchema),
}

/// Write each event's contract as one self-contained JSON Schema 2020-12 file
///
/// The files are the bytes of `SCHEMA` in generated code; they carry no `x-…` keyword. `index.json`
/// holds what the `x-event` blocks say. Files of an earlier export that are no longer made are removed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct JsonSchema {
    /// The schema folder
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// The folder of the exported files
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
}

/// `index.json`
#[derive(Serialize)]
struct Index<'a> {
    format: u32,
    events: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    /// The file with the event's contract, beside the index.
    schema: String,
    #[serde(flatten)]
    event: Event<'a>,
}

/// What an earlier export left behind.
#[derive(Deserialize)]
struct Earlier {
    events: Vec<EarlierEntry>,
}

#[derive(Deserialize)]
struct EarlierEntry {
    schema: String,
}

impl Export {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        match &self.target {
            Target::Jsonschema(target) => target.run(render),
        }
    }
}

impl JsonSchema {
    fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find(self.dir.as_deref())?;
        let loaded = folder.builder.load(&folder.schemas)?;
        let files = files(&loaded.catalog)?;
        fs::create_dir_all(&self.out).map_err(|error| Failure::writing(&self.out, &error))?;
        let removed = remove_stale(&self.out, &files)?;
        let mut written = 0;
        for (name, text) in &files {
            written += usize::from(write(&self.out.join(name), text)?);
        }
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let warnings = (loaded.warnings.as_slice(), &loaded.catalog.sources);
        render.exported(&Exported { out: &self.out, files: &names, written, removed: &removed, warnings })?;
        Ok(Exit::Clean)
    }
}

/// Name and text of every file, the index last.
fn files(catalog: &Catalog) -> Result<Vec<(String, String)>, Failure> {
    let schema = |event: &Event<'_>| format!("{}.json", event.r#type);
    let entries = events(catalog).into_iter().map(|event| Entry { schema: schema(&event), event });
    let index = Index { format: 1, events: entries.collect() };
    let index_text = serde_json::to_string_pretty(&index).map_err(io::Error::from)? + "\n";
    let schemas = catalog.contracts.iter().map(|contract| export::schema(catalog, contract.root));
    let names = index.events.iter().map(|entry| entry.schema.clone());
    Ok(names.zip(schemas).chain([(INDEX.to_owned(), index_text)]).collect())
}

/// Removes the files that the earlier index names and this export does not make.
fn remove_stale(out: &Path, files: &[(String, String)]) -> Result<Vec<PathBuf>, Failure> {
    let earlier = fs::read(out.join(INDEX)).ok().and_then(|bytes| serde_json::from_slice::<Earlier>(&bytes).ok());
    let mut removed = Vec::new();
    for EarlierEntry { schema } in earlier.into_iter().flat_map(|earlier| earlier.events) {
        // An index that somebody else wrote must not lead out of the folder.
        let name = Path::new(&schema);
        let ours =
            name.file_name() == Some(name.as_os_str()) && name.extension().is_some_and(|ending| ending == "json");
        let path = out.join(name);
        if ours && !files.iter().any(|(name, _)| *name == schema) && path.is_file() {
            fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
            removed.push(path);
        }
    }
    Ok(removed)
}

/// Writes a file unless it says the same already; whether it was written.
fn write(path: &Path, text: &str) -> Result<bool, Failure> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(false);
    }
    fs::write(path, text).map_err(|error| Failure::writing(path, &error))?;
    Ok(true)
}
