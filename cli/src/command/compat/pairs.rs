//! A stream of pairs: JSON lines in, JSON lines out.

use evenkeel_codegen::compat::{Options, Schema, Verdict, compare};
use evenkeel_codegen::contract::{Catalog, Dialect, SchemaId, load_schema};
use evenkeel_codegen::diagnostic::Severity;
use evenkeel_codegen::source::{Source, Sources};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::time::Instant;

use crate::exit::Exit;
use crate::failure::Failure;

/// The longest line, in bytes.
const MAX_LINE: u64 = 64 << 20;

/// A line that asks.
#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    old: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    new: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    dialect: Option<&'a RawValue>,
}

/// Who asks; apart, so that a line with other faults is answered by its name.
#[derive(Deserialize)]
struct Name<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'a RawValue>,
}

/// A member that is `null` is there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// A line that answers.
#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "line")]
    number: Option<usize>,
    #[serde(flatten)]
    said: T,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Answer {
        #[serde(skip_serializing_if = "Option::is_none")]
        backward: Option<Answer>,
        #[serde(skip_serializing_if = "Option::is_none")]
        forward: Option<Answer>,
        micros: u64,
    },
    Error {
        error: String,
    },
}

/// A verdict as it is printed, in every output of the command.
#[derive(Serialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub(crate) enum Answer {
    Compatible,
    Breaking { rule: &'static str, witness: Value },
    Undecided { reason: String },
}

impl From<Verdict> for Answer {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Compatible => Self::Compatible,
            Verdict::Breaking(found) => Self::Breaking { rule: found.rule, witness: found.witness },
            Verdict::Undecided(reason) => Self::Undecided { reason },
        }
    }
}

pub(super) fn run(path: &Path, dialect: Dialect, options: &Options) -> Result<Exit, Failure> {
    let mut input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|error| Failure::reading(path, &error))?))
    };
    let mut out = io::stdout().lock();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = io::Read::take(&mut input, MAX_LINE).read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::reading(path, &error))? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        let id = serde_json::from_str::<Name<'_>>(&text).ok().and_then(|name| name.id);
        let said = answer(&line, dialect, options).unwrap_or_else(|error| Said::Error { error });
        let line = Line { id, number: id.is_none().then_some(number), said };
        let mut text = serde_json::to_vec(&line).map_err(io::Error::from)?;
        text.push(b'\n');
        out.write_all(&text)?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn answer(line: &[u8], dialect: Dialect, options: &Options) -> Result<Said, String> {
    let text = std::str::from_utf8(line.trim_ascii()).map_err(|error| format!("the line is not UTF-8: {error}"))?;
    let pair: Pair<'_> = serde_json::from_str(text).map_err(|error| format!("the line cannot be read: {error}"))?;
    let dialect = match pair.dialect.map(|dialect| serde_json::from_str::<Value>(dialect.get())) {
        None => dialect,
        Some(Ok(Value::String(name))) if name == "7" => Dialect::DRAFT_7,
        Some(Ok(Value::String(name))) if name == "2020" || name == "2020-12" => Dialect::DRAFT_2020,
        Some(_) => return Err("`dialect` is \"7\", \"2020\" or \"2020-12\"".to_owned()),
    };
    let schema = |name: &str, text: Option<&RawValue>| {
        load(text.ok_or_else(|| format!("there is no `{name}`"))?.get(), dialect)
            .map_err(|error| format!("{name}: {error}"))
    };
    let (old, new) = (schema("old", pair.old)?, schema("new", pair.new)?);
    let begin = Instant::now();
    let found = compare(&Schema { catalog: &old.0, root: old.1 }, &Schema { catalog: &new.0, root: new.1 }, options);
    let micros = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
    Ok(Said::Answer { backward: found.backward.map(Answer::from), forward: found.forward.map(Answer::from), micros })
}

/// Reads one schema.
fn load(text: &str, dialect: Dialect) -> Result<(Catalog, SchemaId), String> {
    let mut sources = Sources::default();
    let name = "schema.json".to_owned();
    let file = sources.add(Source { path: name.clone(), display: name, text: text.to_owned() });
    let (catalog, root, problems) = load_schema(sources, &[file], file, dialect);
    let errors: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.message.as_str())
        .collect();
    match root {
        Some(root) if errors.is_empty() => Ok((catalog, root)),
        _ => Err(errors.join("; ")),
    }
}
