//! A schema document: its resources, its anchors, and where a reference leads.

use super::{path, patterns::Patterns, subschemas};
use iri_string::{
    resolve::FixedBaseResolver,
    types::{IriAbsoluteStr, IriReferenceStr},
};
use serde_json::Value;
use std::collections::HashMap;

/// A schema document, indexed for references.
pub(super) struct Document<'s> {
    pub(super) patterns: Patterns,
    resources: Vec<Resource<'s>>,
    by_uri: HashMap<String, ResourceId>,
    /// By the address of the resource's root.
    by_root: HashMap<usize, ResourceId>,
}

/// Which of a document's resources.
pub(super) type ResourceId = usize;

/// A schema with a URI of its own: the root, and each schema with an `$id`.
struct Resource<'s> {
    uri: String,
    root: &'s Value,
    anchors: HashMap<&'s str, Anchor<'s>>,
}

struct Anchor<'s> {
    schema: &'s Value,
    dynamic: bool,
}

/// Where a reference leads.
#[derive(Clone, Copy)]
pub(super) struct Target<'s> {
    pub(super) schema: &'s Value,
    pub(super) resource: ResourceId,
}

impl<'s> Document<'s> {
    pub(super) fn new(root: &'s Value) -> Self {
        let mut document = Self {
            patterns: Patterns::default(),
            resources: Vec::new(),
            by_uri: HashMap::new(),
            by_root: HashMap::new(),
        };
        let resource = document.add_resource(root, id(root).unwrap_or_default().to_owned());
        document.index(root, resource);
        document
    }

    fn add_resource(&mut self, root: &'s Value, uri: String) -> ResourceId {
        let resource = self.resources.len();
        // The first of two resources with one URI keeps it.
        self.by_uri.entry(uri.clone()).or_insert(resource);
        self.by_root.insert(address(root), resource);
        self.resources.push(Resource { uri, root, anchors: HashMap::new() });
        resource
    }

    fn index(&mut self, schema: &'s Value, resource: ResourceId) {
        for (keyword, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = schema.get(keyword).and_then(Value::as_str) {
                self.resources[resource].anchors.insert(name, Anchor { schema, dynamic });
            }
        }
        for subschema in subschemas::of(schema) {
            let resource = match id(subschema) {
                Some(id) => {
                    let uri = resolve(&self.resources[resource].uri, id);
                    self.add_resource(subschema, uri)
                }
                None => resource,
            };
            self.index(subschema, resource);
        }
    }

    /// The resource whose root this schema is.
    pub(super) fn rooted_at(&self, schema: &Value) -> Option<ResourceId> {
        self.by_root.get(&address(schema)).copied()
    }

    /// The schema at a JSON pointer from the document's root.
    pub(super) fn at(&self, pointer: &str) -> Option<Target<'s>> {
        self.walk(0, pointer)
    }

    /// The schema at a JSON pointer from the document's root, or at a URI.
    pub(super) fn place(&self, place: &str) -> Option<Target<'s>> {
        if place.is_empty() || place.starts_with('/') { self.at(place) } else { self.target(0, place) }
    }

    /// Where a `$ref` leads from a resource.
    pub(super) fn target(&self, base: ResourceId, reference: &str) -> Option<Target<'s>> {
        let (resource, fragment) = self.locate(base, reference)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.walk(resource, &fragment);
        }
        let anchor = self.resources[resource].anchors.get(fragment.as_str())?;
        Some(Target { schema: anchor.schema, resource })
    }

    /// Where a `$dynamicRef` leads: the outermost resource of the scope that has the dynamic
    /// anchor, if the reference names one at all.
    pub(super) fn dynamic_target(&self, base: ResourceId, scope: &[ResourceId], reference: &str) -> Option<Target<'s>> {
        let (resource, fragment) = self.locate(base, reference)?;
        let dynamic = |resource: ResourceId| {
            let anchor = self.resources[resource].anchors.get(fragment.as_str());
            anchor.filter(|anchor| anchor.dynamic).map(|anchor| Target { schema: anchor.schema, resource })
        };
        if dynamic(resource).is_none() {
            return self.target(base, reference);
        }
        scope.iter().find_map(|resource| dynamic(*resource)).or_else(|| dynamic(resource))
    }

    /// Where a schema's references may lead, by whatever way judging comes to it.
    pub(super) fn references<'a>(&'a self, schema: &'a Value, base: ResourceId) -> impl Iterator<Item = Target<'s>> {
        let text = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
        let dynamic = text("$dynamicRef");
        let name = dynamic.and_then(|reference| reference.split_once('#')).map_or("", |(_, name)| name);
        let anchors = self.resources.iter().enumerate().filter_map(move |(resource, it)| {
            let anchor = it.anchors.get(name).filter(|anchor| anchor.dynamic)?;
            Some(Target { schema: anchor.schema, resource })
        });
        let fixed = text("$ref").into_iter().chain(dynamic);
        fixed.filter_map(move |reference| self.target(base, reference)).chain(anchors)
    }

    /// The resource and the fragment that a reference names.
    fn locate(&self, base: ResourceId, reference: &str) -> Option<(ResourceId, String)> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = match uri {
            "" => base,
            uri => *self.by_uri.get(&resolve(&self.resources[base].uri, uri))?,
        };
        Some((resource, percent_decoded(fragment)?))
    }

    fn walk(&self, resource: ResourceId, pointer: &str) -> Option<Target<'s>> {
        let mut target = Target { schema: self.resources[resource].root, resource };
        for token in pointer.split('/').skip(1) {
            target.schema = match target.schema {
                Value::Object(members) => members.get(&path::unescape(token))?,
                Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
            target.resource = self.rooted_at(target.schema).unwrap_or(target.resource);
        }
        Some(target)
    }
}

/// What a schema is known by, as long as its document lives.
pub(super) fn address(schema: &Value) -> usize {
    std::ptr::from_ref(schema) as usize
}

/// A schema's `$id`, without the empty fragment that it may have.
fn id(schema: &Value) -> Option<&str> {
    let id = schema.get("$id")?.as_str()?;
    Some(id.strip_suffix('#').unwrap_or(id))
}

/// A reference against a base (RFC 3986, section 5); as it stands where there is no base.
fn resolve(base: &str, reference: &str) -> String {
    match (IriAbsoluteStr::new(base), IriReferenceStr::new(reference)) {
        (Ok(base), Ok(reference)) => FixedBaseResolver::new(base).resolve(reference).to_string(),
        _ => reference.to_owned(),
    }
}

fn percent_decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let code = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(code, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}
