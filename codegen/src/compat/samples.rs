//! Values that a definition shows, held against its schemas: `examples`, `default`, and the event's
//! `counterexamples`. A build script does not pay for it: the command asks.

use super::confirm::Judge;
use super::options::Schema;
use crate::contract::{Catalog, SchemaId};
use crate::diagnostic::{Diagnostic, quote};
use crate::read::Node;

/// How many bytes of schemas are compiled for it, and how many more for each byte of text: a schema that holds
/// a default is compiled with all that it reaches. What lies beyond is not judged.
const BYTES: usize = 16 << 20;
const BYTES_A_BYTE: usize = 64;

/// What the values of a catalog's definitions break.
pub(crate) fn check(catalog: &Catalog, assert_format: bool) -> Vec<Diagnostic> {
    let text: usize = catalog.sources.all().iter().map(|source| source.text.len()).sum();
    let mut left = BYTES.saturating_add(text.saturating_mul(BYTES_A_BYTE));
    let mut problems = Vec::new();
    let mut judge = |root: SchemaId| {
        left = left.checked_sub(crate::export::schema(catalog, root).len())?;
        Judge::at(&Schema { catalog, root }, assert_format)
    };
    for (schema, id) in catalog.schemas.iter().zip(0..) {
        let Some(words) = schema.keywords() else { continue };
        if words.examples.is_empty() && words.default.is_none() {
            continue;
        }
        let Some(judge) = judge(SchemaId(id)) else { continue };
        for example in &words.examples {
            problems.extend(refused(&judge, example, "example-refused", "this example breaks its schema"));
        }
        if let Some(default) = &words.default {
            problems.extend(refused(&judge, &default.value, "default-refused", "the default breaks its schema"));
        }
    }
    for contract in catalog.contracts.iter().filter(|contract| !contract.event.counterexamples.is_empty()) {
        let Some(judge) = judge(contract.root) else { continue };
        for payload in &contract.event.counterexamples {
            if value(payload).is_some_and(|value| judge.accepts(&value)) {
                let message = "this counterexample is accepted";
                let problem = Diagnostic::warning("counterexample-accepted", payload.span, message);
                problems.push(problem.hint("say in the schema what is wrong with it, or take it out"));
            }
        }
    }
    problems
}

fn refused(judge: &Judge, sample: &Node, code: &'static str, message: &str) -> Option<Diagnostic> {
    let broken = judge.broken(&value(sample)?)?;
    let at = sample.pointer(&broken.instance_path).unwrap_or(sample);
    let place = match broken.instance_path.as_str() {
        "" => String::new(),
        path => format!(" at {}", quote(path)),
    };
    let problem = Diagnostic::warning(code, at.span, message).label(format!("breaks `{}`{place}", broken.keyword));
    Some(problem.hint("correct it, or the schema"))
}

fn value(sample: &Node) -> Option<serde_json::Value> {
    serde_json::from_str(&sample.to_json()).ok()
}
