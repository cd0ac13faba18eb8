//! `evenkeel bump`

use clap::Args;
use evenkeel_codegen::config::Config;
use evenkeel_codegen::contract::{Catalog, Contract};
use evenkeel_codegen::{Builder, Snapshot, SnapshotFile, bump};
use std::path::{Path, PathBuf};

use crate::event;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::new_file::write_new;
use crate::output::{Bumped, Render};

const EXAMPLES: &str = "\
Examples:
  evenkeel bump order.created                       the version after the latest one
  evenkeel bump order.created.v1                    the version after this one";

/// Write the definition of an event's next version
///
/// The text is the earlier version's, comments too; `version`, its `const`, the examples and `supersedes`
/// are brought up to date. The earlier version stays, and nothing is overwritten.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Bump {
    /// The event, with its version or without
    #[arg(value_name = "EVENT")]
    event: String,
    /// The schema folder
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,
}

impl Bump {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find(self.schemas.as_deref())?;
        let catalog = folder.builder.load(&folder.schemas)?.catalog;
        let contract = match latest(&catalog, &self.event) {
            Some(contract) => contract,
            None => event::find(&catalog, &self.event, &folder.schemas)?,
        };
        let bumped = bump::bump(&catalog, contract);
        let path = folder.schemas.join(&bumped.path);
        if catalog.contracts.iter().any(|contract| contract.event.event_type() == bumped.event) {
            return Err(Failure::unusable(format!("`{}` is there already", bumped.event))
                .hint("leave the version out to write the one after the latest"));
        }
        check(&catalog, &bumped, &path)?;
        if !write_new(&path, &bumped.text)? {
            return Err(Failure::unusable(format!("{} is there already", path.display())));
        }
        render.bumped(&Bumped { event: &bumped.event, file: &path, supersedes: &contract.event.event_type() })?;
        Ok(Exit::Clean)
    }
}

/// The latest version of an event that is named without one.
fn latest<'a>(catalog: &'a Catalog, event: &str) -> Option<&'a Contract> {
    let named =
        |contract: &&Contract| format!("{}.{}", contract.event.domain.value, contract.event.name.value) == event;
    catalog.contracts.iter().filter(named).max_by_key(|contract| contract.event.version.value)
}

/// What is written must be in order beside what is there.
fn check(catalog: &Catalog, bumped: &bump::Bumped, path: &Path) -> Result<(), Failure> {
    let resources = Config::find(Path::new("."))?.unwrap_or_default().resources;
    let is_resource = |path: &str| resources.iter().any(|(uri, _)| uri == path);
    let file = |path: &str, display: &str, text: &str| SnapshotFile {
        path: path.to_owned(),
        display: display.to_owned(),
        bytes: text.as_bytes().to_owned(),
    };
    let all = catalog.sources.all().iter().map(|source| file(&source.path, &source.display, &source.text));
    let (resources, mut files): (Vec<_>, Vec<_>) = all.partition(|file| is_resource(&file.path));
    files.push(file(&bumped.path, &path.display().to_string(), &bumped.text));
    Builder::new().load_snapshot(Snapshot { files, resources })?;
    Ok(())
}
