//! `evenkeel schema`

use clap::{Args, ValueEnum};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Render;

const EXAMPLES: &str = "\
Examples:
  evenkeel schema event > event.schema.json         then name it in the editor's settings, or say in a
                                                    definition:
                                                    # yaml-language-server: $schema=../event.schema.json";

/// The JSON Schema of a definition.
pub(crate) const EVENT: &str = include_str!("event.schema.json");

/// The JSON Schema of the report of `check`.
const REPORT: &str = include_str!("report.schema.json");

/// Print the JSON Schema of a file format, for editors
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Schema {
    /// Which file format
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// A definition: a JSON Schema with an `x-event` block
    Event,
    /// What `check --format json` prints
    Report,
}

impl Schema {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        match self.what {
            What::Event => render.schema(EVENT)?,
            What::Report => render.schema(REPORT)?,
        }
        Ok(Exit::Clean)
    }
}
