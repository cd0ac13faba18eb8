//! Does what the guides' `console` blocks do: writes the files that they show, imports them, compiles.

use evenkeel_codegen::Builder;
use evenkeel_codegen::import::Options;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const DOCS: &str = "../../docs";
const GUIDES: [&str; 4] = ["asyncapi", "confluent", "serde", "typify"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let schemas = out.join("schemas");
    // An import overwrites nothing.
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    for guide in GUIDES {
        let path = Path::new(DOCS).join(format!("coming-from-{guide}.md"));
        println!("cargo:rerun-if-changed={}", path.display());
        let inputs = inputs(&fs::read_to_string(path)?, &out.join(guide))?;
        Builder::new().import(&inputs, &schemas, &Options::default())?.write()?;
    }
    Builder::new().compile(schemas)?;
    Ok(())
}

/// Writes what `$ cat FILE` shows before `$ evenkeel import` reads it.
fn inputs(guide: &str, folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let block = guide.split("```console\n").nth(1).and_then(|rest| rest.split("```").next()).ok_or("no block")?;
    let before = block.split("$ evenkeel import").next().ok_or("no import")?;
    let mut written = Vec::new();
    for file in before.split("$ cat ").skip(1) {
        let (name, text) = file.split_once('\n').ok_or("no file")?;
        written.push(folder.join(name));
        fs::write(folder.join(name), text)?;
    }
    Ok(written)
}
