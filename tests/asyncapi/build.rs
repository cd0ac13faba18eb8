//! Imports one document of each version into one folder, and compiles it.

use evenkeel_codegen::Builder;
use evenkeel_codegen::import::Options;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=documents");
    let schemas = PathBuf::from(env::var("OUT_DIR")?).join("schemas");
    // An import overwrites nothing.
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    for document in ["documents/parcels.v2.yaml", "documents/lights.v3.json"] {
        Builder::new().import(&[document.into()], &schemas, &Options::default())?.write()?;
    }
    Builder::new().compile(schemas)?;
    Ok(())
}
