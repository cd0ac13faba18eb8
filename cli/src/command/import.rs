//! `evenkeel import`

use clap::{Args, ValueEnum};
use evenkeel_codegen::Builder;
use evenkeel_codegen::config::Config;
use evenkeel_codegen::import::{Kind, Options};
use std::path::{Path, PathBuf};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Imported, Render};

const EXAMPLES: &str = "\
Examples:
  evenkeel import OrderCreated.json                 writes schemas/order/created.v1.yaml
  evenkeel import vendor -o schemas --domain order  every schema of a folder; those that others refer
                                                    to become shared files
  evenkeel import asyncapi.yaml                     a definition a message
  evenkeel import captured.jsonl --domain order --name created
                                                    infers a schema from payloads, a JSON value each";

/// Write definitions from JSON Schemas, an AsyncAPI document or sample payloads
///
/// Says what it guessed. No file is ever overwritten, and nothing is written unless all of it compiles
/// together with what is in the folder.
///
/// JSON Schemas are those of draft-04, 06, 07, 2019-09 and 2020-12; a file with many under `definitions` or
/// `$defs` becomes an event a definition. AsyncAPI is version 2 or 3, with payloads in its own schema
/// object or in JSON Schema.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, disable_version_flag = true)]
#[allow(clippy::doc_markdown, reason = "this is the text of `--help`")]
pub(crate) struct Import {
    /// Files, and folders of files, that may refer to one another
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The schema folder to write into
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The domain of every event
    #[arg(long)]
    domain: Option<String>,
    /// The name of the event, in the past tense; where there is one
    #[arg(long)]
    name: Option<String>,
    /// The version of every event
    #[arg(long, value_name = "NUMBER")]
    version: Option<u32>,
    /// What the files are [default: told from each file]
    #[arg(long, value_enum, value_name = "KIND")]
    from: Option<From>,
    /// Where files without an event go, below the schema folder
    #[arg(long, value_name = "FOLDER", default_value = "common")]
    shared: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    Jsonschema,
    Asyncapi,
    Samples,
}

impl Import {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let here = Path::new(".");
        let config = Config::find(here)?.unwrap_or_default();
        let out = self.out.clone().or(config.schemas).unwrap_or_else(|| "schemas".into());
        let import = Builder::new().configured(here)?.import(&self.files, &out, &self.options())?;
        let written = import.write()?;
        render.imported(&Imported {
            out: &out,
            written: &written,
            made: &import.imported,
            warnings: (&import.warnings, &import.sources),
        })?;
        Ok(Exit::Clean)
    }

    fn options(&self) -> Options {
        let mut options = Options::default();
        options.kind = self.from.map(|from| match from {
            From::Jsonschema => Kind::JsonSchema,
            From::Asyncapi => Kind::AsyncApi,
            From::Samples => Kind::Samples,
        });
        options.domain.clone_from(&self.domain);
        options.name.clone_from(&self.name);
        options.version = self.version;
        options.shared.clone_from(&self.shared);
        options
    }
}
