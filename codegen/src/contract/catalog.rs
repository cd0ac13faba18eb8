//! All the contracts of one schema folder.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::dialect::{Dialect, Vocabulary};
use super::event::EventBlock;
use super::schema::{DocumentId, Schema, SchemaId};
use crate::read::Node;
use crate::source::{FileId, Sources};

/// One file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its text.
    pub file: FileId,
    /// The path below the schema folder, with `/`; the URI for a resource from elsewhere.
    pub path: String,
    /// The whole tree, untouched.
    pub node: Node,
    /// The schemas with a URI of their own in it, by the pointers to them; the root is one.
    pub(crate) resources: HashMap<String, Resource>,
}

/// A schema with a URI of its own.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// The URI, absolute.
    pub(crate) uri: Rc<str>,
    /// The rules it is read by.
    pub(crate) dialect: Dialect,
}

/// A definition, read, resolved and checked: what one event is.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The `x-event` block.
    pub event: EventBlock,
    /// The definition's root schema: what the payload must be.
    pub root: SchemaId,
    /// The file it stands in.
    pub document: DocumentId,
}

/// All the contracts of one schema folder, and every schema that they reach.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The texts.
    pub sources: Sources,
    /// Every file of the folder that was read, reached or not.
    pub documents: Vec<Document>,
    /// Every schema that a contract reaches, by [`SchemaId`].
    pub schemas: Vec<Schema>,
    /// The events, in the order of domain, name, version.
    pub contracts: Vec<Contract>,
    /// Events that were not asked for. Types of theirs that others refer to keep their names.
    pub left_out: Vec<Contract>,
    /// The schemas by their places: the pointers of each document.
    pub(crate) places: HashMap<DocumentId, HashMap<String, SchemaId>>,
    /// Where each schema's bare references end, by [`SchemaId`]; worked out when it is first asked for.
    pub(crate) targets: OnceCell<Box<[SchemaId]>>,
    /// How many schemas were taken into conjunctions so far: the generator's work, which is bounded.
    pub(crate) steps: Cell<usize>,
}

impl Catalog {
    /// The schema at a JSON pointer of a document, if a contract reaches it.
    pub fn schema_at(&self, document: DocumentId, pointer: &str) -> Option<SchemaId> {
        self.places.get(&document)?.get(pointer).copied()
    }
}

impl Catalog {
    /// Makes `format` an annotation everywhere.
    pub(crate) fn annotate_formats(&mut self) {
        let resources = self.documents.iter_mut().flat_map(|document| document.resources.values_mut());
        let dialects = resources.map(|resource| &mut resource.dialect);
        for dialect in dialects.chain(self.schemas.iter_mut().map(|schema| &mut schema.dialect)) {
            dialect.vocabularies = dialect.vocabularies.without(Vocabulary::Format);
        }
    }
}

impl std::ops::Index<SchemaId> for Catalog {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }
}

impl std::ops::Index<DocumentId> for Catalog {
    type Output = Document;
    fn index(&self, id: DocumentId) -> &Document {
        &self.documents[id.0 as usize]
    }
}
