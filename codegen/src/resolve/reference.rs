//! One reference: from its text to the place it leads to, or to an error that says what to do.

use std::borrow::Cow;

use super::index::{Index, Place, ResourceId};
use super::vocabulary::{self, Holds};
use super::{metaschemas, pointer, uri};
use crate::contract::DocumentId;
use crate::diagnostic::{Diagnostic, suggest};
use crate::read::{Node, Value};
use crate::source::Span;

/// Of how many names the nearest is looked for, so that many slips in a large catalog cost no more.
const CANDIDATES: usize = 1_000;

/// A `$ref` or `$dynamicRef`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference<'t> {
    /// The keyword, for messages.
    pub(crate) keyword: &'static str,
    /// What it says.
    pub(crate) text: &'t str,
    /// Where it says so.
    pub(crate) span: Span,
    /// The resource that it stands in, whose URI is its base.
    pub(crate) from: ResourceId,
}

/// Where a reference leads.
#[derive(Debug)]
pub(crate) struct Target<'a> {
    /// The place.
    pub(crate) place: Place<'a>,
    /// The anchor it was named by, if that is a `$dynamicAnchor`.
    pub(crate) dynamic_anchor: Option<String>,
}

/// What a node is on the way down a pointer.
#[derive(Clone, Copy)]
enum Standing {
    Schema,
    /// The value of a keyword, before its schemas.
    Value,
    /// Where schemas are not looked for.
    Elsewhere,
}

impl<'a> Index<'a> {
    /// Finds the place that a reference leads to.
    pub(crate) fn resolve(&mut self, reference: Reference<'_>) -> Result<Target<'a>, Box<Diagnostic>> {
        let (uri, fragment) = uri::split(reference.text);
        let resource = if uri.is_empty() { reference.from } else { self.resource_of(reference, uri)? };
        let fragment = uri::percent_decode(fragment.unwrap_or("")).ok_or_else(|| {
            let message = format!("the fragment of `{}` is not percent-encoded UTF-8", reference.text);
            Diagnostic::error("malformed-uri", reference.span, message).hint("write `%25` for a percent sign")
        })?;
        if fragment.is_empty() || fragment.starts_with('/') {
            let place = self.follow(reference, resource, &fragment)?;
            return Ok(Target { place, dynamic_anchor: None });
        }
        let found = self.resource(resource);
        match found.anchors.get(&*fragment) {
            Some(anchor) => Ok(Target {
                place: anchor.place.clone(),
                dynamic_anchor: anchor.dynamic.then(|| fragment.into_owned()),
            }),
            None => {
                let message = format!("nothing is called `#{fragment}` in {}", self.shown(resource));
                let problem = Diagnostic::error("unknown-anchor", reference.span, message);
                let mut anchors: Vec<&str> = found.anchors.keys().copied().collect();
                anchors.sort_unstable();
                let pointer = format!("/{fragment}");
                Err(Box::new(if let Some(near) = suggest(&fragment, anchors) {
                    problem.hint(format!("did you mean `#{near}`?"))
                } else if found.node.pointer(&pointer).is_some() {
                    problem.hint(format!("did you mean the pointer `#{pointer}`?"))
                } else {
                    problem.hint("a pointer starts with `#/`; a name needs an `$anchor`")
                }))
            }
        }
    }

    fn resource_of(&mut self, reference: Reference<'_>, relative: &str) -> Result<ResourceId, Box<Diagnostic>> {
        let Reference { keyword, text, span, from } = reference;
        let base = &self.resource(from).uri;
        let uri = uri::resolve(base, relative).map_err(|refused| refused.diagnostic(keyword, text, span))?;
        if let Some(&found) = self.by_uri.get(uri.as_str()) {
            return Ok(found);
        }
        if metaschemas::has(&uri) {
            self.add_metaschemas();
            if let Some(&found) = self.by_uri.get(uri.as_str()) {
                return Ok(found);
            }
        }
        Err(Box::new(match uri::path_of(&uri) {
            Some(path) => self.missing_file(reference, &path),
            None => self.missing_uri(reference, relative, &uri),
        }))
    }

    fn add_metaschemas(&mut self) {
        if self.store.metaschemas.get().is_some() {
            return;
        }
        let sources = &mut self.sources;
        let documents = self.store.metaschemas.get_or_init(|| metaschemas::read_all(sources));
        for (number, document) in documents.iter().enumerate() {
            let id = DocumentId(u32::try_from(self.store.files.len() + number).unwrap_or(u32::MAX));
            // A file of the folder that is a copy of it comes first.
            if !self.by_uri.contains_key(document.path.as_str()) {
                self.add_document(id, document, &document.path);
            }
        }
    }

    /// Walks a pointer from the root of a resource.
    fn follow(
        &mut self,
        reference: Reference<'_>,
        start: ResourceId,
        path: &str,
    ) -> Result<Place<'a>, Box<Diagnostic>> {
        let root = self.resource(start);
        let mut place = Place { node: root.node, pointer: root.pointer.clone(), resource: start };
        let mut standing = Standing::Schema;
        let mut walked = 0;
        for (token, raw) in pointer::tokens(path).zip(path.split('/').skip(1)) {
            let Some(token) = token else {
                let message = format!("`{raw}` in `{}` has a `~` that is neither `~0` nor `~1`", reference.text);
                let problem = Diagnostic::error("malformed-pointer", reference.span, message);
                return Err(Box::new(problem.hint("write `~0` for `~` and `~1` for `/`")));
            };
            let Some(child) = place.node.child(&token) else {
                return Err(Box::new(self.lost(reference, &place, &path[..walked], &token)));
            };
            standing = match standing {
                Standing::Schema => {
                    let row = vocabulary::row_in(&token, self.resource(place.resource).dialect);
                    match row.map_or(Holds::Nothing, |row| row.holds) {
                        Holds::Nothing => Standing::Elsewhere,
                        Holds::Schema => Standing::Schema,
                        Holds::SchemaOrList if child.as_array().is_none() => Standing::Schema,
                        _ => Standing::Value,
                    }
                }
                Standing::Value => Standing::Schema,
                Standing::Elsewhere => Standing::Elsewhere,
            };
            pointer::push(&mut place.pointer, &token);
            place.resource = self.resource_at(child, place.resource);
            place.node = child;
            walked += 1 + raw.len();
        }
        match standing {
            Standing::Schema => {}
            Standing::Elsewhere => {
                self.adopt(&place);
                place.resource = self.resource_at(place.node, place.resource);
            }
            Standing::Value => {
                let message = format!("`{}` leads to a collection of schemas", reference.text);
                let problem = Diagnostic::error("not-a-schema", reference.span, message)
                    .related(place.node.span, "schemas stand in here")
                    .hint("add the name of one of them to the pointer");
                return Err(Box::new(problem));
            }
        }
        if matches!(place.node.value, Value::Object(_) | Value::Bool(_)) {
            return Ok(place);
        }
        let message = format!("`{}` leads to no schema", reference.text);
        let problem = Diagnostic::error("not-a-schema", reference.span, message)
            .related(place.node.span, format!("this is of type {}", place.node.type_name()))
            .hint("a schema is an object, `true` or `false`");
        Err(Box::new(problem))
    }

    /// Says how far a pointer got.
    fn lost(&self, reference: Reference<'_>, place: &Place<'a>, walked: &str, token: &str) -> Diagnostic {
        let here = if walked.is_empty() { self.shown(place.resource) } else { format!("`#{walked}`") };
        let message = format!("`{}` leads nowhere: {here} has no `{token}`", reference.text);
        let problem = Diagnostic::error("unresolved-pointer", reference.span, message);
        match &place.node.value {
            Value::Object(object) => {
                let problem = problem.related(opening(place.node), "it should stand in here");
                let renamed = [("definitions", "$defs"), ("$defs", "definitions")];
                let renamed = renamed.iter().find(|(old, new)| *old == token && object.get(new).is_some());
                let near = suggest(token, object.iter().take(CANDIDATES).map(|member| member.key.as_str()));
                match renamed.map(|(_, new)| *new).or(near) {
                    Some(near) => problem.hint(format!("did you mean `{near}`?")),
                    None => problem,
                }
            }
            Value::Array(items) => {
                problem.hint(format!("it is an array of {}; the first has the index 0", items.len()))
            }
            _ => problem.hint(format!("it is of type {}", place.node.type_name())),
        }
    }

    /// Says that no file has a path.
    fn missing_file(&self, reference: Reference<'_>, path: &str) -> Diagnostic {
        let problem = Diagnostic::error(
            "missing-file",
            reference.span,
            format!("there is no file `{path}` in the schema folder"),
        );
        let near = near_path(path, self.file_paths());
        let Some(near) = near else {
            return problem.hint("the path is relative to the file that it stands in");
        };
        let spelled = relative(&self.base_path(reference.from), near);
        if near.eq_ignore_ascii_case(path) {
            problem.hint(format!("capital letters count: write `{spelled}`"))
        } else {
            problem.hint(format!("did you mean `{spelled}`?"))
        }
    }

    /// Says that nothing has a URI.
    fn missing_uri(&self, reference: Reference<'_>, relative: &str, uri: &str) -> Diagnostic {
        let problem = Diagnostic::error("unknown-uri", reference.span, format!("no schema has the URI `{uri}`"));
        let document = self.document(self.resource(reference.from).document);
        let beside = uri::resolve(&uri::of_path(&document.path), relative);
        if let Some(path) = beside.ok().as_deref().and_then(uri::path_of)
            && self.file_paths().any(|other| other == path)
        {
            let base = &self.resource(reference.from).uri;
            return problem.label(format!("relative to `{base}`")).hint(format!(
                "`{path}` lies beside it, but a relative reference is resolved against the `$id`: give that file `$id: {uri}`, or take the `$id` here away"
            ));
        }
        let mut known: Vec<&str> =
            self.by_uri.keys().map(|uri| &**uri).filter(|uri| uri::path_of(uri).is_none()).collect();
        known.sort_unstable();
        match near_path(uri, known.into_iter()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(
                "nothing is fetched: put the schema into the folder with this `$id`, or map the URI to a file with `resources`",
            ),
        }
    }

    fn file_paths(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.store.files.iter().map(|document| document.path.as_str())
    }

    fn base_path(&self, resource: ResourceId) -> Cow<'_, str> {
        uri::path_of(&self.resource(resource).uri).unwrap_or_default()
    }

    /// A resource, as it is called in messages.
    fn shown(&self, resource: ResourceId) -> String {
        let resource = self.resource(resource);
        if resource.pointer.is_empty() {
            format!("`{}`", self.document(resource.document).path)
        } else {
            format!("`{}`", resource.uri)
        }
    }
}

/// The first character of a node: a whole object would underline half the file.
fn opening(node: &Node) -> Span {
    Span { end: node.span.start + 1, ..node.span }
}

/// The path that was probably meant: of two names or two folders one is right, and the other nearly so;
/// or there is one file of the name anywhere.
fn near_path<'p>(wanted: &str, paths: impl Iterator<Item = &'p str> + Clone) -> Option<&'p str> {
    let at = wanted.rfind(['/', ':']).map_or(0, |at| at + 1);
    let (folder, name) = wanted.split_at(at);
    let split = |path: &'p str| path.split_at(path.rfind(['/', ':']).map_or(0, |at| at + 1));
    let paths = paths.take(CANDIDATES);
    let beside = paths.clone().filter(|path| split(path).0.eq_ignore_ascii_case(folder));
    let namesakes = paths.filter(|path| split(path).1.eq_ignore_ascii_case(name));
    if let Some(near) = suggest(name, beside.clone().map(|path| split(path).1)) {
        return beside.clone().find(|path| split(path).1 == near);
    }
    let near = suggest(folder, namesakes.clone().map(|path| split(path).0));
    let near = near.and_then(|near| namesakes.clone().find(|path| split(path).0 == near));
    near.or_else(|| namesakes.clone().next().filter(|_| namesakes.clone().count() == 1))
}

/// A path as it is spelled in a reference that stands in the file `from`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let names: Vec<&str> = to.split('/').collect();
    let common = folders.iter().zip(&names[..names.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut spelled = "../".repeat(folders.len() - common);
    spelled.push_str(&names[common..].join("/"));
    spelled
}
