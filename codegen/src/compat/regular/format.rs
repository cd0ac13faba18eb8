//! Formats: what is known about them without an automaton of their own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use jsonschema::{Draft, Validator};

use super::pattern::{Dfa, automaton};
use crate::compat::model::Format;

/// What every string of a format looks like, in the syntax of the regex crate: the format's strings are
/// among these, not all of these are the format's. Formats that are not here may be any string.
const OUTLINES: [(&str, &str); 10] = [
    (
        "date-time",
        r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z",
    ),
    ("date", r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z"),
    ("time", r"\A[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z"),
    ("duration", r"\AP[0-9YMWDTHS]+\z"),
    ("uuid", r"\A[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\z"),
    ("ipv4", r"\A[0-9]{1,3}(\.[0-9]{1,3}){3}\z"),
    ("ipv6", r"\A[0-9a-fA-F:.]{2,45}\z"),
    ("email", r"(?s)\A.+@.+\z"),
    ("uri", r"\A[A-Za-z][A-Za-z0-9+.-]*:"),
    ("relative-json-pointer", r"(?s)\A[0-9]+(#|(/.*)?)\z"),
];

/// Each format of the left has only strings of the right.
const WITHIN: [(&str, &str); 6] = [
    ("email", "idn-email"),
    ("uri", "uri-reference"),
    ("uri", "iri"),
    ("uri", "iri-reference"),
    ("uri-reference", "iri-reference"),
    ("iri", "iri-reference"),
];

/// Strings that are of few formats.
pub(crate) const ODD: [&str; 6] = ["", "a", " ", "%", "{", "\\"];

/// What is known about formats, as far as it was asked for.
#[derive(Default)]
pub(crate) struct Formats {
    judges: RefCell<HashMap<Format, Option<Arc<Validator>>>>,
    outlines: RefCell<HashMap<Arc<str>, Option<Arc<Dfa>>>>,
}

impl Formats {
    /// Whether a text is of a format; `None` when nobody can say.
    pub(crate) fn is_match(&self, format: &Format, text: &str) -> Option<bool> {
        let mut judges = self.judges.borrow_mut();
        let judge = judges.entry(format.clone()).or_insert_with(|| {
            let draft = if format.draft7 { Draft::Draft7 } else { Draft::Draft202012 };
            let schema = serde_json::json!({ "format": &*format.name });
            let options = jsonschema::options().with_draft(draft).should_validate_formats(true);
            options.build(&schema).ok().map(Arc::new)
        });
        let judge = Arc::clone(judge.as_ref()?);
        Some(judge.is_valid(&serde_json::Value::String(text.to_owned())))
    }

    /// An automaton that finds every string of the format, and perhaps others.
    pub(crate) fn outline(&self, format: &Format) -> Option<Arc<Dfa>> {
        let mut outlines = self.outlines.borrow_mut();
        let outline = outlines.entry(Arc::clone(&format.name)).or_insert_with(|| {
            let (_, outline) = OUTLINES.iter().find(|(name, _)| **name == *format.name)?;
            automaton(outline).map(Arc::new)
        });
        outline.clone()
    }
}

impl Format {
    /// A string of the format, another one for each number.
    pub(crate) fn sample(&self, number: usize) -> Option<String> {
        let day = format!("{:04}-{:02}-01", 2020 + number / 12 % 7000, number % 12 + 1);
        let time = format!("{:02}:{:02}:00Z", number / 60 % 24, number % 60);
        Some(match &*self.name {
            "date-time" => format!("{day}T00:00:00Z"),
            "date" => day,
            "time" => time,
            "duration" => format!("P{}D", number + 1),
            "uuid" => format!("{number:08x}-0000-4000-8000-000000000000"),
            "email" => format!("a{number}@b.c"),
            "idn-email" => format!("é{number}@b.c"),
            "hostname" | "uri-reference" => format!("a{number}"),
            "idn-hostname" | "iri-reference" => format!("é{number}"),
            "ipv4" => format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255),
            "ipv6" => format!("::{:x}", number & 0xFFFF),
            "uri" => format!("a:{number}"),
            "iri" => format!("a:é{number}"),
            "uri-template" => format!("{{a{number}}}"),
            "json-pointer" => format!("/{number}"),
            "relative-json-pointer" => format!("{number}"),
            "regex" => format!("a{{{number}}}"),
            _ => return None,
        })
    }

    /// Whether every string of this format is surely one of the other.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.name == other.name || WITHIN.iter().any(|(inner, outer)| **inner == *self.name && **outer == *other.name)
    }
}
