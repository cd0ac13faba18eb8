//! How deep types lie in one another. rustc looks through them one by one to see whether the outermost is
//! `Send`, and gives up at its recursion limit of 128.

use super::recursion::components;
use super::shape::{FieldKind, Kind, Program, Type, TypeId, Use};
use crate::contract::Catalog;
use crate::diagnostic::Diagnostic;

/// What types may take of rustc's 128 steps; the rest is for what a program wraps around an event.
const MOST: usize = 110;

/// Refuses events whose types lie too deep in one another to be compiled.
pub(super) fn find(catalog: &Catalog, program: &Program) -> Vec<Diagnostic> {
    let held: Vec<Vec<(TypeId, usize)>> = program.types.iter().map(|def| held(&def.kind)).collect();
    let edges: Vec<Vec<TypeId>> = held.iter().map(|all| all.iter().map(|(to, _)| *to).collect()).collect();
    let component = components(&edges);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); program.types.len()];
    for (index, own) in component.iter().enumerate() {
        members[*own].push(index);
    }
    // A component is numbered after all that it leads to. One of several types counts as its largest: how
    // rustc goes through a ring depends on where it enters.
    let mut depths = vec![0; members.len()];
    for (own, members) in members.iter().enumerate() {
        let mut within = 0;
        let mut below = 0;
        for index in members {
            let (inside, outside): (Vec<_>, Vec<_>) =
                held[*index].iter().partition(|(to, _)| component[to.0 as usize] == own);
            within = within.max(1 + inside.iter().map(|(_, steps)| *steps).max().unwrap_or(0));
            let deepest = outside.iter().map(|(to, steps)| steps + depths[component[to.0 as usize]]).max();
            below = below.max(deepest.unwrap_or(0));
        }
        depths[own] = within + below;
    }
    let too_deep = program.events.iter().filter(|id| depths[component[id.0 as usize]] > MOST);
    too_deep
        .map(|id| {
            let span = catalog[program[*id].schema].span;
            let span = crate::source::Span { end: span.end.min(span.start + 1), ..span };
            Diagnostic::error("too-deep", span, "the types of this event lie too deep in one another for rustc")
                .hint("its limit is 128 steps, of which an optional object takes 2 and a list of objects 4: nest fewer")
        })
        .collect()
}

/// The types that a type holds, each with the steps that lead to it.
fn held(kind: &Kind) -> Vec<(TypeId, usize)> {
    let mut found = Vec::new();
    match kind {
        Kind::Struct(object) => {
            for field in &object.fields {
                match &field.kind {
                    FieldKind::Required(value) => collect(value, 2 * usize::from(field.boxed), &mut found),
                    FieldKind::Optional(value) => collect(value, 1 + 2 * usize::from(field.boxed), &mut found),
                    FieldKind::Constant(_) | FieldKind::Forbidden => {}
                }
            }
            if let super::shape::Rest::Typed(value) = &object.rest {
                collect(value, MAP, &mut found);
            }
        }
        Kind::Union(union) => {
            union.branches.iter().for_each(|one| collect(&one.ty, 2 * usize::from(one.boxed), &mut found));
        }
        Kind::Sequence(sequence) => {
            sequence.positions.iter().for_each(|position| collect(position, 1, &mut found));
            sequence.rest.iter().for_each(|rest| collect(rest, 3, &mut found));
        }
        Kind::Newtype(value) => collect(value, 0, &mut found),
        Kind::Enum(_) | Kind::Pending => {}
    }
    found
}

/// The steps through a map to its values.
const MAP: usize = 3;

fn collect(value: &Use, steps: usize, found: &mut Vec<(TypeId, usize)>) {
    match &value.ty {
        Type::Named(id) => found.push((*id, steps)),
        Type::Boxed(id) => found.push((*id, steps + 2)),
        Type::Vec(inner) => collect(inner, steps + 3, found),
        Type::Map(inner) => collect(inner, steps + MAP, found),
        Type::Nullable(inner) => collect(inner, steps + 1, found),
        Type::Tuple(positions) => positions.iter().for_each(|position| collect(position, steps + 1, found)),
        _ => {}
    }
}
