//! The verdict of the `jsonschema` crate on one schema.

use jsonschema::{Draft, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use super::declared::Declared;
use crate::compat::options::Schema;
use crate::contract::{Catalog, Dialect, SchemaId};
use crate::export;
use crate::resolve::uri;

/// Says what a schema accepts, and which keys it declares, without the engine.
pub struct Judge {
    schema: Value,
    draft: Draft,
    assert_format: bool,
    validator: Validator,
    declared: std::cell::OnceCell<Option<Declared>>,
}

/// What a payload breaks.
pub(crate) struct Broken {
    pub(crate) keyword: String,
    pub(crate) instance_path: String,
    /// The place in the schema, as a pointer into its resource.
    pub(crate) schema_path: String,
    /// The URI of the resource, where it has one.
    pub(crate) resource: Option<String>,
}

impl Judge {
    /// A judge by a schema; `None` when the `jsonschema` crate cannot use it. `assert_format` says whether
    /// the formats of its dialect are asserted.
    pub fn new(schema: &Schema<'_>, assert_format: bool) -> Option<Self> {
        let (schema, dialect) = text(schema.catalog, schema.root)?;
        let draft = if dialect.is_draft7() { Draft::Draft7 } else { Draft::Draft202012 };
        let validator = options(draft, assert_format).build(&schema).ok()?;
        Some(Self { schema, draft, assert_format, validator, declared: std::cell::OnceCell::new() })
    }

    /// A judge by any schema of a catalog, also one in the middle of a file.
    pub(crate) fn at(schema: &Schema<'_>, assert_format: bool) -> Option<Self> {
        const WHOLE: &str = "urn:evenkeel:whole";
        let Schema { catalog, root } = *schema;
        if catalog[root].pointer.is_empty() {
            return Self::new(schema, assert_format);
        }
        let mut whole: Value = serde_json::from_str(&export::schema(catalog, root)).ok()?;
        let id = whole.as_object_mut()?.entry("$id").or_insert_with(|| WHOLE.into()).as_str()?.to_owned();
        let place = uri::fragment(&export::pointer(catalog, root));
        let schema = json!({ "$ref": format!("{id}#{place}"), "$defs": { "whole": whole } });
        let validator = options(Draft::Draft202012, assert_format).build(&schema).ok()?;
        let declared = std::cell::OnceCell::new();
        Some(Self { schema, draft: Draft::Draft202012, assert_format, validator, declared })
    }

    /// Whether the schema accepts a payload.
    pub fn accepts(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }

    /// Whether all keys of a payload that the schema accepts are declared; `None` when nobody can say.
    pub fn declares(&self, value: &Value) -> Option<bool> {
        let declared = self
            .declared
            .get_or_init(|| Declared::new(self.schema.clone(), self.draft, options(self.draft, self.assert_format)));
        declared.as_ref()?.all(value)
    }

    /// The first thing that a value breaks, the deepest of what speaks of it.
    pub(crate) fn broken(&self, value: &Value) -> Option<Broken> {
        self.validator.iter_errors(value).next().map(|error| Broken::of(&error))
    }
}

impl Broken {
    fn of(error: &ValidationError<'_>) -> Self {
        let location = error.absolute_keyword_location().map(jsonschema::Uri::as_str);
        Self {
            resource: location.map(|uri| uri.split('#').next().unwrap_or(uri).to_owned()),
            keyword: error.kind().keyword().to_owned(),
            instance_path: error.instance_path().as_str().to_owned(),
            schema_path: error.schema_path().as_str().to_owned(),
        }
    }
}

/// The options that every judgement is made with.
fn options<'a>(draft: Draft, assert_format: bool) -> jsonschema::ValidationOptions<'a> {
    jsonschema::options()
        .with_draft(draft)
        .should_validate_formats(assert_format)
        .without_content_encoding_support("base64")
        .without_content_media_type_support("application/json")
        .offline()
}

/// The schema's own text where it is one file, else the export that holds all that it reaches.
fn text(catalog: &Catalog, root: SchemaId) -> Option<(Value, Dialect)> {
    let schema = &catalog[root];
    let foreign = |other: &crate::contract::Schema| {
        other.document != schema.document && !catalog[other.document].path.contains("://")
    };
    let usual = [Dialect::DRAFT_7, Dialect::DRAFT_2020].contains(&schema.dialect);
    if usual && schema.pointer.is_empty() && !catalog.schemas.iter().any(foreign) {
        let text = catalog[schema.document].node.to_json();
        return Some((serde_json::from_str(&text).ok()?, schema.dialect));
    }
    Some((serde_json::from_str(&export::schema(catalog, root)).ok()?, Dialect::DRAFT_2020))
}

/// A registry that knows a schema by a name.
pub(super) fn registry<'a>(name: &str, schema: &'a Value, draft: Draft) -> Option<Registry<'a>> {
    Registry::new().draft(draft).add(name, schema).ok()?.prepare().ok()
}
