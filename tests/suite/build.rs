//! Compiles each group of the official suite as an event: its schema is a file of its own, and the
//! event has one property that refers to it.

#[path = "build/catalogs.rs"]
mod catalogs;
#[path = "build/groups.rs"]
mod groups;

use catalogs::Catalog;
use groups::Suite;
use serde_json::json;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where `tests/run.sh` put the suite, or a newer checkout of it.
const SUITE: &str = "SUITE_DIR";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed={SUITE}");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let folder =
        env::var(SUITE).map_err(|_| format!("`{SUITE}` is not set: `tests/run.sh` fetches the suite and sets it"))?;
    println!("cargo:rerun-if-changed={folder}");
    let suite = Suite::read(&PathBuf::from(folder))?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let remotes = write_remotes(&suite, &out.join("remotes"))?;
    let mut code = String::new();
    let mut table = Vec::new();
    let mut events = String::new();
    let (mut typed, mut values, mut anything) = (0, 0, 0);
    for (number, catalog) in catalogs::of(&suite.groups).iter().enumerate() {
        let name = format!("catalog_{number}");
        let schemas = out.join("schemas").join(&name);
        let builder = catalog.write(&schemas, &remotes)?;
        let rust = out.join("rust").join(&name);
        builder.generate(&schemas)?.write(&rust)?;
        let share = builder.typed_share(&schemas)?;
        (typed, values, anything) = (typed + share.typed, values + share.values.len(), anything + share.anything);
        writeln!(
            code,
            "#[path = {:?}]\n#[allow(unreachable_pub)]\nmod {name};",
            rust.join("mod.rs").to_string_lossy()
        )?;
        let entry = fs::read_to_string(rust.join("mod.rs"))?;
        for ty in event_types(&entry) {
            writeln!(events, "    ({number}, {name}::{ty}::SUBJECT, pass::<{name}::{ty}>, {name}::{ty}::SCHEMA),")?;
        }
        table.extend(rows(number, catalog));
    }
    writeln!(
        code,
        "/// Every event: its catalog, its subject, its way, and its schema.\npub const EVENTS: &[(u64, &str, Pass, &str)] = &[\n{events}];"
    )?;
    writeln!(code, "/// How many schemas became typed Rust, a `Value` though they say something, and any JSON.")?;
    writeln!(code, "pub const SHARE: [usize; 3] = [{typed}, {values}, {anything}];")?;
    fs::write(out.join("catalogs.rs"), code)?;
    fs::write(out.join("table.json"), serde_json::to_vec(&table)?)?;
    Ok(())
}

/// The files of the URIs that groups refer to.
fn write_remotes(suite: &Suite, folder: &Path) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut remotes = Vec::new();
    for (number, remote) in suite.remotes.iter().enumerate() {
        let path = folder.join(format!("{number}.json"));
        fs::write(&path, remote.schema.to_string())?;
        remotes.push((remote.uri.clone(), path));
    }
    Ok(remotes)
}

/// The types that become an `AnyEvent`, those of whole domains left out.
fn event_types(entry: &str) -> impl Iterator<Item = &str> {
    let froms = entry.lines().filter_map(|line| line.strip_prefix("impl From<")?.strip_suffix("> for AnyEvent {"));
    froms.filter(|ty| !ty.ends_with("Event"))
}

/// What the test needs to know of a catalog's groups.
fn rows<'a>(number: usize, catalog: &'a Catalog<'_>) -> impl Iterator<Item = serde_json::Value> + 'a {
    catalog.groups.iter().map(move |group| {
        json!({
            "draft": group.draft.name(),
            "set": group.set(),
            "file": group.file,
            "group": group.description,
            "catalog": number,
            "subject": group.subject(),
            "schema": group.schema,
            "tests": group.tests,
        })
    })
}
