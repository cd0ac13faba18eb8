//! Imports GitHub's bundle as a user would, one definition for each event and action, and compiles them.

use evenkeel_codegen::import::Options;
use evenkeel_codegen::{Builder, UnknownFields};
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

/// Where `tests/run.sh` put the npm package `@octokit/webhooks-schemas`.
const SCHEMAS: &str = "GITHUB_WEBHOOKS_SCHEMAS";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed={SCHEMAS}");
    let package = env::var(SCHEMAS)
        .map_err(|_| format!("`{SCHEMAS}` is not set: `tests/run.sh` fetches the contracts and sets it"))?;
    let bundle = PathBuf::from(package).join("schema.json");
    println!("cargo:rerun-if-changed={}", bundle.display());
    let schemas = PathBuf::from(env::var("OUT_DIR")?).join("schemas");
    // An import overwrites nothing.
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    Builder::new().import(&[bundle], &schemas, &Options::default())?.write()?;
    // What the contracts do not name has to come back, too.
    Builder::new().unknown_fields(UnknownFields::Keep).compile(schemas)?;
    Ok(())
}
