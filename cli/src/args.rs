//! The command line.

use clap::{Parser, Subcommand};
use std::io::{self, Write};

use crate::command::{Bump, Check, Compat, Explain, Export, Generate, Import, Init, Ls, Rules, Schema, Validate};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Format, Render};

const AFTER_HELP: &str = "\
Exit codes:
  0  everything is in order
  1  findings: a definition with errors, a payload that is invalid or no JSON, a change that breaks
     somebody, files that drifted
  2  the command could not do its work: usage, configuration, a missing file, an unknown event

Where no folder is named, `schemas` in evenkeel.toml says it, and else it is `schemas`.
Nothing is ever fetched from a network.";

/// Typed, validated JSON events from schema files.
#[derive(Debug, Parser)]
#[command(name = "evenkeel", version, after_help = AFTER_HELP, propagate_version = true)]
pub(crate) struct Args {
    /// How results are printed; `json` is one object with `"format": 1` on standard output
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(Init),
    Import(Import),
    Generate(Generate),
    Validate(Validate),
    Export(Export),
    Ls(Ls),
    Check(Check),
    Bump(Bump),
    Compat(Compat),
    Rules(Rules),
    Explain(Explain),
    Schema(Schema),
}

impl Args {
    /// Does what was asked for, and says how it ended.
    pub(crate) fn run(self) -> Exit {
        let mut out = self.format.renderer();
        let outcome = match self.command.run(out.as_mut()) {
            Ok(exit) => Ok(exit),
            Err(Failure::Printing(error)) => Err(error),
            Err(failure) => out.failed(&failure).map(|()| failure.exit()),
        };
        match outcome.and_then(|exit| out.flush().map(|()| exit)) {
            Ok(exit) => exit,
            // Whoever read the output has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
            Err(error) => {
                // Where standard error is gone too, the exit code is left to say it.
                let _ = writeln!(io::stderr(), "error: cannot print: {error}");
                Exit::Unable
            }
        }
    }
}

impl Command {
    fn run(&self, out: &mut dyn Render) -> Result<Exit, Failure> {
        match self {
            Self::Init(command) => command.run(out),
            Self::Import(command) => command.run(out),
            Self::Generate(command) => command.run(out),
            Self::Validate(command) => command.run(out),
            Self::Export(command) => command.run(out),
            Self::Ls(command) => command.run(out),
            Self::Check(command) => command.run(out),
            Self::Bump(command) => command.run(out),
            Self::Compat(command) => command.run(out),
            Self::Rules(command) => command.run(out),
            Self::Explain(command) => command.run(out),
            Self::Schema(command) => command.run(out),
        }
    }
}
