//! The two validators that generated code is held against.

use boon::{Compiler, SchemaIndex, Schemas};
use crate::multiple::is_multiple;
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Number, Value};

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

/// Whether a payload is valid where every number is a double.
pub(crate) fn is_valid_rounded(schema: &Value, payload: &Value) -> bool {
    exact(&rounded(&current(schema.clone()))).is_ok_and(|validator| validator.is_valid(&rounded(payload)))
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
    options.build(schema).map_err(|error| error.to_string())
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
