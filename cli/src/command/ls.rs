//! `evenkeel ls`

use clap::Args;
use std::path::PathBuf;

use crate::event::events;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::output::Render;

const EXAMPLES: &str = "\
Examples:
  evenkeel ls                                       the events of the folder `schemas`
  evenkeel ls --format json | jq -r '.events[].subject'";

/// List the events of a schema folder
///
/// A line an event: its type, its definition, its owner, and by what it is superseded or replaced.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Ls {
    /// The schema folder
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Ls {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find(self.dir.as_deref())?;
        let catalog = folder.builder.load(&folder.schemas)?.catalog;
        render.listed(&folder.schemas, &events(&catalog))?;
        Ok(Exit::Clean)
    }
}
