//! `evenkeel init`

mod manifest;
mod place;

use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

use super::schema::EVENT;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::new_file::write_new;
use crate::output::{Initialised, Render};
use manifest::Manifest;
use place::Place;

const EXAMPLES: &str = "\
Examples:
  evenkeel init                                     in a package: definitions, build script, dependencies
  evenkeel init contracts                           in a new folder: definitions only";

const CONFIG: &str = include_str!("template/evenkeel.toml");
const DEFINITION: &str = include_str!("template/created.v1.yaml");
const MAIN: &str = include_str!("template/main.rs");

/// Set up a package or a folder for events; nothing that is there is overwritten
///
/// Writes `evenkeel.toml`, a first definition, and the JSON Schema of definitions for the editor. Where
/// there is a `Cargo.toml` with a package, it also writes `build.rs` and adds the dependencies that are
/// missing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder; it is made where it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

/// A file to be written unless it is there.
struct File {
    path: PathBuf,
    text: String,
}

impl Init {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        // Joined to it, names stay as a person would write them.
        let dir = if self.dir == Path::new(".") { Path::new("") } else { &self.dir };
        let place = Place::find(dir)?;
        let manifest = Manifest::read(dir)?;
        let begun = place.has_definitions()?;

        let mut files = vec![File { path: place.schemas.join(".evenkeel/event.schema.json"), text: EVENT.to_owned() }];
        if place.config.is_none() {
            files.push(File { path: dir.join("evenkeel.toml"), text: CONFIG.to_owned() });
        }
        if !begun {
            files.push(File { path: place.schemas.join("order/created.v1.yaml"), text: DEFINITION.to_owned() });
        }
        let mut advice = Vec::new();
        let build = place.build_script();
        if let Some(manifest) = &manifest {
            if manifest.refuses_build_script() {
                advice.push("`build = false` in Cargo.toml keeps build.rs from running: take it out".to_owned());
            }
            match manifest.build_script() {
                Some(script) => advice.push(call_from(&script, &build)),
                None => files.push(File { path: dir.join("build.rs"), text: build.clone() }),
            }
        }

        let (mut written, mut kept) = (Vec::new(), Vec::new());
        for File { path, text } in files {
            if write_new(&path, &text)? {
                written.push(path);
                continue;
            }
            if path.ends_with("build.rs") && !holds(&path, "evenkeel_codegen") {
                advice.push(call_from(&path, &build));
            }
            kept.push(path);
        }
        manifest.as_ref().map_or(Ok(()), Manifest::save)?;
        let added = manifest.as_ref().map(|manifest| manifest.added.as_slice());
        let first = (!begun && added.is_some()).then_some(MAIN);
        let schemas = &place.schemas;
        render.initialised(&Initialised { schemas, written: &written, kept: &kept, added, advice: &advice, first })?;
        Ok(Exit::Clean)
    }
}

fn holds(path: &Path, word: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|text| text.contains(word))
}

fn call_from(script: &Path, build: &str) -> String {
    let call = build.lines().nth(1).unwrap_or_default().trim();
    format!("{} stays as it is: call `{call}?` from it", script.display())
}
