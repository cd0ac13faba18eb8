//! Whether every key of a payload is declared, by a walk over the schema's text.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value};

use super::judge::{Known, NAME};
use crate::resolve::uri;

/// How many schema objects may apply to one value.
const MAX_APPLIED: usize = 2_000;

/// Walks over one schema.
pub(super) struct Declared {
    schema: Arc<Value>,
    known: Known,
    /// The pointers to what has a URI of its own.
    resources: HashMap<String, String>,
    judges: RefCell<HashMap<String, Option<Validator>>>,
}

/// A schema object that applies to a value.
struct Applied<'a> {
    pointer: String,
    words: &'a Map<String, Value>,
    /// Whether it holds. Of an `if` that does not, the names count.
    holds: bool,
}

impl Declared {
    pub(super) fn new(schema: Arc<Value>, known: Known) -> Option<Self> {
        let mut resources = HashMap::from([(NAME.to_owned(), String::new())]);
        collect(&schema, NAME, "", &mut resources, 0)?;
        Some(Self { schema, known, resources, judges: RefCell::default() })
    }

    /// Whether all keys of a value are declared.
    pub(super) fn all(&self, value: &Value) -> Option<bool> {
        self.walk(&[(String::new(), true)], value)
    }

    fn walk(&self, schemas: &[(String, bool)], value: &Value) -> Option<bool> {
        if !has_keys(value) {
            return Some(true);
        }
        let applied = self.applied(schemas, value)?;
        match value {
            Value::Object(members) => {
                let non_empty = |words: &Map<String, Value>, key: &str| {
                    words.get(key).and_then(Value::as_object).is_some_and(|named| !named.is_empty())
                };
                let speaks = |words| non_empty(words, "properties") || non_empty(words, "patternProperties");
                let closed = applied.iter().any(|applied| speaks(applied.words));
                for (key, member) in members {
                    if closed && !self.names(&applied, key)? {
                        return Some(false);
                    }
                    if !self.walk(&self.members(&applied, key)?, member)? {
                        return Some(false);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if !self.walk(&self.items(&applied, index, item)?, item)? {
                        return Some(false);
                    }
                }
            }
            _ => {}
        }
        Some(true)
    }

    /// All schema objects that apply to a value.
    fn applied(&self, schemas: &[(String, bool)], value: &Value) -> Option<Vec<Applied<'_>>> {
        let mut pending = schemas.to_vec();
        let mut seen = BTreeSet::new();
        let mut applied = Vec::new();
        while let Some((pointer, holds)) = pending.pop() {
            if !seen.insert((pointer.clone(), holds)) {
                continue;
            }
            if applied.len() > MAX_APPLIED {
                return None;
            }
            let Value::Object(words) = self.schema.pointer(&pointer)? else { continue };
            if let Some(reference) = words.get("$ref").and_then(Value::as_str) {
                pending.push((self.resolve(&pointer, reference)?, holds));
                if self.known.draft == Draft::Draft7 {
                    continue;
                }
            }
            if words.contains_key("$dynamicRef") {
                return None;
            }
            for keyword in ["allOf", "anyOf", "oneOf"] {
                let count = words.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
                for index in 0..count {
                    let branch = format!("{pointer}/{keyword}/{index}");
                    if !holds || keyword == "allOf" || self.accepts(&branch, value)? {
                        pending.push((branch, holds));
                    }
                }
            }
            if words.contains_key("if") {
                let test = format!("{pointer}/if");
                let then = holds && self.accepts(&test, value)?;
                pending.push((test, then));
                for (keyword, taken) in [("then", then), ("else", !then)] {
                    if words.contains_key(keyword) && (taken || !holds) {
                        pending.push((format!("{pointer}/{keyword}"), holds));
                    }
                }
            }
            for keyword in ["dependentSchemas", "dependencies"] {
                for (name, dependent) in words.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                    if !dependent.is_array() && value.get(name).is_some() {
                        pending.push((format!("{pointer}/{keyword}/{}", escaped(name)), holds));
                    }
                }
            }
            applied.push(Applied { pointer, words, holds });
        }
        Some(applied)
    }

    /// Whether some schema object declares a key.
    fn names(&self, applied: &[Applied<'_>], key: &str) -> Option<bool> {
        let listed = |value: Option<&Value>| {
            value.and_then(Value::as_array).is_some_and(|names| names.iter().any(|name| name == key))
        };
        for Applied { words, .. } in applied {
            let dependents = [words.get("dependentRequired"), words.get("dependencies")].into_iter().flatten();
            let mut dependents = dependents.filter_map(Value::as_object).flatten();
            let rest = words.get("unevaluatedProperties");
            if self.own(words, key)?
                || listed(words.get("required"))
                || dependents.any(|(name, required)| required.is_array() && (name == key || listed(Some(required))))
                || words.get("additionalProperties").is_some_and(|rest| *rest != Value::Bool(false))
                || rest.is_some_and(|rest| *rest != Value::Bool(false))
            {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a key is among `properties`, or matches `patternProperties`.
    fn own(&self, words: &Map<String, Value>, key: &str) -> Option<bool> {
        if words.get("properties").is_some_and(|properties| properties.get(key).is_some()) {
            return Some(true);
        }
        Some(!self.patterns(words, key)?.is_empty())
    }

    fn patterns<'w>(&self, words: &'w Map<String, Value>, key: &str) -> Option<Vec<&'w str>> {
        let mut found = Vec::new();
        for (pattern, _) in words.get("patternProperties").and_then(Value::as_object).into_iter().flatten() {
            let mut judges = self.judges.borrow_mut();
            let judge = judges.entry(format!("pattern {pattern}")).or_insert_with(|| self.known.pattern(pattern));
            if judge.as_ref()?.is_valid(&Value::String(key.to_owned())) {
                found.push(pattern.as_str());
            }
        }
        Some(found)
    }

    /// The schemas of a member's value.
    fn members(&self, applied: &[Applied<'_>], key: &str) -> Option<Vec<(String, bool)>> {
        let mut schemas = Vec::new();
        for Applied { pointer, words, holds } in applied {
            let own = self.own(words, key)?;
            if words.get("properties").is_some_and(|properties| properties.get(key).is_some()) {
                schemas.push((format!("{pointer}/properties/{}", escaped(key)), *holds));
            }
            for pattern in self.patterns(words, key)? {
                schemas.push((format!("{pointer}/patternProperties/{}", escaped(pattern)), *holds));
            }
            if !own && words.contains_key("additionalProperties") {
                schemas.push((format!("{pointer}/additionalProperties"), *holds));
            }
        }
        if schemas.is_empty() {
            let rest = applied.iter().filter(|applied| applied.words.contains_key("unevaluatedProperties"));
            schemas.extend(rest.map(|applied| (format!("{}/unevaluatedProperties", applied.pointer), applied.holds)));
        }
        Some(schemas)
    }

    /// The schemas of an item.
    fn items(&self, applied: &[Applied<'_>], index: usize, item: &Value) -> Option<Vec<(String, bool)>> {
        let mut schemas = Vec::new();
        for Applied { pointer, words, holds } in applied {
            let (listed, rest) = match words.get("items") {
                Some(Value::Array(_)) if self.known.draft == Draft::Draft7 => ("items", "additionalItems"),
                _ if self.known.draft == Draft::Draft7 => ("", "items"),
                _ => ("prefixItems", "items"),
            };
            let prefix = words.get(listed).and_then(Value::as_array).map_or(0, Vec::len);
            if index < prefix {
                schemas.push((format!("{pointer}/{listed}/{index}"), *holds));
            } else if words.contains_key(rest) {
                schemas.push((format!("{pointer}/{rest}"), *holds));
            }
            let contains = format!("{pointer}/contains");
            if words.contains_key("contains") && self.accepts(&contains, item)? {
                schemas.push((contains, *holds));
            }
        }
        if schemas.is_empty() {
            let rest = applied.iter().filter(|applied| applied.words.contains_key("unevaluatedItems"));
            schemas.extend(rest.map(|applied| (format!("{}/unevaluatedItems", applied.pointer), applied.holds)));
        }
        Some(schemas)
    }

    /// Whether the schema at a pointer accepts a value.
    fn accepts(&self, pointer: &str, value: &Value) -> Option<bool> {
        let mut judges = self.judges.borrow_mut();
        let judge = judges.entry(pointer.to_owned()).or_insert_with(|| self.known.validator(pointer));
        Some(judge.as_ref()?.is_valid(value))
    }

    /// The pointer to what a reference leads to.
    fn resolve(&self, from: &str, reference: &str) -> Option<String> {
        // The resource that the reference stands in is the one with the longest pointer above it.
        let above =
            |pointer: &str| from == pointer || from.strip_prefix(pointer).is_some_and(|rest| rest.starts_with('/'));
        let own = self
            .resources
            .iter()
            .filter(|(_, pointer)| above(pointer))
            .max_by_key(|(uri, pointer)| (pointer.len(), *uri == NAME));
        let (base, own) = own?;
        let (relative, fragment) = uri::split(reference);
        let root = if relative.is_empty() {
            own.clone()
        } else {
            self.resources.get(uri::resolve(base, relative).ok()?.as_str())?.clone()
        };
        let fragment = uri::percent_decode(fragment.unwrap_or(""))?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(format!("{root}{fragment}"));
        }
        anchored(self.schema.pointer(&root)?, &root, &fragment, 0)
    }
}

/// Whether there is a key anywhere in a value.
fn has_keys(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => items.iter().any(has_keys),
        _ => false,
    }
}

/// Collects what has a URI of its own.
fn collect(
    value: &Value,
    base: &str,
    pointer: &str,
    resources: &mut HashMap<String, String>,
    depth: usize,
) -> Option<()> {
    if depth > 128 {
        return None;
    }
    let mut base = base.to_owned();
    match value {
        Value::Object(members) => {
            if let Some(id) = members.get("$id").and_then(Value::as_str).filter(|id| !id.starts_with('#')) {
                base = uri::resolve(&base, uri::split(id).0).ok()?;
                resources.insert(base.clone(), pointer.to_owned());
            }
            for (key, member) in members.iter().filter(|(key, _)| *key != "enum" && *key != "const") {
                collect(member, &base, &format!("{pointer}/{}", escaped(key)), resources, depth + 1)?;
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &base, &format!("{pointer}/{index}"), resources, depth + 1)?;
            }
        }
        _ => {}
    }
    Some(())
}

/// The pointer to what an anchor names.
fn anchored(value: &Value, pointer: &str, name: &str, depth: usize) -> Option<String> {
    if depth > 128 {
        return None;
    }
    match value {
        Value::Object(members) => {
            let is = |key: &str, own: &str| members.get(key).and_then(Value::as_str) == Some(own);
            if is("$anchor", name) || is("$dynamicAnchor", name) || is("$id", &format!("#{name}")) {
                return Some(pointer.to_owned());
            }
            members
                .iter()
                .find_map(|(key, member)| anchored(member, &format!("{pointer}/{}", escaped(key)), name, depth + 1))
        }
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(index, item)| anchored(item, &format!("{pointer}/{index}"), name, depth + 1))
        }
        _ => None,
    }
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
