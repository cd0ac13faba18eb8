//! Which schema folder is meant, and what `evenkeel.toml` adds to it.

use evenkeel_codegen::Builder;
use evenkeel_codegen::config::Config;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The schema folder that a command works on.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The folder.
    pub(crate) schemas: PathBuf,
    /// Where `evenkeel.toml` wants generated code.
    pub(crate) out: Option<PathBuf>,
    /// The options, with those of `evenkeel.toml`.
    pub(crate) builder: Builder,
}

impl Folder {
    /// The folder that was named, else the one of `evenkeel.toml`, else `schemas`.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, Failure> {
        Self::find_for(named, Builder::new())
    }

    /// The same, with options that go before those of `evenkeel.toml`.
    pub(crate) fn find_for(named: Option<&Path>, builder: Builder) -> Result<Self, Failure> {
        let here = Path::new(".");
        let config = Config::find(here)?.unwrap_or_default();
        let schemas = named.map(Path::to_owned).or(config.schemas).unwrap_or_else(|| "schemas".into());
        if !schemas.is_dir() {
            let problem = if schemas.exists() { "is not a folder" } else { "does not exist" };
            let failure = Failure::unusable(format!("the schema folder {} {problem}", schemas.display()));
            return Err(failure.hint("name the folder on the command line, or as `schemas` in evenkeel.toml"));
        }
        Ok(Self { schemas, out: config.out, builder: builder.judge_samples(true).configured(here)? })
    }
}
