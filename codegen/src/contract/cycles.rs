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
                    problems.extend(
                        circle.filter_map(|(node, taken)| edges[*node][taken - 1].reference).next().map(endless),
                    );
                }
            }
        }
    }
}

fn endless(reference: Span) -> Diagnostic {
    Diagnostic::error("endless-reference", reference, "this reference leads back to itself and never to a rule")
        .hint("a schema may refer to itself from a part of the value: below `properties`, `items` and their like")
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
