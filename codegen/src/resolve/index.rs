//! Everything that a URI can name: the resources of all documents, found by reading no more of them
//! than where schemas stand.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::dialect::{self, Metaschemas};
use super::vocabulary::{self, Holds};
use super::{pointer, uri};
use crate::contract::{self, Dialect, Document, DocumentId, Draft};
use crate::diagnostic::Diagnostic;
use crate::read::{Node, Object, Value};
use crate::source::{Sources, Span};

/// One resource (core, section 4.3.5), by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ResourceId(pub(super) usize);

/// A schema with a URI of its own: the root of a document, or a subschema with an `$id`.
#[derive(Debug)]
pub(crate) struct Resource<'a> {
    /// Its URI, absolute and without a fragment.
    pub(crate) uri: Rc<str>,
    /// The document it stands in.
    pub(crate) document: DocumentId,
    /// Where in the document.
    pub(crate) pointer: String,
    /// The rules it is read by.
    pub(crate) dialect: Dialect,
    /// What is wrong with it, to be said when it is reached.
    pub(crate) problems: Vec<Diagnostic>,
    pub(super) node: &'a Node,
    pub(super) anchors: HashMap<&'a str, Anchor<'a>>,
}

/// A place that a plain name leads to.
#[derive(Clone, Debug)]
pub(super) struct Anchor<'a> {
    pub(super) place: Place<'a>,
    /// Where the name stands.
    span: Span,
    /// Whether it is a `$dynamicAnchor`.
    pub(super) dynamic: bool,
}

/// A place in a document that a schema stands at.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) node: &'a Node,
    pub(crate) pointer: String,
    pub(crate) resource: ResourceId,
}

/// The documents of a catalog; the metaschemas are read when one is asked for.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) files: Vec<Document>,
    /// What a file without a `$schema` is read by; 2020-12, if nothing is said.
    pub(crate) dialect: Option<Dialect>,
    pub(crate) metaschemas: OnceCell<Vec<Document>>,
}

/// What the URIs of a catalog lead to.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(crate) sources: Sources,
    pub(super) store: &'a Store,
    metaschemas: Metaschemas<'a>,
    pub(super) resources: Vec<Resource<'a>>,
    pub(super) by_uri: HashMap<Rc<str>, ResourceId>,
    /// The resource that a node is the root of, by the node's address.
    pub(super) by_node: HashMap<*const Node, ResourceId>,
    /// Schemas outside of every known place that were looked through when a pointer led to them.
    pub(super) adopted: HashSet<*const Node>,
}

/// A schema that is still to be looked through.
struct Pending<'a> {
    node: &'a Node,
    way: Rc<Way>,
    resource: ResourceId,
}

/// The end of a pointer, and what stands before it: few schemas are asked for theirs, and the names in
/// it may be long.
struct Way {
    before: Option<Rc<Self>>,
    end: String,
}

impl Way {
    fn from(pointer: &str) -> Rc<Self> {
        Rc::new(Self { before: None, end: pointer.to_owned() })
    }

    fn pointer(&self) -> String {
        let before = self.before.as_ref().map_or_else(String::new, |before| before.pointer());
        before + &self.end
    }
}

impl<'a> Index<'a> {
    /// Looks through all files. A mapped URI leads to the root of its file; a file whose path is such a
    /// URI has it as its base.
    pub(crate) fn new(sources: Sources, store: &'a Store, mapped: &[(String, DocumentId)]) -> Self {
        let documents = mapped.iter().map(|(uri, id)| (uri.clone(), &store.files[id.0 as usize]));
        let metaschemas = Metaschemas::new(&store.files, documents);
        let mut index = Self {
            sources,
            store,
            metaschemas,
            resources: Vec::new(),
            by_uri: HashMap::new(),
            by_node: HashMap::new(),
            adopted: HashSet::new(),
        };
        let retrieved: HashMap<&str, DocumentId> =
            mapped.iter().map(|(uri, document)| (uri.as_str(), *document)).collect();
        for (number, document) in store.files.iter().enumerate() {
            let id = DocumentId(u32::try_from(number).unwrap_or(u32::MAX));
            let outside = retrieved.get(document.path.as_str()) == Some(&id);
            let base = if outside { document.path.clone() } else { uri::of_path(&document.path) };
            index.add_document(id, document, &base);
        }
        for (uri, document) in mapped {
            let root = index.by_node[&std::ptr::from_ref(&store.files[document.0 as usize].node)];
            index.name(uri::split(uri).0.into(), root);
        }
        index
    }

    /// The resource of that number.
    pub(crate) fn resource(&self, id: ResourceId) -> &Resource<'a> {
        &self.resources[id.0]
    }

    /// All resources with their places, in no order that means anything; there are none afterwards.
    pub(crate) fn take_resources(&mut self) -> Vec<(DocumentId, String, contract::Resource)> {
        let named = std::mem::take(&mut self.resources).into_iter().map(|found| {
            let Resource { uri, document, pointer, dialect, .. } = found;
            (document, pointer, contract::Resource { uri, dialect })
        });
        named.collect()
    }

    /// What is wrong with a resource; it is said once.
    pub(crate) fn take_problems(&mut self, id: ResourceId) -> Vec<Diagnostic> {
        let resource = &mut self.resources[id.0];
        std::mem::take(&mut resource.problems)
    }

    /// The resource that a document is.
    pub(crate) fn root(&self, document: DocumentId) -> Place<'a> {
        let node = &self.document(document).node;
        Place { node, pointer: String::new(), resource: self.by_node[&std::ptr::from_ref(node)] }
    }

    /// The resource that holds a child of a schema: a new one if the child has an `$id`.
    pub(crate) fn resource_at(&self, child: &Node, parent: ResourceId) -> ResourceId {
        self.by_node.get(&std::ptr::from_ref(child)).copied().unwrap_or(parent)
    }

    /// The `$dynamicAnchor` of a name in a resource.
    pub(crate) fn dynamic_anchor(&self, resource: ResourceId, name: &str) -> Option<Place<'a>> {
        let anchor = self.resource(resource).anchors.get(name).filter(|anchor| anchor.dynamic)?;
        Some(anchor.place.clone())
    }

    /// A document, the metaschemas' numbers following those of the files.
    pub(crate) fn document(&self, id: DocumentId) -> &'a Document {
        let number = id.0 as usize;
        match self.store.files.get(number) {
            Some(document) => document,
            None => &self.metaschemas_read()[number - self.store.files.len()],
        }
    }

    fn metaschemas_read(&self) -> &'a [Document] {
        self.store.metaschemas.get().map_or(&[], Vec::as_slice)
    }

    /// Adds a document whose base is `base` unless it says otherwise.
    pub(super) fn add_document(&mut self, id: DocumentId, document: &'a Document, base: &str) {
        let base: Rc<str> = base.into();
        let inherited = self.store.dialect.unwrap_or(Dialect::DRAFT_2020);
        let root = self.add_resource(id, &document.node, String::new(), inherited, &base);
        self.name(base, root);
        self.look_through(Pending { node: &document.node, way: Way::from(""), resource: root });
    }

    /// Looks through a schema that stands where schemas are not looked for.
    pub(super) fn adopt(&mut self, place: &Place<'a>) {
        if self.adopted.insert(std::ptr::from_ref(place.node)) {
            let way = Way::from(&place.pointer);
            let resource = self.enter(place.node, &way, place.resource);
            self.look_through(Pending { node: place.node, way, resource });
        }
    }

    /// Gives a resource one more URI.
    fn name(&mut self, uri: Rc<str>, id: ResourceId) {
        let Some(&other) = self.by_uri.get(&uri) else {
            self.by_uri.insert(uri, id);
            return;
        };
        if other != id {
            // Whichever is reached, both places are to be looked at.
            for (here, there) in [(id, other), (other, id)] {
                let shown = uri::path_of(&uri).unwrap_or(Cow::Borrowed(&uri));
                let problem = Diagnostic::error(
                    "duplicate-id",
                    self.id_span(here),
                    format!("two schemas have the URI `{shown}`"),
                )
                .related(self.id_span(there), "the other one")
                .hint("a URI names one schema: change one `$id`");
                self.resources[here.0].problems.push(problem.clone());
                self.resources[there.0].problems.push(problem);
            }
        }
    }

    fn id_span(&self, id: ResourceId) -> Span {
        let node = self.resource(id).node;
        let own = node.as_object().and_then(|object| object.get("$id"));
        own.map_or_else(|| Span { end: node.span.start, ..node.span }, |id| id.span)
    }

    fn look_through(&mut self, first: Pending<'a>) {
        let mut pending = vec![first];
        while let Some(Pending { node, way, resource }) = pending.pop() {
            let Value::Object(object) = &node.value else { continue };
            self.add_anchors(node, object, &way, resource);
            for member in object {
                let Some(row) = vocabulary::row_in(&member.key, self.resource(resource).dialect) else { continue };
                if row.holds == Holds::Nothing {
                    continue;
                }
                for (token, child) in row.holds.children(&member.value) {
                    let mut end = String::new();
                    pointer::push(&mut end, row.name);
                    if let Some(token) = token {
                        pointer::push(&mut end, &token);
                    }
                    let way = Rc::new(Way { before: Some(Rc::clone(&way)), end });
                    let resource = self.enter(child, &way, resource);
                    pending.push(Pending { node: child, way, resource });
                }
            }
        }
    }

    /// The resource in force at a subschema: a new one if the subschema names itself.
    fn enter(&mut self, node: &'a Node, way: &Way, parent: ResourceId) -> ResourceId {
        let Resource { document, dialect, ref uri, .. } = *self.resource(parent);
        if own_id(node, dialect).is_none() {
            return parent;
        }
        let base = Rc::clone(uri);
        self.add_resource(document, node, way.pointer(), dialect, &base)
    }

    fn add_resource(
        &mut self,
        document: DocumentId,
        node: &'a Node,
        pointer: String,
        inherited: Dialect,
        base: &Rc<str>,
    ) -> ResourceId {
        let declared = node.as_object().and_then(|object| object.get("$schema"));
        let declared = declared.and_then(|schema| Some((schema.as_str()?, schema.span)));
        let mut problems = Vec::new();
        let mut dialect = inherited;
        if let Some((schema, span)) = declared {
            match self.metaschemas.declared(schema) {
                Some(found) => {
                    dialect = found.dialect;
                    problems.extend(found.unknown.iter().map(|name| dialect::unknown_vocabulary(name, span)));
                }
                None => problems.push(dialect::unknown(schema, span)),
            }
        }
        let resolved = own_id(node, dialect).map(|(id, _)| uri::resolve(base, uri::split(id).0));
        let uri = match &resolved {
            Some(Ok(uri)) => uri.as_str().into(),
            _ => Rc::clone(base),
        };
        let id = ResourceId(self.resources.len());
        self.resources.push(Resource {
            uri: Rc::clone(&uri),
            document,
            pointer,
            dialect,
            problems,
            node,
            anchors: HashMap::new(),
        });
        self.by_node.insert(std::ptr::from_ref(node), id);
        match resolved {
            Some(Err(refused)) => {
                let (text, span) = own_id(node, dialect).unwrap_or(("", node.span));
                self.resources[id.0].problems.push(refused.diagnostic("$id", text, span));
            }
            _ => self.name(uri, id),
        }
        id
    }

    fn add_anchors(&mut self, node: &'a Node, object: &'a Object, way: &Way, resource: ResourceId) {
        let names: &[(&str, bool)] = match self.resource(resource).dialect.draft {
            Draft::Draft2020 => &[("$anchor", false), ("$dynamicAnchor", true)],
            Draft::Draft7 if object.get("$ref").is_some() => &[],
            Draft::Draft7 => &[("$id", false)],
        };
        for &(keyword, dynamic) in names {
            let Some(value) = object.get(keyword) else { continue };
            let Some(text) = value.as_str() else { continue };
            let name = if keyword == "$id" { uri::split(text).1.unwrap_or("") } else { text };
            if name.is_empty() {
                continue;
            }
            let place = Place { node, pointer: way.pointer(), resource };
            let anchor = Anchor { place, span: value.span, dynamic };
            let resource = &mut self.resources[resource.0];
            match resource.anchors.entry(name) {
                Entry::Vacant(vacant) => {
                    vacant.insert(anchor);
                }
                Entry::Occupied(other) => {
                    let problem =
                        Diagnostic::error("duplicate-anchor", anchor.span, format!("two places are called `#{name}`"))
                            .related(other.get().span, "the other one")
                            .hint("an anchor names one place of its resource: change one");
                    resource.problems.push(problem);
                }
            }
        }
    }
}

/// What a subschema calls itself, if that makes it a resource. In draft-07 everything beside a `$ref`
/// is ignored, and `$id: "#name"` is an anchor.
fn own_id(node: &Node, dialect: Dialect) -> Option<(&str, Span)> {
    let object = node.as_object()?;
    let id = object.get("$id")?;
    let text = id.as_str().filter(|text| !text.starts_with('#'))?;
    let ignored = dialect.is_draft7() && object.get("$ref").is_some();
    (!ignored).then_some((text, id.span))
}
