//! Runs the schemas that were compiled in, adds what it finds to a file of counts, and writes that down.

#![allow(clippy::print_stdout, reason = "a program says what it found")]

use evenkeel_differential::Tally;
use std::error::Error;
use std::{env, fs};

const USAGE: &str = "usage: evenkeel-differential run INSTANCES TALLY | count | report TALLY FILE COMMIT DATE SCHEMAS";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["run", instances, file] => {
            let found = evenkeel_differential::run(instances.parse()?)?;
            println!("{} schemas, {} payloads, {} wrong", found.schemas, found.instances, found.wrong);
            let mut all = if fs::exists(file)? { read(file)? } else { Tally::default() };
            all.add(found);
            fs::write(file, serde_json::to_vec_pretty(&all)?)?;
        }
        ["count"] => println!("{}", evenkeel_differential::EVENTS.len()),
        ["report", file, to, commit, date, asked] => {
            let tally = read(file)?;
            fs::write(to, evenkeel_differential::report(&tally, commit, date))?;
            if tally.wrong > 0 {
                return Err(format!("{} payloads are wrong: {file} has some", tally.wrong).into());
            }
            if tally.schemas < asked.parse()? {
                return Err(format!("{} schemas were judged, not {asked}", tally.schemas).into());
            }
            let missing = tally.missing();
            if !missing.is_empty() {
                return Err(format!("too little was seen:\n{}", missing.join("\n")).into());
            }
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

fn read(file: &str) -> Result<Tally, Box<dyn Error>> {
    Ok(serde_json::from_slice(&fs::read(file)?)?)
}
