//! References that lead back to themselves at the same value: no validator comes to an end with them
//! (core §9.4.1).

use super::schema::{Keywords, Schema, SchemaId};
use super::value::Problems;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A way from a schema to one that judges the same value; with its place, where it is a `$ref`.
struct Edge {
    to: usize,
    reference: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    OnTheWay,
    Done,
}

/// Finds every such circle, at one of its references.
pub(super) fn find(schemas: &[Schema], problems: &mut Problems) {
    let edges: Vec<Vec<Edge>> =
        schemas.iter().map(|schema| schema.keywords().map_or_else(Vec::new, in_place)).collect();
    let mut seen = vec![Seen::Never; schemas.len()];
    for start in 0..schemas.len() {
        if seen[start] != Seen::Never {
            continue;
        }
        // Each schema on the way, with the number of its edges that were taken.
        let mut way = vec![(start, 0)];
        seen[start] = Seen::OnTheWay;
        while let Some((node, taken)) = way.last_mut() {
            let Some(edge) = edges[*node].get(*taken) else {
                seen[*node] = Seen::Done;
                way.pop();
                continue;
            };
            *taken += 1;
            match seen[edge.to] {
                Seen::Done => {}
                Seen::Never => {
                    seen[edge.to] = Seen::OnTheWay;
                    way.push((edge.to, 0));
                }
                Seen::OnTheWay => {
                    let circle = way.iter().skip_while(|(node, _)| *node != edge.to);
                    let circle = circle.map(|(node, taken)| &edges[*node][taken - 1]);
                    problems.extend(endless(schemas, circle.filter(|edge| edge.reference.is_some())));
                }
            }
        }
    }
}

fn endless<'a>(schemas: &[Schema], mut references: impl Iterator<Item = &'a Edge>) -> Option<Diagnostic> {
    /// How much of the circle is named.
    const NAMED: usize = 5;
    let first = references.next()?;
    let name = |edge: &Edge| format!("#{}", schemas[edge.to].pointer);
    let mut circle: Vec<String> = std::iter::once(first).chain(references.by_ref().take(NAMED)).map(name).collect();
    circle.push(if references.next().is_some() { "…".to_owned() } else { name(first) });
    let message = "this reference leads back to itself and never to a rule";
    let problem = Diagnostic::error("endless-reference", first.reference?, message).label(circle.join(" → "));
    Some(
        problem
            .hint("a schema may refer to itself from a part of the value: below `properties`, `items` and their like"),
    )
}

/// What judges the same value as the schema itself.
fn in_place(words: &Keywords) -> Vec<Edge> {
    let lists = [&words.all_of, &words.any_of, &words.one_of].into_iter().flatten().flat_map(|at| &at.value);
    let singles = [&words.not, &words.if_schema, &words.then_schema, &words.else_schema];
    let singles = singles.into_iter().flatten().map(|at| &at.value);
    let dependent = words.dependent_schemas.iter().map(|property| &property.schema);
    let inner = lists.chain(singles).chain(dependent).map(|to| Edge { to: number(*to), reference: None });
    let reference = words.reference.iter().map(|at| Edge { to: number(at.value), reference: Some(at.span) });
    inner.chain(reference).collect()
}

fn number(id: SchemaId) -> usize {
    id.0 as usize
}
