//! What the `x-event` block says about the payload, held against the payload's schema.

use std::collections::{HashMap, HashSet};

use super::catalog::{Catalog, Contract};
use super::schema::{At, Body, Keywords, SchemaId, Types};
use super::value::Problems;
use crate::diagnostic::{Diagnostic, suggest};
use crate::read::Node;
use crate::resolve::pointer;

/// How deep unions may lie in one another before a property counts as not required.
const UNIONS: usize = 16;

/// Holds every block against its payload.
pub(super) fn check(catalog: &Catalog, problems: &mut Problems) {
    for contract in &catalog.contracts {
        let pointers = [("key", &contract.event.key), ("idempotency", &contract.event.idempotency)];
        for (key, at) in pointers {
            problems.extend(at.as_ref().and_then(|at| leads(catalog, contract, key, at)));
        }
        problems.extend(version(catalog, contract));
    }
}

/// A pointer leads to a scalar that every payload has.
fn leads(catalog: &Catalog, contract: &Contract, key: &str, at: &At<String>) -> Option<Diagnostic> {
    let mut here = vec![contract.root];
    let mut optional = None;
    for token in pointer::tokens(&at.value).flatten() {
        let schemas = together(catalog, &here);
        let keywords = || schemas.iter().filter_map(|id| catalog[*id].keywords());
        let declared = keywords().flat_map(|keywords| &keywords.properties);
        let below: Vec<SchemaId> =
            declared.clone().filter(|property| property.name.value == token).map(|property| property.schema).collect();
        if below.is_empty() {
            // What is not declared by name may be allowed by a rule.
            if keywords().any(|keywords| is_open(catalog, keywords)) {
                return None;
            }
            let message = format!("`{key}` leads to `{}`, and the payload declares no `{token}`", at.value);
            let problem = Diagnostic::error("undeclared-property", at.span, message);
            return Some(match suggest(&token, declared.map(|property| property.name.value.as_str())) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("declare it in `properties`"),
            });
        }
        let mut judged = HashMap::new();
        if optional.is_none() && !here.iter().any(|id| requires(catalog, *id, &token, UNIONS, &mut judged)) {
            optional = Some(token.into_owned());
        }
        here = below;
    }
    let schemas = together(catalog, &here);
    let types = schemas.iter().filter_map(|id| catalog[*id].keywords()?.types.as_ref());
    let types = types.fold(Types::ALL, |all, types| all.and(types.value));
    let nested = types.and(Types::ARRAY.or(Types::OBJECT));
    if types != Types::ALL && !nested.is_empty() {
        let what = if nested.contains(Types::OBJECT) { "an object" } else { "an array" };
        let message = format!("`{key}` leads to `{}`, which may be {what}", at.value);
        return Some(
            Diagnostic::error("not-scalar", at.span, message).hint("lead it to a string, a number or a boolean"),
        );
    }
    let optional = optional?;
    let message = format!("`{key}` leads to `{}`, and a payload need not have `{optional}`", at.value);
    Some(Diagnostic::warning("optional-key", at.span, message).hint(format!("name `{optional}` in `required`")))
}

/// Whether a schema gives rules to properties that it does not name.
pub(super) fn is_open(catalog: &Catalog, keywords: &Keywords) -> bool {
    let others = [&keywords.additional_properties, &keywords.unevaluated_properties];
    let ruled = |at: &At<SchemaId>| !matches!(catalog[at.value].body, Body::Bool(false));
    !keywords.pattern_properties.is_empty() || others.into_iter().flatten().any(ruled)
}

/// The schemas that may judge the same value as some schemas: through references, `allOf` and unions.
pub(super) fn together(catalog: &Catalog, from: &[SchemaId]) -> Vec<SchemaId> {
    let mut seen: HashSet<SchemaId> = HashSet::new();
    let mut found = Vec::new();
    let mut pending = from.to_vec();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        found.push(id);
        let Some(keywords) = catalog[id].keywords() else { continue };
        let lists = [&keywords.all_of, &keywords.any_of, &keywords.one_of];
        pending.extend(lists.into_iter().flatten().flat_map(|list| &list.value));
        pending.extend(keywords.references());
        pending.extend([&keywords.then_schema, &keywords.else_schema].into_iter().flatten().map(|at| at.value));
    }
    found
}

/// Whether every object that a schema accepts has a property.
fn requires(catalog: &Catalog, id: SchemaId, name: &str, unions: usize, judged: &mut HashMap<SchemaId, bool>) -> bool {
    if let Some(known) = judged.get(&id) {
        return *known;
    }
    judged.insert(id, false);
    let mut seen = HashSet::new();
    let mut pending = vec![id];
    while let Some(next) = pending.pop() {
        let Some(keywords) = catalog[next].keywords().filter(|_| seen.insert(next)) else { continue };
        let listed = keywords.required.iter().any(|required| required.value == name);
        let by_branches = unions > 0
            && [&keywords.any_of, &keywords.one_of]
                .into_iter()
                .flatten()
                .any(|union| union.value.iter().all(|branch| requires(catalog, *branch, name, unions - 1, judged)));
        if listed || by_branches {
            judged.insert(id, true);
            return true;
        }
        pending.extend(keywords.references());
        pending.extend(keywords.all_of.iter().flat_map(|list| &list.value));
    }
    false
}

/// A payload that carries its version carries the one of its block.
fn version(catalog: &Catalog, contract: &Contract) -> Option<Diagnostic> {
    let version = &contract.event.version;
    let schemas = together(catalog, &[contract.root]);
    let properties = schemas.iter().filter_map(|id| catalog[*id].keywords()).flat_map(|keywords| &keywords.properties);
    let declared = properties.filter(|property| property.name.value == "version");
    let constants = declared.filter_map(|property| catalog[property.schema].keywords()?.const_value.as_ref());
    let differs = |constant: &&At<Node>| written(&constant.value).is_some_and(|number| number != version.value);
    let constant = constants.into_iter().find(differs)?;
    let message = format!(
        "the payload says that it is version {}, and `x-event` that it is {}",
        constant.value.to_json(),
        version.value
    );
    let problem = Diagnostic::warning("version-mismatch", constant.span, message);
    let letter = if constant.value.as_str().is_some_and(|text| text.starts_with('v')) { "v" } else { "" };
    Some(problem.related(version.span, "the event's version").hint(format!("write `{letter}{}`", version.value)))
}

/// The version that a constant spells: `1`, `"1"` or `"v1"`.
fn written(constant: &Node) -> Option<u32> {
    match constant.as_str() {
        Some(text) => text.strip_prefix('v').unwrap_or(text).parse().ok(),
        None => constant.as_number()?.as_u64()?.try_into().ok(),
    }
}
