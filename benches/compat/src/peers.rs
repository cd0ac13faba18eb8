//! Who is asked.

use evenkeel_codegen::compat::{Options, Relation, Schema, Verdict, compare};
use evenkeel_codegen::contract::{Dialect, load_schema};
use evenkeel_codegen::source::{Source, Sources};
use jsoncompat::{CompatibilityResult, Role, SchemaDocument, analyze_compat};
use jsonschema::Draft;
use jsonschema::canonical::{self, Containment};
use serde_json::Value;

use crate::Pair;

#[derive(Clone, Copy)]
pub enum Answer {
    Compatible,
    Breaking,
    Unknown,
}

/// A tool that compares schemas.
pub trait Peer {
    fn name(&self) -> &'static str;
    /// Reads the schemas of a pair; what is returned answers backward and forward.
    fn prepare(&self, pair: &Pair) -> Option<Box<dyn FnMut() -> [Answer; 2]>>;
}

pub fn all() -> Vec<Box<dyn Peer>> {
    vec![Box::new(Evenkeel), Box::new(Canonical), Box::new(Jsoncompat)]
}

struct Evenkeel;

impl Peer for Evenkeel {
    fn name(&self) -> &'static str {
        "evenkeel, with a confirmed witness for each break"
    }

    fn prepare(&self, pair: &Pair) -> Option<Box<dyn FnMut() -> [Answer; 2]>> {
        let dialect = if pair.draft7 { Dialect::DRAFT_7 } else { Dialect::DRAFT_2020 };
        let load = |schema: &Value| {
            let mut sources = Sources::default();
            let name = "schema.json".to_owned();
            let file = sources.add(Source { path: name.clone(), display: name, text: schema.to_string() });
            let (catalog, root, _) = load_schema(sources, &[file], file, dialect);
            Some((catalog, root?))
        };
        let (old, new) = (load(&pair.old)?, load(&pair.new)?);
        let options = Options { relation: Relation::Strict, assert_format: false, ..Options::default() };
        Some(Box::new(move || {
            let found =
                compare(&Schema { catalog: &old.0, root: old.1 }, &Schema { catalog: &new.0, root: new.1 }, &options);
            [found.backward, found.forward].map(|verdict| match verdict {
                Some(Verdict::Compatible) => Answer::Compatible,
                Some(Verdict::Breaking(_)) => Answer::Breaking,
                _ => Answer::Unknown,
            })
        }))
    }
}

struct Canonical;

impl Peer for Canonical {
    fn name(&self) -> &'static str {
        "jsonschema::canonical 0.60"
    }

    fn prepare(&self, pair: &Pair) -> Option<Box<dyn FnMut() -> [Answer; 2]>> {
        let draft = if pair.draft7 { Draft::Draft7 } else { Draft::Draft202012 };
        let (old, new) = (pair.old.clone(), pair.new.clone());
        Some(Box::new(move || {
            let read = |schema: &Value| {
                canonical::options().with_draft(draft).should_validate_formats(false).canonicalize(schema).ok()
            };
            let (Some(old), Some(new)) = (read(&old), read(&new)) else { return [Answer::Unknown; 2] };
            [(&new, &old), (&old, &new)].map(|(reader, writer)| match reader.covers(writer) {
                Ok(Containment::Yes) => Answer::Compatible,
                Ok(Containment::No) => Answer::Breaking,
                _ => Answer::Unknown,
            })
        }))
    }
}

struct Jsoncompat;

impl Peer for Jsoncompat {
    fn name(&self) -> &'static str {
        "jsoncompat 0.5"
    }

    fn prepare(&self, pair: &Pair) -> Option<Box<dyn FnMut() -> [Answer; 2]>> {
        // It knows 2020-12 alone: what draft-07 writes otherwise is left to count against it as little as
        // can be, by asking what it makes of the schema as it stands.
        let (old, new) = (SchemaDocument::from_json(&pair.old).ok()?, SchemaDocument::from_json(&pair.new).ok()?);
        Some(Box::new(move || {
            // `Serializer` is plain containment of the second in the first.
            [(&new, &old), (&old, &new)].map(|(reader, writer)| {
                match analyze_compat(reader, writer, Role::Serializer) {
                    Ok(CompatibilityResult::Compatible) => Answer::Compatible,
                    Ok(CompatibilityResult::Unknown { .. }) | Err(_) => Answer::Unknown,
                    Ok(_) => Answer::Breaking,
                }
            })
        }))
    }
}
