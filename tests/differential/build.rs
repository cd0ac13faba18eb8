//! Draws schemas and compiles them through the real generator: an event each.

#[path = "src/equal.rs"]
#[allow(unreachable_pub, reason = "the crate shows it")]
mod equal;
#[path = "src/keywords.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate shows it")]
mod keywords;
#[path = "src/random.rs"]
mod random;
#[path = "build/schema.rs"]
mod schema;
#[path = "src/words.rs"]
mod words;

use evenkeel_codegen::diagnostic::Severity;
use evenkeel_codegen::source::{Source, Sources};
use evenkeel_codegen::{Builder, Mutant, Output, UnknownFields};
use random::Random;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Which schemas are drawn, and how many.
const SEED: &str = "DIFFERENTIAL_SEED";
const SCHEMAS: &str = "DIFFERENTIAL_SCHEMAS";

/// How many schemas that have a rule are compiled without it.
const PICKED: usize = 3;

/// A schema, and how its event has it.
struct Drawn {
    number: usize,
    /// Where mutants are compared, every event has a file of its own, which a domain makes.
    domain: String,
    schema: Value,
    /// The event is the schema itself; else it has a property of it.
    whole: bool,
    /// The property is required.
    required: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed={SEED}");
    println!("cargo:rerun-if-env-changed={SCHEMAS}");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=src");
    let number = |name| env::var(name).ok().map(|text| text.parse::<u64>()).transpose();
    let (seed, count) = (number(SEED)?, number(SCHEMAS)?.unwrap_or(100));
    // A long run has its seeds; only the run of the tests looks at mutants too.
    let mutants = if seed.is_none() { Mutant::ALL } else { &[] };
    let seed = seed.unwrap_or(1);
    let policy = if seed % 10 == 0 { UnknownFields::Ignore } else { UnknownFields::Keep };
    let domain = |number: usize| if mutants.is_empty() { "d".to_owned() } else { format!("d{number}") };
    let mut drawn: Vec<Drawn> = if mutants.is_empty() { Vec::new() } else { cases(&domain)? };
    let first = drawn.len();
    drawn.extend((first..first + usize::try_from(count)?).map(|number| draw(seed, number, domain(number))));
    let mut refused: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let builder = Builder::new().unknown_fields(policy);
    let output = generate(&mut drawn, &builder, &mut refused)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut code = module(&out, "events", &output)?;
    writeln!(code, "/// The way of each schema's payloads.\npub const EVENTS: &[(&str, Pass)] = &[")?;
    events(&mut code, "events", &output)?;
    writeln!(code, "];\n/// The seed of the schemas.\npub const SEED: u64 = {seed};")?;
    writeln!(
        code,
        "/// Whether unknown members are kept.\npub const KEEPS: bool = {};",
        policy == UnknownFields::Keep
    )?;
    let mut table = String::new();
    for mutant in mutants {
        let name = format!("{mutant:?}");
        let builder = builder.clone().mutant(*mutant);
        let other = builder.generate_sources(sources(&drawn))?;
        let differs = |one: &&Drawn| {
            let file = format!("{}.rs", one.domain);
            output.files[&file] != other.files[&file]
        };
        let picked: Vec<&Drawn> = drawn.iter().filter(differs).take(PICKED).collect();
        writeln!(table, "    ({name:?}, &[")?;
        if !picked.is_empty() {
            let module_name = format!("without_{}", name.to_lowercase());
            let output = builder.generate_sources(sources(picked))?;
            code.push_str(&module(&out, &module_name, &output)?);
            events(&mut table, &module_name, &output)?;
        }
        table.push_str("    ]),\n");
    }
    writeln!(
        code,
        "/// Schemas that were compiled with a rule left out, by the rule.\npub const MUTANTS: &[(&str, &[(&str, Pass)])] = &[\n{table}];"
    )?;
    fs::write(out.join("events.rs"), code)?;
    let table: Vec<Value> = drawn.iter().map(Drawn::row).collect();
    fs::write(out.join("table.json"), serde_json::to_vec(&table)?)?;
    fs::write(out.join("refused.json"), serde_json::to_vec(&refused)?)?;
    Ok(())
}

/// Writes the code as a module; its declaration.
fn module(out: &Path, name: &str, output: &Output) -> Result<String, Box<dyn Error>> {
    let rust = out.join(name);
    output.write(&rust)?;
    Ok(format!(
        "#[path = {:?}]\n#[allow(unreachable_pub, unused_mut, unused_assignments, unused_variables)]\nmod {name};\n",
        rust.join("mod.rs").to_string_lossy()
    ))
}

/// The events of a module, by their subjects.
fn events(code: &mut String, module: &str, output: &Output) -> Result<(), Box<dyn Error>> {
    for ty in event_types(&output.files["mod.rs"]) {
        writeln!(code, "    ({module}::{ty}::SUBJECT, pass::<{module}::{ty}>),")?;
    }
    Ok(())
}

/// Schemas that are looked at in every run of the tests: small ones for rules that are rarely drawn, and what
/// was found wrong once.
fn cases(domain: &dyn Fn(usize) -> String) -> Result<Vec<Drawn>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed=cases");
    let mut files: Vec<PathBuf> = fs::read_dir("cases")?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let case = |(number, file): (usize, &PathBuf)| {
        let schema = serde_json::from_slice(&fs::read(file)?)?;
        Ok(Drawn { number, domain: domain(number), schema, whole: true, required: true })
    };
    files.iter().enumerate().map(case).collect()
}

fn draw(seed: u64, number: usize, domain: String) -> Drawn {
    let mut random = Random::new(seed, number as u64);
    let schema = schema::schema(&mut random, number);
    Drawn { number, domain, schema, whole: random.percent(75), required: random.percent(50) }
}

impl Drawn {
    /// What the run needs to know.
    fn row(&self) -> Value {
        json!({ "subject": format!("events.{}.n{}.v1", self.domain, self.number), "schema": self.schema, "whole": self.whole })
    }

    fn files(&self) -> Vec<(String, Value)> {
        let event = json!({ "domain": self.domain, "name": format!("n{}", self.number), "version": 1 });
        let path = format!("draw/n{}.v1.json", self.number);
        if self.whole {
            let mut schema = self.schema.clone();
            schema["x-event"] = event;
            return vec![(path, schema)];
        }
        let file = format!("schema{}.json", self.number);
        let mut whole = json!({ "x-event": event, "type": "object", "properties": { "v": { "$ref": file } } });
        if self.required {
            whole["required"] = json!(["v"]);
        }
        vec![(path, whole), (format!("draw/{file}"), self.schema.clone())]
    }
}

fn sources<'a>(drawn: impl IntoIterator<Item = &'a Drawn>) -> Sources {
    let mut sources = Sources::default();
    for (path, schema) in drawn.into_iter().flat_map(Drawn::files) {
        sources.add(Source { display: path.clone(), path, text: schema.to_string() });
    }
    sources
}

/// The code; schemas that are refused are taken out and kept by what was said of them.
fn generate(
    drawn: &mut Vec<Drawn>,
    builder: &Builder,
    refused: &mut BTreeMap<String, Vec<Value>>,
) -> Result<Output, Box<dyn Error>> {
    loop {
        let error = match builder.generate_sources(sources(&*drawn)) {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        let Some((diagnostics, sources)) = error.diagnostics() else { return Err(error.into()) };
        let mut gone = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|one| one.severity == Severity::Error) {
            let file = &sources.get(diagnostic.span.file).path;
            let name = file.trim_start_matches("draw/").trim_end_matches(".v1.json").trim_end_matches(".json");
            let number: usize = name.trim_start_matches("schema").trim_start_matches('n').parse()?;
            gone.entry(number).or_insert_with(|| format!("{}: {}", diagnostic.code, diagnostic.message));
        }
        if gone.is_empty() {
            return Err(error.into());
        }
        drawn.retain(|one| match gone.remove(&one.number) {
            Some(said) => {
                refused.entry(said).or_default().push(one.schema.clone());
                false
            }
            None => true,
        });
    }
}

/// The types that become an `AnyEvent`, those of whole domains left out.
fn event_types(entry: &str) -> impl Iterator<Item = &str> {
    let froms = entry.lines().filter_map(|line| line.strip_prefix("impl From<")?.strip_suffix("> for AnyEvent {"));
    froms.filter(|ty| !ty.ends_with("Event"))
}
