//! Events whose definition is the Rust type: the contract is exported from it.

use super::lenient;
use crate::report::{self, verdict};
use crate::{Error, Event, Violation, Violations, event, json};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Number, Value};
use std::{fs, io, path::Path};

/// An event whose definition is the Rust type: `#[event(domain, name, version)]`.
pub trait CodeFirst: Event {
    /// The definition, as a file holds it: JSON Schema with an `x-event` block, in JSON.
    fn definition() -> String;
}

/// Keeps the definition of an event in a file, for all who do not read Rust: other languages, the
/// compatibility check, reviews. It is the one line of a test:
///
/// ```ignore
/// #[test]
/// fn definition() -> std::io::Result<()> {
///     evenkeel::keep_definition::<OrderCreated>("schemas/order/created.v1.json")
/// }
/// ```
///
/// Where the file is missing or says something else, it is written, and the test fails once: look at the
/// difference and commit it. A path is taken from the working directory, in a test the package's folder.
///
/// # Errors
/// When the file was not up to date, or cannot be read or written.
pub fn keep_definition<E: CodeFirst>(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    let definition = E::definition();
    let found = match fs::read_to_string(path) {
        Ok(text) => Some(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if found.as_deref() == Some(&definition) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, definition)?;
    let what = if found.is_some() { "did not say what the type says" } else { "was missing" };
    let message = format!("{} {what}; it does now: look at the difference and commit it", path.display());
    Err(io::Error::other(message))
}

/// What a definition says beside the schema.
#[doc(hidden)]
pub struct Names {
    /// `order`
    pub domain: &'static str,
    /// `created`
    pub name: &'static str,
    /// `1`
    pub version: u32,
    /// `order.created.v1`
    pub event_type: &'static str,
    /// The pointer to the key.
    pub key: Option<&'static str>,
    /// The pointer to what tells one event from another.
    pub idempotency: Option<&'static str>,
    /// Whom to ask.
    pub owner: Option<&'static str>,
}

/// A contract that was made from a type, once.
#[doc(hidden)]
pub struct Made {
    /// One self-contained document.
    pub schema: &'static str,
    /// What a payload is held against: all of it.
    rules: &'static [&'static str],
    /// A keyword that needs a feature which is off.
    undecided: bool,
}

impl Made {
    /// Makes the contract of a schema; what it takes stays for as long as the program runs.
    pub fn new<T: Serialize>(schema: &T, names: &Names) -> Self {
        let mut members = members(schema);
        let id = format!("urn:evenkeel:{}", names.event_type);
        members.entry("$id").or_insert(Value::String(id));
        let undecided = !cfg!(feature = "pattern") && members.values().any(speaks_of_patterns);
        let schema: &'static str = Box::leak(sorted(Value::Object(members)).to_string().into_boxed_str());
        Self { schema, rules: Box::leak(Box::new([schema, "all "])), undecided }
    }

    fn keeps(&self, value: &Value, bytes: usize) -> bool {
        !self.undecided && verdict::keeps(self.rules, value, bytes)
    }

    /// Every violation, else what keeps the verdict from being given.
    fn refusal(&self, violations: Violations) -> Violations {
        if self.undecided {
            let expected = "the feature `pattern` of evenkeel, for a contract with `pattern`";
            return Violation::new("", "pattern", expected, "none").into();
        }
        violations
    }
}

/// The text of a definition.
#[doc(hidden)]
pub fn definition<T: Serialize>(schema: &T, names: &Names) -> String {
    let members = members(schema);
    let text = serde_json::to_string_pretty(&Definition { members: &members, names });
    text.map_or_else(|_| String::new(), |text| text + "\n")
}

/// [`crate::encode`] of an event that was made so.
#[doc(hidden)]
pub fn encode<E: Event>(event: &E, made: &Made) -> Result<Vec<u8>, Error> {
    validate(event, made)?;
    event::to_bytes(event)
}

/// [`Event::validate`] of an event that was made so.
#[doc(hidden)]
pub fn validate<E: Event>(event: &E, made: &Made) -> Result<(), Violations> {
    // What is judged is what is written: a tree of the value has the numbers of an `f32` in other digits.
    let written = serde_json::to_vec(event).and_then(|bytes| Ok((json::from_slice(&bytes)?, bytes.len())));
    let kept = written.is_ok_and(|(value, bytes)| made.keeps(&value, bytes));
    if kept || lenient::forgives("a rule of the contract") {
        return Ok(());
    }
    Err(made.refusal(report::of_value(event, made.schema, "")))
}

/// [`crate::decode`] of an event that was made so.
#[doc(hidden)]
pub fn decode<E: Event>(bytes: &[u8], made: &Made) -> Result<E, Error> {
    let refused = |error: &serde_json::Error| match report::of_bytes(bytes, made.schema, error) {
        Error::Invalid(violations) => Error::Invalid(made.refusal(violations)),
        other => other,
    };
    let value = json::from_slice(bytes).map_err(|error| refused(&error))?;
    if !made.keeps(&value, bytes.len()) && !lenient::forgives("a rule of the contract") {
        return Err(refused(&serde::de::Error::custom("a payload that its contract refuses")));
    }
    serde_json::from_value(plain(value)).map_err(|error| refused(&error))
}

/// A value in which integers are written as such: to JSON Schema, `1.0` is one.
fn plain(value: Value) -> Value {
    /// Up to here, a double holds every integer.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => {
            let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() <= EXACT);
            #[expect(clippy::cast_possible_truncation, reason = "it is an integer that a double holds")]
            Value::Number(float.map_or(number, |float| Number::from(float as i64)))
        }
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, plain(value))).collect(),
        other => other,
    }
}

fn members<T: Serialize>(schema: &T) -> Map<String, Value> {
    match serde_json::to_value(schema) {
        Ok(Value::Object(members)) => members,
        // A type that is anything, or nothing.
        Ok(Value::Bool(false)) => Map::from_iter([("not".to_owned(), Value::Object(Map::new()))]),
        _ => Map::new(),
    }
}

/// The same in an order that no feature of `serde_json` changes.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            members.into_iter().map(|(name, value)| (name, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Whether a keyword needs the feature `pattern`; a property of such a name counts as one, which costs a
/// feature and no verdict.
fn speaks_of_patterns(value: &Value) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name == "pattern" || name == "patternProperties" || speaks_of_patterns(value)),
        Value::Array(items) => items.iter().any(speaks_of_patterns),
        _ => false,
    }
}

/// A definition: what a reader looks for comes first.
struct Definition<'a> {
    members: &'a Map<String, Value>,
    names: &'a Names,
}

impl Serialize for Definition<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const FIRST: [&str; 3] = ["$schema", "title", "description"];
        let mut map = serializer.serialize_map(None)?;
        for name in FIRST {
            if let Some(value) = self.members.get(name) {
                map.serialize_entry(name, value)?;
            }
        }
        map.serialize_entry("x-event", self.names)?;
        let rest = self.members.iter().filter(|(name, _)| !FIRST.contains(&name.as_str()));
        let mut rest: Vec<(&String, Value)> = rest.map(|(name, value)| (name, sorted(value.clone()))).collect();
        rest.sort_by_key(|(name, _)| *name);
        rest.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("domain", self.domain)?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("version", &self.version)?;
        for (name, value) in [("key", self.key), ("idempotency", self.idempotency), ("owner", self.owner)] {
            if let Some(value) = value {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}
