//! Which values stay out of a report: those that a schema calls `writeOnly` or `x-sensitive`.

use super::{
    document::{Document, Target, address},
    path::Path,
    subschemas,
};
use crate::Violation;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The keywords that hide a value. A generated contract says the first alone.
const SAYS_SO: [&str; 2] = ["writeOnly", "x-sensitive"];

/// Stands for a value that stays out of the report.
pub(crate) const HIDDEN: &str = "(hidden)";

/// How many bytes of places are remembered. With more, every value is hidden.
const MOST: usize = 4 << 20;

/// The places of the values that stay out of a report.
#[derive(Default)]
pub(super) struct Hidden {
    /// Whether the document hides any value at all.
    any: bool,
    /// The addresses of the schemas that hide a value, or something in it.
    within: HashSet<usize>,
    paths: BTreeSet<String>,
    bytes: usize,
    everything: bool,
}

impl Hidden {
    pub(super) fn of(document: &Document<'_>) -> Self {
        match document.at("") {
            Some(root) if says_anywhere(root.schema) => {
                Self { any: true, within: within(document, root), ..Self::default() }
            }
            _ => Self::default(),
        }
    }

    /// Notes the place of a value that this schema hides. A scalar is no array and no object with something
    /// hidden in it: it may be the very thing, out of its place. `null` is nothing.
    pub(super) fn note(&mut self, schema: &Value, value: &Value, path: &Path<'_>) {
        let misplaced = || !matches!(value, Value::Null | Value::Array(_) | Value::Object(_));
        if self.any && (says_so(schema) || (misplaced() && self.within.contains(&address(schema)))) {
            self.add(path);
        }
    }

    /// Not all schemas have spoken: where there are some that hide a value, any value may be theirs.
    pub(super) fn is_cut_short(&mut self) {
        self.everything = self.any;
    }

    fn add(&mut self, path: &Path<'_>) {
        if self.bytes >= MOST {
            self.everything = true;
        } else {
            let path = path.to_string();
            let bytes = path.len() + 1;
            if self.paths.insert(path) {
                self.bytes += bytes;
            }
        }
    }

    /// Whether any value stays out of the report.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }

    /// Takes out of a violation what it says of a hidden value: the value itself, and the names in it that are
    /// the payload's own.
    pub(super) fn cover(&self, violation: &mut Violation) {
        let path = &violation.instance_path;
        let outward = std::iter::successors(Some(path.as_str()), |path| Some(&path[..path.rfind('/')?]));
        // The outermost of the values that are hidden here.
        let Some(place) = outward.filter(|path| self.everything || self.paths.contains(*path)).last() else {
            return;
        };
        HIDDEN.clone_into(&mut violation.found);
        let declared = |name: &str| violation.schema_path.contains(&format!("/properties/{name}/"));
        let mut end = place.len();
        for name in path[end..].split('/').skip(1) {
            if !declared(name) {
                violation.instance_path.truncate(end);
                if violation.expected.starts_with(NO_MEMBER) {
                    violation.expected = format!("{NO_MEMBER}of this name");
                }
                return;
            }
            end += 1 + name.len();
        }
    }
}

/// How the refusal of a member begins, before its name.
pub(super) const NO_MEMBER: &str = "no member ";

fn says_so(schema: &Value) -> bool {
    SAYS_SO.iter().any(|keyword| schema.get(*keyword) == Some(&Value::Bool(true)))
}

/// Whether a document may hide a value, wherever its schemas lie.
fn says_anywhere(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(says_anywhere),
        Value::Object(members) => says_so(value) || members.values().any(says_anywhere),
        _ => false,
    }
}

/// The addresses of the schemas that hide a value or something in it, on their own or through others.
fn within<'s>(document: &Document<'s>, root: Target<'s>) -> HashSet<usize> {
    let mut above: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut known = HashSet::from([address(root.schema)]);
    let mut pending = vec![root];
    let mut rising = Vec::new();
    while let Some(Target { schema, resource }) = pending.pop() {
        let resource = document.rooted_at(schema).unwrap_or(resource);
        if says_so(schema) {
            rising.push(address(schema));
        }
        let children = subschemas::applied(schema).map(|schema| Target { schema, resource });
        for target in children.chain(document.references(schema, resource)) {
            above.entry(address(target.schema)).or_default().push(address(schema));
            if known.insert(address(target.schema)) {
                pending.push(target);
            }
        }
    }
    let mut found: HashSet<usize> = rising.iter().copied().collect();
    while let Some(schema) = rising.pop() {
        rising.extend(above.get(&schema).into_iter().flatten().copied().filter(|schema| found.insert(*schema)));
    }
    found
}
