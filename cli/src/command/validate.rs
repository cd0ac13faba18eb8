//! `evenkeel validate`

use clap::Args;
use evenkeel_codegen::export;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::event;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::output::{Render, Tally};
use crate::payload::{Judge, Stream};

const EXAMPLES: &str = "\
Examples:
  evenkeel validate --schemas schemas order.created.v1 payload.json
  evenkeel validate order.created.v1 recorded/*.jsonl
  nats sub events.order.created.v1 --raw | evenkeel validate order.created.v1 -";

/// Check payloads against an event's contract
///
/// A file is a stream of JSON values: one value, or many, on lines of their own or not. After a value
/// that is no JSON, reading goes on at the next line. Each violation is printed as
/// `file:line:column: path: message`.
///
/// The verdict is the `jsonschema` crate's, with `format` asserted, and does not depend on generated
/// code; what is wrong is worded as `decode` words it. JSON is strict: duplicate members, lone surrogates, numbers beyond a double's range and more
/// than 128 levels are refused.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Validate {
    /// The schema folder
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,
    /// The type of the event, such as `order.created.v1`
    #[arg(value_name = "EVENT")]
    event: String,
    /// Files with payloads; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// A file that was opened.
struct Input {
    /// As it is printed in places.
    name: String,
    path: PathBuf,
    reader: Box<dyn BufRead>,
}

impl Validate {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find(self.schemas.as_deref())?;
        let catalog = folder.builder.load(&folder.schemas)?.catalog;
        let contract = event::find(&catalog, &self.event, &folder.schemas)?;
        let judge = Judge::new(export::schema(&catalog, contract.root)).map_err(|problem| {
            Failure::unusable(format!("the contract of `{}` cannot be used: {problem}", self.event))
        })?;
        // All of them, before the first result is printed.
        let inputs = self.files.iter().map(|path| Input::open(path)).collect::<Result<Vec<_>, _>>()?;
        let mut tally = Tally::default();
        let mut empty = None;
        for input in inputs {
            let before = tally.total();
            let mut stream = Stream::new(input.reader);
            while let Some(item) = stream.next().map_err(|error| Failure::reading(&input.path, &error))? {
                let payload = judge.payload(item);
                tally.count(&payload.verdict);
                render.payload(&self.event, &input.name, &payload)?;
            }
            if tally.total() == before {
                empty.get_or_insert(input.name);
            }
        }
        // What broke off before it wrote anything is not valid.
        if let Some(name) = empty {
            return Err(Failure::unusable(format!("{name} holds no payload"))
                .hint("nothing was checked: see whether what should have written it failed"));
        }
        render.validated(&self.event, &tally)?;
        Ok(if tally.is_clean() { Exit::Clean } else { Exit::Findings })
    }
}

impl Input {
    fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            let reader = Box::new(BufReader::new(io::stdin()));
            return Ok(Self { name: "<stdin>".into(), path: "<stdin>".into(), reader });
        }
        if path.is_dir() {
            return Err(Failure::unusable(format!("{} is a folder", path.display())).hint("name the files in it"));
        }
        let file = File::open(path).map_err(|error| Failure::reading(path, &error))?;
        Ok(Self { name: path.display().to_string(), path: path.to_owned(), reader: Box::new(BufReader::new(file)) })
    }
}
