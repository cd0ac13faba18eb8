//! typify's types. It follows references to top-level definitions alone, so every schema becomes one.

use serde_json::{Map, Value};
use std::error::Error;

/// All events as definitions of one document, under the names of their types.
pub(crate) fn bundle<'a>(events: impl Iterator<Item = (String, &'a Value)>) -> Value {
    let mut definitions = Map::new();
    for (event, schema) in events {
        let root = hoist(schema, "", &mut definitions);
        definitions.insert(identifier(&event), root);
    }
    Value::Object(definitions)
}

/// The code of the types of a bundle.
pub(crate) fn code(bundle: Value) -> Result<String, Box<dyn Error>> {
    let definitions: Vec<(String, schemars::schema::Schema)> = serde_json::from_value::<Map<String, Value>>(bundle)?
        .into_iter()
        .map(|(name, schema)| Ok((name, serde_json::from_value(schema)?)))
        .collect::<Result<_, serde_json::Error>>()?;
    let mut types = typify_impl::TypeSpace::new(&typify_impl::TypeSpaceSettings::default());
    types.add_ref_types(definitions)?;
    Ok(prettyplease::unparse(&syn::parse2(types.to_stream())?))
}

/// What an event's type is called.
pub(crate) fn identifier(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// A document without definitions, which went to the top.
fn hoist(document: &Value, name: &str, definitions: &mut Map<String, Value>) -> Value {
    let mut document = document.clone();
    let Some(members) = document.as_object_mut() else { return document };
    members.remove("$id");
    let inner = members.remove("$defs");
    for (key, definition) in inner.as_ref().and_then(Value::as_object).into_iter().flatten() {
        if definition.get("$id").is_some() {
            let name = identifier(key);
            let definition = hoist(definition, &name, definitions);
            definitions.insert(name, definition);
        } else {
            let mut definition = definition.clone();
            point(&mut definition, name);
            definitions.insert(format!("{name}{}", identifier(key)), definition);
        }
    }
    point(&mut document, name);
    document
}

/// Leads every reference of a document to where its target went.
fn point(schema: &mut Value, document: &str) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                let (uri, pointer) = reference.split_once('#').unwrap_or((reference, ""));
                let document = if uri.is_empty() { document.to_owned() } else { identifier(uri) };
                let definition = pointer.strip_prefix("/$defs/").map(identifier).unwrap_or_default();
                *reference = format!("#/$defs/{document}{definition}");
            }
            members.values_mut().for_each(|value| point(value, document));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| point(item, document)),
        _ => {}
    }
}
