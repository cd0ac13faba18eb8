//! Schemas from values.

use evenkeel_codegen::compat::{Comparison, Options, Schema, compare};
use evenkeel_codegen::contract::{Catalog, Dialect, SchemaId, load_schema};
use evenkeel_codegen::diagnostic::Severity;
use evenkeel_codegen::source::{Source, Sources};
use serde_json::Value;

/// A schema and its catalog.
pub(crate) struct Loaded {
    catalog: Catalog,
    root: SchemaId,
}

impl Loaded {
    pub(crate) fn new(schema: &Value, dialect: Dialect) -> Self {
        Self::try_new(schema, dialect).unwrap_or_else(|problems| panic!("{schema}: {problems}"))
    }

    pub(crate) fn try_new(schema: &Value, dialect: Dialect) -> Result<Self, String> {
        let mut sources = Sources::default();
        let (path, display) = ("schema.json".to_owned(), "schema.json".to_owned());
        let file = sources.add(Source { path, display, text: schema.to_string() });
        let (catalog, root, problems) = load_schema(sources, &[file], file, dialect);
        let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        if errors.is_empty() { Ok(Self { catalog, root: root.unwrap() }) } else { Err(format!("{errors:?}")) }
    }

    pub(crate) fn schema(&self) -> Schema<'_> {
        Schema { catalog: &self.catalog, root: self.root }
    }
}

/// Compares two schemas of one dialect.
pub(crate) fn compared(old: &Value, new: &Value, dialect: Dialect, options: &Options) -> Comparison {
    compare(&Loaded::new(old, dialect).schema(), &Loaded::new(new, dialect).schema(), options)
}
