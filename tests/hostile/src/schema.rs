//! Definitions out of choices: most of them are valid, which text by chance is not.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

/// Names that mean something to Rust, to JSON Schema, to rustfmt, or to nobody.
const NAMES: &[&str] = &[
    "a",
    "b",
    "order_id",
    "orderId",
    "order-id",
    "type",
    "self",
    "Self",
    "crate",
    "_",
    "",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Builder",
    "builder",
    "extra",
    "additional_properties",
    "KEYS",
    "SCHEMA",
    "value",
    "map",
    "event",
    "item",
    "items",
    "properties",
    "$defs",
    "oneOf",
    "0",
    "1",
    "2fa",
    "+1",
    "-1",
    "日本",
    "größe",
    "a b",
    "a\"b",
    "a\\b",
    "a\nb",
    "*/",
    "/*",
    "//",
    "#![no_std]",
    "\"#",
    "\u{202e}",
    "\u{0}",
    "~",
    "/",
    "~1",
    "%",
    "{",
    "}",
    "{}",
    "r#type",
    "__p",
    "serde",
    "evenkeel",
    "u8",
    "i64",
    "str",
    "async",
    "gen",
    "format!()",
    "a-very-long-name-that-does-not-fit-in-a-line-of-one-hundred-characters-however-one-turns-it-around",
];

const TYPES: &[&str] = &["null", "boolean", "integer", "number", "string", "array", "object"];

const FORMATS: &[&str] = &["date-time", "uuid", "email", "uri", "ipv4", "int32", "uint64", "regex", "duration", "x"];

const PATTERNS: &[&str] = &["^a", "[a-z]+$", "^\\d{3}$", "\"#", "a|b", "^\\p{L}*$", "\\/", "(", "(?=a)", "\n"];

const DEFS: usize = 4;

/// A definition, as JSON.
///
/// # Errors
/// When the choices are used up.
pub fn definition(u: &mut Unstructured<'_>) -> Result<Value> {
    let mut root = match schema(u, 4)? {
        Value::Object(root) => root,
        _ => Map::new(),
    };
    if u.ratio(4, 5)? {
        root.insert("type".into(), json!("object"));
    }
    let mut defs = Map::new();
    for index in 0..DEFS {
        defs.insert(format!("d{index}"), schema(u, 3)?);
    }
    root.insert("$defs".into(), Value::Object(defs));
    let domain = u.choose(&["order", "type", "option", "a_b", "self"])?;
    root.insert("x-event".into(), json!({"domain": domain, "name": "created", "version": 1}));
    if u.ratio(1, 8)? {
        root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    }
    Ok(Value::Object(root))
}

fn schema(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    if u.is_empty() || (depth == 0 && u.ratio(1, 2)?) {
        return Ok(Value::Bool(!u.ratio(1, 8)?));
    }
    let mut words = Map::new();
    for _ in 0..u.int_in_range(1..=4)? {
        let (keyword, value) = keyword(u, depth)?;
        words.insert(keyword.into(), value);
    }
    Ok(Value::Object(words))
}

fn keyword(u: &mut Unstructured<'_>, depth: usize) -> Result<(&'static str, Value)> {
    let below = depth.saturating_sub(1);
    let choice = u.int_in_range(0..=if depth == 0 { 16 } else { 34 })?;
    Ok(match choice {
        0 | 1 => ("type", json!(u.choose(TYPES)?)),
        2 => ("type", list(u, |u| Ok(json!(u.choose(TYPES)?)))?),
        3 => ("const", value(u, 2)?),
        4 => ("enum", list(u, |u| value(u, 2))?),
        5 => ("enum", list(u, |u| Ok(json!(name(u)?)))?),
        6 => ("format", json!(u.choose(FORMATS)?)),
        7 => ("pattern", json!(u.choose(PATTERNS)?)),
        8 => ("minimum", number(u)?),
        9 => ("exclusiveMaximum", number(u)?),
        10 => ("multipleOf", number(u)?),
        11 => ("minLength", json!(u.int_in_range(0..=5)?)),
        12 => ("maxItems", json!(u.int_in_range(0..=5)?)),
        13 => ("description", json!(name(u)?)),
        14 => ("default", value(u, 2)?),
        15 => ("required", list(u, |u| Ok(json!(name(u)?)))?),
        16 => ("$ref", json!(format!("#/$defs/d{}", u.int_in_range(0..=DEFS - 1)?))),
        17..=21 => ("properties", properties(u, below)?),
        22 | 23 => ("items", schema(u, below)?),
        24 => ("prefixItems", list(u, |u| schema(u, below))?),
        25 => ("additionalProperties", schema(u, below)?),
        26 => ("allOf", list(u, |u| schema(u, below))?),
        27 | 28 => ("oneOf", list(u, |u| schema(u, below))?),
        29 | 30 => ("anyOf", list(u, |u| schema(u, below))?),
        31 => ("uniqueItems", json!(u.arbitrary::<bool>()?)),
        32 => ("x-rust-name", json!(name(u)?)),
        33 => match u.int_in_range(0..=6)? {
            0 => ("not", schema(u, below)?),
            1 => ("if", schema(u, below)?),
            2 => ("then", schema(u, below)?),
            3 => ("contains", schema(u, below)?),
            4 => ("patternProperties", json!({*u.choose(PATTERNS)?: schema(u, below)?})),
            5 => ("propertyNames", schema(u, below)?),
            _ => ("unevaluatedProperties", schema(u, below)?),
        },
        _ => ("$ref", json!("#")),
    })
}

fn properties(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let mut properties = Map::new();
    for _ in 0..u.int_in_range(1..=5)? {
        properties.insert(name(u)?, schema(u, depth)?);
    }
    Ok(Value::Object(properties))
}

fn list(u: &mut Unstructured<'_>, mut item: impl FnMut(&mut Unstructured<'_>) -> Result<Value>) -> Result<Value> {
    let mut items = Vec::new();
    for _ in 0..u.int_in_range(1..=4)? {
        items.push(item(u)?);
    }
    Ok(Value::Array(items))
}

fn name(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(if u.ratio(1, 12)? { u.arbitrary::<&str>()?.to_owned() } else { (*u.choose(NAMES)?).to_owned() })
}

fn number(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(u.choose(&[
        json!(0),
        json!(-1),
        json!(1),
        json!(2.5),
        json!(0.1),
        json!(1e300),
        json!(-1e-300),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1.0),
        json!(100),
    ])?
    .clone())
}

/// Any JSON.
///
/// # Errors
/// When the choices are used up.
pub fn value(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 4 } else { 6 })? {
        0 => Value::Null,
        1 => json!(u.arbitrary::<bool>()?),
        2 => number(u)?,
        3 | 4 => json!(name(u)?),
        5 => list(u, |u| value(u, depth - 1))?,
        _ => json!({name(u)?: value(u, depth - 1)?}),
    })
}
