//! Types that hold themselves by value need a box somewhere on the way round.

use super::shape::{FieldKind, Kind, Program, Type, TypeId, Use};

/// Boxes every field and branch that leads back to its own type.
pub(crate) fn box_cycles(program: &mut Program) {
    let edges: Vec<Vec<TypeId>> = program.types.iter().map(|def| held(&def.kind)).collect();
    let component = components(&edges);
    for index in 0..program.types.len() {
        let own = component[index];
        let cyclic = |to: &TypeId| component[to.0 as usize] == own && loops(&edges, index, *to);
        match &mut program.types[index].kind {
            Kind::Struct(object) => {
                for field in &mut object.fields {
                    if let FieldKind::Required(value) | FieldKind::Optional(value) = &mut field.kind {
                        field.boxed = direct(value).is_some_and(|to| cyclic(&to));
                        box_positions(value, &cyclic);
                    }
                }
            }
            Kind::Union(union) => {
                for branch in &mut union.branches {
                    branch.boxed = direct(&branch.ty).is_some_and(|to| cyclic(&to));
                    box_positions(&mut branch.ty, &cyclic);
                }
            }
            Kind::Sequence(sequence) => {
                sequence.positions.iter_mut().for_each(|position| box_named(position, &cyclic));
            }
            Kind::Newtype(value) => box_named(value, &cyclic),
            Kind::Enum(_) | Kind::Pending => {}
        }
    }
}

/// Boxes the positions of a tuple that lead back.
fn box_positions(value: &mut Use, cyclic: &impl Fn(&TypeId) -> bool) {
    match &mut value.ty {
        Type::Tuple(positions) => positions.iter_mut().for_each(|position| box_named(position, cyclic)),
        Type::Nullable(inner) => box_positions(inner, cyclic),
        _ => {}
    }
}

/// Boxes a type that leads back, also below `null` and in a tuple.
fn box_named(value: &mut Use, cyclic: &impl Fn(&TypeId) -> bool) {
    match &mut value.ty {
        Type::Named(id) if cyclic(id) => value.ty = Type::Boxed(*id),
        Type::Nullable(inner) => box_named(inner, cyclic),
        _ => box_positions(value, cyclic),
    }
}

/// The types that a value of this kind holds by value.
fn held(kind: &Kind) -> Vec<TypeId> {
    let uses: Vec<&Use> = match kind {
        Kind::Struct(object) => object
            .fields
            .iter()
            .filter_map(|field| match &field.kind {
                FieldKind::Required(value) | FieldKind::Optional(value) => Some(value),
                FieldKind::Constant(_) | FieldKind::Forbidden => None,
            })
            .collect(),
        Kind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        Kind::Sequence(sequence) => sequence.positions.iter().collect(),
        Kind::Newtype(value) => vec![value],
        Kind::Enum(_) | Kind::Pending => Vec::new(),
    };
    let mut ids = Vec::new();
    uses.into_iter().for_each(|value| collect(value, &mut ids));
    ids
}

fn collect(value: &Use, ids: &mut Vec<TypeId>) {
    match &value.ty {
        Type::Named(id) => ids.push(*id),
        Type::Nullable(inner) => collect(inner, ids),
        Type::Tuple(positions) => positions.iter().for_each(|position| collect(position, ids)),
        _ => {}
    }
}

/// The type that a box around the whole value would hide.
fn direct(value: &Use) -> Option<TypeId> {
    match &value.ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => direct(inner),
        _ => None,
    }
}

/// Whether an edge lies on a cycle: its end is in the same component, or is its own start.
fn loops(edges: &[Vec<TypeId>], from: usize, to: TypeId) -> bool {
    from != to.0 as usize || edges[from].contains(&to)
}

/// Strongly connected components (Tarjan), without recursion: the number of each type's component.
pub(super) fn components(edges: &[Vec<TypeId>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low, mut component) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut stack, mut next, mut components) = (Vec::new(), 0, 0);
    for root in 0..count {
        if order[root] != NEW {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some(&mut (node, ref mut edge)) = work.last_mut() {
            if *edge == 0 {
                order[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
            }
            if let Some(to) = edges[node].get(*edge).map(|id| id.0 as usize) {
                *edge += 1;
                if order[to] == NEW {
                    work.push((to, 0));
                } else if component[to] == NEW {
                    low[node] = low[node].min(order[to]);
                }
                continue;
            }
            work.pop();
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == order[node] {
                while let Some(member) = stack.pop() {
                    component[member] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
