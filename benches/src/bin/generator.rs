//! What the generator costs in a build script: a thousand realistic definitions, compiled by a
//! process of its own as a build script is, and compiled again with nothing changed.
//!
//! `benches/generator.sh` runs it unoptimised, as cargo builds build scripts, and in release.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../../compile/src/definitions.rs"]
mod definitions;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DEFINITIONS: usize = 1_000;
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, schemas, out] = arguments.as_slice() {
        assert_eq!(mode, "compile");
        return Ok(evenkeel_codegen::Builder::new().out_dir(out).compile(schemas)?);
    }
    let folder = std::env::temp_dir().join(format!("evenkeel-generator-{}", std::process::id()));
    let (schemas, out) = (folder.join("schemas"), folder.join("out"));
    definitions::write(&schemas, DEFINITIONS)?;
    let mut cold = Vec::new();
    let mut again = Vec::new();
    for _ in 0..RUNS {
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        cold.push(compile(&schemas, &out)?);
        again.push(compile(&schemas, &out)?);
    }
    let profile = if cfg!(debug_assertions) { "unoptimised" } else { "release" };
    println!("{DEFINITIONS} definitions, {profile}: {:.2} s (median of {RUNS})", median(cold).as_secs_f64());
    println!("  again, nothing changed: {:.2} s", median(again).as_secs_f64());
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn compile(schemas: &Path, out: &Path) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let status = Command::new(std::env::current_exe()?)
        .arg("compile")
        .args([schemas, out])
        .current_dir(schemas)
        .stdout(Stdio::null())
        .status()?;
    assert!(status.success());
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
