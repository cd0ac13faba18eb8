//! The `evenkeel` command: event contracts generated, checked, exported and listed.

mod args;
mod baseline;
mod command;
mod event;
mod exit;
mod failure;
mod folder;
mod inputs;
mod new_file;
mod output;
mod payload;
mod watch;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    args::Args::parse().run().into()
}
