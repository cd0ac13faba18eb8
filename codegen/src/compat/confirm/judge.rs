//! The verdict of the `jsonschema` crate on one schema.

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::{Draft, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use super::declared::Declared;
use super::slim::leave_out;
use crate::compat::options::Schema;
use crate::compat::reused::Place;
use crate::contract::{Catalog, Dialect, SchemaId};
use crate::export;
use crate::read::{self, Node};
use crate::resolve::uri;

/// What a schema's text is known by.
pub(super) const NAME: &str = "urn:evenkeel:schema";

/// Says what a schema accepts, and which keys it declares, without the engine.
pub struct Judge {
    schema: Arc<Value>,
    known: Known,
    validator: Validator,
    declared: std::cell::OnceCell<Option<Declared>>,
}

/// A schema as the `jsonschema` crate knows it: read once, whatever of it is to judge.
#[derive(Clone)]
pub(super) struct Known {
    registry: Arc<Registry<'static>>,
    pub(super) draft: Draft,
    assert_format: bool,
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
        let (text, dialect) = text(schema.catalog, schema.root)?;
        Self::of_text(text, dialect, assert_format)
    }

    /// A judge of payloads that have no other names of members than those.
    pub(crate) fn of_names(schema: &Schema<'_>, assert_format: bool, names: &BTreeSet<Arc<str>>) -> Option<Self> {
        let (mut text, dialect) = text(schema.catalog, schema.root)?;
        leave_out(&mut text, names);
        Self::of_text(text, dialect, assert_format)
    }

    fn of_text(schema: Value, dialect: Dialect, assert_format: bool) -> Option<Self> {
        let draft = if dialect.is_draft7() { Draft::Draft7 } else { Draft::Draft202012 };
        let schema = Arc::new(schema);
        let registry = Registry::new().draft(draft).add(NAME, Arc::clone(&schema)).ok()?.prepare().ok()?;
        let known = Known { registry: Arc::new(registry), draft, assert_format };
        let validator = known.validator("")?;
        Some(Self { schema, known, validator, declared: std::cell::OnceCell::new() })
    }

    /// Whether the schema accepts a payload.
    pub fn accepts(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }

    /// Whether all keys of a payload that the schema accepts are declared; `None` when nobody can say.
    pub fn declares(&self, value: &Value) -> Option<bool> {
        let declared = self.declared.get_or_init(|| Declared::new(Arc::clone(&self.schema), self.known.clone()));
        declared.as_ref()?.all(value)
    }

    /// The first thing that a value breaks, the deepest of what speaks of it.
    pub(crate) fn broken(&self, value: &Value) -> Option<Broken> {
        self.validator.iter_errors(value).next().map(|error| Broken::of(&error))
    }

    /// The first thing that a value breaks at a place, or in a union around it.
    pub(crate) fn broken_at(&self, value: &Value, place: &Place) -> Option<Broken> {
        let is_there = |error: &ValidationError<'_>| {
            let is_union = ["oneOf", "anyOf"].contains(&error.kind().keyword());
            place.holds(error.instance_path().as_str(), is_union)
        };
        self.validator.iter_errors(value).find(is_there).map(|error| Broken::of(&error))
    }
}

impl Broken {
    pub(super) fn of(error: &ValidationError<'_>) -> Self {
        let location = error.absolute_keyword_location().map(jsonschema::Uri::as_str);
        Self {
            resource: location.map(|uri| uri.split('#').next().unwrap_or(uri).to_owned()),
            keyword: error.kind().keyword().to_owned(),
            instance_path: error.instance_path().as_str().to_owned(),
            schema_path: error.schema_path().as_str().to_owned(),
        }
    }
}

impl Known {
    /// A validator by the subschema at a pointer. What is reached alone is compiled; and a reference is all
    /// that is held against the metaschema, since the definitions were read before they came here.
    pub(super) fn validator(&self, pointer: &str) -> Option<Validator> {
        let reference = format!("{NAME}#{}", uri::fragment(pointer));
        options(self.draft, self.assert_format).with_registry(&self.registry).build(&json!({ "$ref": reference })).ok()
    }

    /// A validator by a `pattern`.
    pub(super) fn pattern(&self, pattern: &str) -> Option<Validator> {
        options(self.draft, self.assert_format).build(&json!({ "pattern": pattern })).ok()
    }
}

/// The options that every judgement is made with.
pub(super) fn options<'a>(draft: Draft, assert_format: bool) -> jsonschema::ValidationOptions<'a> {
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
        return Some((value(&catalog[schema.document].node)?, schema.dialect));
    }
    Some((serde_json::from_str(&export::schema(catalog, root)).ok()?, Dialect::DRAFT_2020))
}

/// A text as the `jsonschema` crate takes it.
fn value(node: &Node) -> Option<Value> {
    Some(match &node.value {
        read::Value::Null => Value::Null,
        read::Value::Bool(value) => (*value).into(),
        read::Value::Number(number) => serde_json::from_str(number.text()).ok()?,
        read::Value::String(text) => text.as_str().into(),
        read::Value::Array(items) => items.iter().map(value).collect::<Option<Vec<_>>>()?.into(),
        read::Value::Object(object) => Value::Object(
            object.iter().map(|member| Some((member.key.clone(), value(&member.value)?))).collect::<Option<_>>()?,
        ),
    })
}
