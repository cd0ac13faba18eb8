//! The two validators that generated code is held against.

use crate::multiple::is_multiple;
use boon::{Compiler, SchemaIndex, Schemas};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Number, Value, json};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The validators of one schema; an error where one cannot compile it.
pub(crate) struct Readers {
    pub(crate) jsonschema: Validator,
    /// `jsonschema`, made to read as a [`Rule`](crate::Rule) says.
    pub(crate) exact: Validator,
    pub(crate) boon: Result<(Schemas, SchemaIndex), String>,
}

impl Readers {
    /// # Errors
    /// When `jsonschema` cannot compile the schema: it is the one that reads them all.
    pub(crate) fn of(schema: &Value) -> Result<Self, String> {
        let options = jsonschema::options().should_validate_formats(true);
        let jsonschema = options.build(schema).map_err(|error| error.to_string())?;
        let exact = exact(&current(schema.clone()))?;
        Ok(Self { jsonschema, exact, boon: boon(schema) })
    }

    /// What `boon` says of a payload.
    pub(crate) fn boon(&self, payload: &Value) -> Option<bool> {
        self.boon.as_ref().ok().map(|(schemas, index)| schemas.validate(payload, *index).is_ok())
    }
}

/// How a limit of ours makes `jsonschema` read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// An integer is one of 64 bits wherever `type` asks for an integer.
    SixtyFourBits,
    /// Every number is a double.
    Doubles,
    /// Both.
    Both,
    /// Each branch of a `oneOf` has the number that its own type holds, so two need not both be met.
    Branches,
}

/// What `jsonschema` says of a payload under a limit.
pub(crate) fn is_valid_under(limit: Limit, schema: &Value, payload: &Value) -> bool {
    let mut schema = current(schema.clone());
    match limit {
        Limit::SixtyFourBits | Limit::Both => limit_integers(&mut schema),
        Limit::Branches => any_branch(&mut schema),
        Limit::Doubles => {}
    }
    if matches!(limit, Limit::SixtyFourBits | Limit::Branches) {
        return exact(&schema).is_ok_and(|validator| validator.is_valid(payload));
    }
    exact(&rounded(&schema)).is_ok_and(|validator| validator.is_valid(&rounded(payload)))
}

/// Has every `oneOf` be met by more than one branch too.
fn any_branch(schema: &mut Value) {
    match schema {
        Value::Object(words) => {
            words.values_mut().for_each(any_branch);
            if let Some(branches) = words.remove("oneOf") {
                match words.entry("allOf").or_insert_with(|| json!([])) {
                    Value::Array(all) => all.push(json!({ "anyOf": branches })),
                    other => *other = json!([{ "anyOf": branches }]),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(any_branch),
        _ => {}
    }
}

/// Takes the integers beyond 64 bits out of each `type` that asks for integers and not for all numbers.
fn limit_integers(schema: &mut Value) {
    match schema {
        Value::Object(words) => {
            words.values_mut().for_each(limit_integers);
            let types = match words.get("type") {
                Some(Value::String(ty)) => vec![ty.as_str()],
                Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
                _ => return,
            };
            if !types.contains(&"integer") || types.contains(&"number") {
                return;
            }
            let within = json!({ "not": { "type": "number", "not": { "minimum": i64::MIN, "maximum": i64::MAX } } });
            match words.entry("allOf").or_insert_with(|| json!([])) {
                Value::Array(all) => all.push(within),
                other => *other = json!([within]),
            }
        }
        Value::Array(list) => list.iter_mut().for_each(limit_integers),
        _ => {}
    }
}

/// A value whose integers are what doubles hold of them.
fn rounded(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.abs() >= 9_007_199_254_740_992.0 => float.into(),
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(rounded).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), rounded(member))).collect(),
        _ => value.clone(),
    }
}

fn exact(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().should_validate_formats(true).with_keyword("multipleOf", multiple_of);
    let options = options.with_format("idn-hostname", is_hostname_as_it_is);
    options.build(schema).map_err(|error| error.to_string())
}

/// Whether `jsonschema` takes a name whose labels hold no character that is unstable (RFC 5892, §2.2), which it would map.
fn is_hostname_as_it_is(name: &str) -> bool {
    static MAPPED: LazyLock<Option<Validator>> = LazyLock::new(|| {
        jsonschema::options().should_validate_formats(true).build(&json!({ "format": "idn-hostname" })).ok()
    });
    let is_stable =
        |label: &str| label.is_ascii() || label.nfkc().collect::<String>().to_lowercase().nfkc().eq(label.chars());
    // The dots of UTS 46.
    name.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).all(is_stable)
        && MAPPED.as_ref().is_some_and(|validator| validator.is_valid(&name.into()))
}

/// A schema without what is no keyword of its dialect.
fn current(mut schema: Value) -> Value {
    fn strip(schema: &mut Value) {
        match schema {
            Value::Object(words) => {
                words.remove("dependencies");
                words.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    if schema["$schema"].as_str().is_some_and(|uri| uri.contains("2020-12")) {
        strip(&mut schema);
    }
    schema
}

struct MultipleOf(Number);

impl Keyword<'_> for MultipleOf {
    fn validate(&self, instance: &Value) -> Result<(), ValidationError<'static>> {
        if self.is_valid(instance) { Ok(()) } else { Err(ValidationError::custom("no multiple")) }
    }

    fn is_valid(&self, instance: &Value) -> bool {
        instance.as_number().is_none_or(|number| is_multiple(number, &self.0))
    }
}

fn multiple_of<'a>(
    _: &'a Map<String, Value>,
    of: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let of = of.as_number().ok_or_else(|| ValidationError::schema("a number"))?;
    Ok(Box::new(MultipleOf(of.clone())))
}

fn boon(schema: &Value) -> Result<(Schemas, SchemaIndex), String> {
    const PLACE: &str = "https://example.com/drawn";
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(PLACE, schema.clone()).map_err(|error| error.to_string())?;
    let mut schemas = Schemas::new();
    let index = compiler.compile(PLACE, &mut schemas).map_err(|error| format!("{error:#}"))?;
    Ok((schemas, index))
}
