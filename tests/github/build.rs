//! Writes one definition for each event and action of GitHub's bundle, and compiles them all.

use serde_json::{Value, json};
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

/// Where `tests/run.sh` put the npm package `@octokit/webhooks-schemas`.
const SCHEMAS: &str = "GITHUB_WEBHOOKS_SCHEMAS";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed={SCHEMAS}");
    let package = env::var(SCHEMAS)
        .map_err(|_| format!("`{SCHEMAS}` is not set: `tests/run.sh` fetches the contracts and sets it"))?;
    let bundle_path = PathBuf::from(package).join("schema.json");
    println!("cargo:rerun-if-changed={}", bundle_path.display());
    let bundle: Value = serde_json::from_slice(&fs::read(&bundle_path)?)?;
    let schemas = PathBuf::from(env::var("OUT_DIR")?).join("schemas");
    fs::create_dir_all(schemas.join("vendor"))?;
    fs::copy(&bundle_path, schemas.join("vendor/github.json"))?;
    let definitions = bundle["definitions"].as_object().ok_or("the bundle has no `definitions`")?;
    for name in definitions.keys() {
        // `issues$opened`; the others are unions of these and shared types.
        let Some((event, action)) = name.split_once('$') else { continue };
        let definition = json!({
            "x-event": { "domain": event, "name": action, "version": 1 },
            "$ref": format!("../vendor/github.json#/definitions/{name}"),
        });
        fs::create_dir_all(schemas.join(event))?;
        fs::write(schemas.join(event).join(format!("{action}.v1.json")), definition.to_string())?;
    }
    evenkeel_codegen::Builder::new().compile(schemas)?;
    Ok(())
}
