//! Inputs for what `benches/run.sh` measures of compilers and generators.
//!
//! `compile definitions COUNT FOLDER` writes definitions, `compile github BUNDLE FOLDER` imports them;
//! `compile evenkeel|plain|typify FOLDER OUT` generates code from a folder, as a build script does;
//! `compile bundle FOLDER FILE` writes what typify reads; `compile programs FOLDER OUT` writes a library
//! and a program for each peer: the program decodes and encodes every event.

mod definitions;
mod peer_typify;

use evenkeel_codegen::import::Options;
use evenkeel_codegen::{Builder, export};
use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["definitions", count, folder] => Ok(definitions::write(Path::new(folder), count.parse()?)?),
        ["github", bundle, folder] => {
            Ok(Builder::new().import(&[bundle.into()], Path::new(folder), &Options::default())?.write().map(drop)?)
        }
        ["evenkeel", folder, out] => Ok(Builder::new().out_dir(out).compile(folder)?),
        ["typify", bundle, out] => Ok(fs::write(out, peer_typify::code(serde_json::from_slice(&fs::read(bundle)?)?)?)?),
        ["bundle", folder, file] => Ok(fs::write(file, bundle(Path::new(folder))?.to_string())?),
        ["programs", folder, out] => programs(Path::new(folder), Path::new(out)),
        _ => Err("see the source for what there is".into()),
    }
}

fn bundle(folder: &Path) -> Result<Value, Box<dyn Error>> {
    let catalog = Builder::new().load(folder)?.catalog;
    let events = catalog.contracts.iter().map(|contract| {
        Ok((contract.event.event_type(), serde_json::from_str(&export::schema(&catalog, contract.root))?))
    });
    let events: Vec<(String, Value)> = events.collect::<Result<_, serde_json::Error>>()?;
    Ok(peer_typify::bundle(events.iter().map(|(event, schema)| (event.clone(), schema))))
}

fn programs(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    Builder::new().generate(folder)?.write(out.join("evenkeel/src/events"))?;
    let (plain, types) = Builder::new().plain(folder)?;
    let crates = [
        ("evenkeel", "pub mod events;\n".to_owned(), String::new()),
        ("plain", plain, matches(types.iter().map(|(event, ty)| (event, ty.clone())))),
        (
            "typify",
            peer_typify::code(bundle(folder)?)?,
            matches(types.keys().map(|event| (event, peer_typify::identifier(event)))),
        ),
    ];
    for (peer, library, arms) in crates {
        let source = out.join(peer).join("src");
        fs::create_dir_all(&source)?;
        fs::write(source.join("lib.rs"), library)?;
        fs::write(
            source.join("main.rs"),
            if arms.is_empty() { ANY_EVENT.to_owned() } else { PROGRAM.replace("ARMS", &arms) },
        )?;
    }
    Ok(())
}

fn matches<'a>(types: impl Iterator<Item = (&'a String, String)>) -> String {
    types.fold(String::new(), |mut arms, (event, ty)| {
        _ = writeln!(arms, "        \"events.{event}\" => again::<with::{ty}>(bytes),");
        arms
    })
}

/// With generated code.
const ANY_EVENT: &str = "\
use std::io::Read as _;

fn main() {
    let subject = std::env::args().nth(1).unwrap_or_default();
    let mut bytes = Vec::new();
    _ = std::io::stdin().read_to_end(&mut bytes);
    let again = with::events::AnyEvent::decode(&subject, &bytes).and_then(|event| event.encode());
    println!(\"{:?}\", again.map(|bytes| bytes.len()).map_err(|error| error.to_string()));
}
";

/// With other types.
const PROGRAM: &str = "\
use std::io::Read as _;

fn again<T: serde::de::DeserializeOwned + serde::Serialize>(bytes: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&serde_json::from_slice::<T>(bytes)?)
}

fn decode(subject: &str, bytes: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    match subject {
ARMS        _ => Err(serde::de::Error::custom(\"unknown subject\")),
    }
}

fn main() {
    let subject = std::env::args().nth(1).unwrap_or_default();
    let mut bytes = Vec::new();
    _ = std::io::stdin().read_to_end(&mut bytes);
    println!(\"{:?}\", decode(&subject, &bytes).map(|bytes| bytes.len()).map_err(|error| error.to_string()));
}
";
