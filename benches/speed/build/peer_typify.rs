//! typify's types. It follows references to top-level definitions alone, so every schema becomes one.

use serde_json::{Map, Value, json};
use std::panic;

/// The code of an event's types, whose root is `Root`; none where typify gives up.
pub(crate) fn code(schema: &Value) -> Option<String> {
    let schema = serde_json::from_value(flat(schema)).ok()?;
    let tokens = panic::catch_unwind(|| {
        let mut types = typify_impl::TypeSpace::new(&typify_impl::TypeSpaceSettings::default());
        types.add_root_schema(schema).ok()?;
        Some(types.to_stream())
    });
    Some(prettyplease::unparse(&syn::parse2(tokens.ok()??).ok()?))
}

fn flat(schema: &Value) -> Value {
    let mut definitions = Map::new();
    let mut root = hoist(schema, "", &mut definitions);
    root["title"] = json!("Root");
    root["$defs"] = definitions.into();
    root
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

fn identifier(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}
