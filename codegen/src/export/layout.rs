//! Where everything stands in an export. A place depends on its document alone, not on what else is
//! exported: pointers keep their shape but for keywords that 2020-12 calls otherwise, and what stands
//! where 2020-12 has no schemas moves into the `$defs` beside it.

use std::borrow::Cow;

use crate::contract::{Catalog, Dialect, DocumentId};
use crate::read::{Node, Object, Value};
use crate::resolve::pointer;
use crate::resolve::vocabulary::{self, Holds, Keyword, Row};

/// Where a schema stands in the export of its document.
pub(super) struct Standing {
    /// The pointer to it.
    pub(super) pointer: String,
    /// How much of the pointer leads to the resource that it belongs to.
    pub(super) resource: usize,
}

impl Standing {
    /// The pointer from the resource that it belongs to.
    pub(super) fn local(&self) -> &str {
        &self.pointer[self.resource..]
    }
}

/// How a member of a schema is exported.
pub(super) enum Shape<'r> {
    /// A keyword under its name in 2020-12.
    Keyword(&'r Row, &'static str),
    /// An entry of `$defs` for each entry.
    Definitions,
    /// `x-sensitive`: `writeOnly`, the annotation that every validator knows.
    Sensitive,
    /// It has no effect in its dialect.
    Dropped,
    /// An extension of the definition format or of a vendor.
    Extension,
    /// An annotation that no dialect knows.
    Annotation,
}

/// Whether a schema is a `$ref` beside which nothing counts.
pub(super) fn is_alone(object: &Object, dialect: Dialect) -> bool {
    dialect.is_draft7() && object.get("$ref").is_some()
}

fn is_sensitive(object: &Object) -> bool {
    object.get("x-sensitive").and_then(Node::as_bool) == Some(true)
}

/// How a member of a schema object is exported.
pub(super) fn shape(name: &str, object: &Object, dialect: Dialect) -> Shape<'static> {
    let Some(row) = vocabulary::row(name) else {
        return if name.starts_with("x-") { Shape::Extension } else { Shape::Annotation };
    };
    let tuple = || object.get("items").is_some_and(|items| items.as_array().is_some());
    let draft7 = dialect.is_draft7();
    match row.keyword {
        Keyword::Defs | Keyword::Definitions => Shape::Definitions,
        Keyword::XSensitive => Shape::Sensitive,
        Keyword::WriteOnly if is_sensitive(object) => Shape::Dropped,
        // What hides a value counts beside a `$ref` of draft-07 too: it is nothing that a validator judges by.
        Keyword::WriteOnly => Shape::Keyword(row, row.name),
        _ if name.starts_with("x-") => Shape::Extension,
        Keyword::Ref => Shape::Keyword(row, row.name),
        _ if !row.known_in(dialect) || is_alone(object, dialect) => Shape::Dropped,
        Keyword::Items if draft7 && tuple() => Shape::Keyword(row, "prefixItems"),
        Keyword::AdditionalItems if !tuple() => Shape::Dropped,
        Keyword::AdditionalItems => Shape::Keyword(row, "items"),
        Keyword::Dependencies => Shape::Keyword(row, "dependentSchemas"),
        _ => Shape::Keyword(row, row.name),
    }
}

/// The name of an entry of `definitions` in `$defs`: its own, unless an entry of `$defs` has it.
pub(super) fn definition_name<'a>(container: &str, name: &'a str, object: &Object) -> Cow<'a, str> {
    let taken = container == "definitions"
        && object.get("$defs").and_then(Node::as_object).is_some_and(|defs| defs.get(name).is_some());
    if taken { moved_name(&format!("/{container}/{name}"), object).into() } else { name.into() }
}

/// The name in `$defs` of a schema that stood where 2020-12 has none: the pointer to it.
pub(super) fn moved_name(pointer: &str, object: &Object) -> String {
    let mut name = pointer.to_owned();
    let containers = || ["$defs", "definitions"].into_iter().filter_map(|container| object.get(container)?.as_object());
    while containers().any(|container| container.get(&name).is_some()) {
        name.insert(0, '/');
    }
    name
}

/// Walks to a place as it was written, and notes the way as it is exported.
pub(super) fn stand(catalog: &Catalog, document: DocumentId, place: &str) -> Standing {
    let file = &catalog[document];
    let mut standing = Standing { pointer: String::new(), resource: 0 };
    let mut dialect = file.resources.get("").map_or(Dialect::DRAFT_2020, |root| root.dialect);
    let mut node = &file.node;
    let mut read = String::new();
    let mut tokens = pointer::tokens(place).flatten();
    while let Some(token) = tokens.next() {
        let Value::Object(object) = &node.value else { break };
        let from = read.len();
        let mut step = |token: &str| {
            pointer::push(&mut read, token);
            node = node.child(token)?;
            Some(node)
        };
        let value = step(&token);
        let shape = shape(&token, object, dialect);
        let holds = match shape {
            Shape::Definitions => Holds::Map,
            Shape::Keyword(row, _) => row.holds,
            _ => Holds::Nothing,
        };
        let listed = match holds {
            Holds::Nothing | Holds::Schema => false,
            Holds::SchemaOrList => value.is_some_and(|value| value.as_array().is_some()),
            _ => true,
        };
        let entry = if listed { tokens.next() } else { None };
        if let Some(entry) = &entry {
            step(entry);
        }
        match (shape, holds) {
            (Shape::Definitions, _) => {
                pointer::push(&mut standing.pointer, "$defs");
                let name = definition_name(&token, entry.as_deref().unwrap_or_default(), object);
                pointer::push(&mut standing.pointer, &name);
            }
            (Shape::Keyword(_, name), holds) if holds != Holds::Nothing => {
                pointer::push(&mut standing.pointer, name);
                if let Some(entry) = &entry {
                    pointer::push(&mut standing.pointer, entry);
                }
            }
            _ => {
                while catalog.schema_at(document, &read).is_none() {
                    let Some(token) = tokens.next() else { break };
                    pointer::push(&mut read, &token);
                    match node.child(&token) {
                        Some(below) => node = below,
                        None => break,
                    }
                }
                pointer::push(&mut standing.pointer, "$defs");
                pointer::push(&mut standing.pointer, &moved_name(&read[from..], object));
            }
        }
        if let Some(resource) = file.resources.get(&read) {
            standing.resource = standing.pointer.len();
            dialect = resource.dialect;
        }
    }
    standing
}
