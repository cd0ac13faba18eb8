//! Compiles the schema of each case as an event with one property.

use serde_json::{Value, json};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=cases");
    println!("cargo:rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let schemas = out.join("schemas");
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    fs::create_dir_all(&schemas)?;
    let mut names = Vec::new();
    for entry in fs::read_dir("cases")? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a case's name is no UTF-8")?.to_owned();
        let mut case: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let dialect = case["schema"].as_object_mut().and_then(|schema| schema.remove("$schema"));
        let definition = json!({
            "$schema": dialect.unwrap_or_else(|| "https://json-schema.org/draft/2020-12/schema".into()),
            "x-event": { "domain": "reading", "name": name, "version": 1 },
            "type": "object",
            "properties": { "v": case["schema"] },
        });
        fs::write(schemas.join(format!("{name}.json")), definition.to_string())?;
        names.push(name);
    }
    names.sort();
    let rust = out.join("rust");
    evenkeel_codegen::Builder::new().generate(&schemas)?.write(&rust)?;
    let mut code = format!("#[path = {:?}]\nmod events;\n", rust.join("mod.rs").to_string_lossy());
    writeln!(code, "/// Each case by its name, and whether its event takes a payload.")?;
    writeln!(code, "pub const CASES: &[(&str, Takes)] = &[")?;
    for name in names {
        let decode = format!("events::AnyEvent::decode(\"events.reading.{name}.v1\", payload).is_ok()");
        writeln!(code, "    ({name:?}, |payload| {decode}),")?;
    }
    writeln!(code, "];")?;
    fs::write(out.join("cases.rs"), code)?;
    Ok(())
}
