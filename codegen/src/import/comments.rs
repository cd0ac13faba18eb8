//! A YAML file that becomes a definition as it stands: its own text, comments included, with what is new
//! put in.

use super::plan::{Plan, Role, Unit};
use super::tree::Tree;
use super::{convert, yaml};
use crate::read::Node;
use crate::source::Span;

/// The unit's own text with the new members put in and its references replaced; `None` where that would
/// not say the same as the value.
pub(super) fn keep(plan: &Plan<'_>, unit: &Unit<'_>, head: &[(String, Tree)], tree: &Tree) -> Option<String> {
    if !unit.place.pointer.is_empty() {
        return None;
    }
    let source = plan.index.sources.get(plan.index.document(unit.document).file);
    let is_json = source.path.to_ascii_lowercase().ends_with(".json");
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    if is_json || text.starts_with(['{', '%', '-']) || !text.contains('#') {
        return None;
    }
    let before = source.text.len() - text.len();
    let first = unit.place.node.as_object()?.iter().next()?;
    let at = (first.key_span.start as usize).checked_sub(before)?;
    let schema = unit.place.node.as_object()?.get_member("$schema");
    let block = matches!(unit.role, Role::Event { .. }).then(|| head.last()).flatten();
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut new: Vec<(String, Tree)> = head.iter().filter(|(name, _)| name != "x-event").cloned().collect();
    if let Some(member) = schema {
        new.retain(|(name, _)| name != "$schema");
        let span = member.value.span;
        let written = head.iter().find(|(name, _)| name == "$schema").map(|(_, value)| value)?;
        if Tree::from(&member.value) != *written {
            edits.push((span.start as usize - before, span.end as usize - before, yaml_value(written)));
        }
    }
    // The block comes where the tree has it: after what leads the file.
    let after = tree_member_after_block(tree);
    let block_at = after.and_then(|name| unit.place.node.as_object()?.get_member(&name));
    let block_at = block_at.map_or(at, |member| (member.key_span.start as usize).saturating_sub(before));
    if !new.is_empty() {
        edits.push((at, at, yaml::write(&Tree::Object(new))));
    }
    if let Some(block) = block {
        edits.push((block_at, block_at, yaml::write(&Tree::Object(vec![block.clone()]))));
    }
    references(unit.place.node, &without(tree, head), before, &mut edits);
    edits.sort_by_key(|(start, ..)| *start);
    let mut out = String::with_capacity(text.len() + 200);
    let mut done = 0;
    for (start, end, with) in edits {
        out.push_str(text.get(done..start)?);
        out.push_str(&with);
        done = end;
    }
    out.push_str(text.get(done..)?);
    convert::reads_back(&out, tree).then_some(out)
}

/// The first comment of the file that a unit comes from.
pub(super) fn first(plan: &Plan<'_>, unit: &Unit<'_>) -> Option<Span> {
    let file = plan.index.document(unit.document).file;
    let source = plan.index.sources.get(file);
    if source.path.to_ascii_lowercase().ends_with(".json") {
        return None;
    }
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        // The editor's own line about the schema is no remark.
        if line[indent..].starts_with('#') && !line.contains("yaml-language-server") {
            let end = start + line.trim_end().len();
            return Some(Span { file, start: u32::try_from(start + indent).ok()?, end: u32::try_from(end).ok()? });
        }
        start += line.len();
    }
    None
}

/// The member that follows the block in what is written.
fn tree_member_after_block(tree: &Tree) -> Option<String> {
    let Tree::Object(members) = tree else { return None };
    let block = members.iter().position(|(name, _)| name == "x-event")?;
    members.get(block + 1).map(|(name, _)| name.clone())
}

/// The value without the members that are new.
fn without(tree: &Tree, head: &[(String, Tree)]) -> Tree {
    let Tree::Object(members) = tree else { return tree.clone() };
    Tree::Object(members.iter().filter(|(name, _)| !head.iter().any(|(new, _)| new == name)).cloned().collect())
}

/// Every string that differs between the source and what is written becomes an edit.
fn references(node: &Node, tree: &Tree, before: usize, edits: &mut Vec<(usize, usize, String)>) {
    match (node.as_object(), node.as_array(), tree) {
        (Some(object), _, Tree::Object(members)) => {
            for (name, value) in members {
                if let Some(child) = object.get(name) {
                    references(child, value, before, edits);
                }
            }
        }
        (_, Some(items), Tree::Array(values)) => {
            items.iter().zip(values).for_each(|(item, value)| references(item, value, before, edits));
        }
        (None, None, Tree::String(text)) if node.as_str() != Some(text) => {
            let (start, end) = (node.span.start as usize, node.span.end as usize);
            edits.push((start.saturating_sub(before), end.saturating_sub(before), yaml_value(tree)));
        }
        _ => {}
    }
}

fn yaml_value(tree: &Tree) -> String {
    let text = yaml::write(&Tree::Object(vec![("a".to_owned(), tree.clone())]));
    text.trim_start_matches("a: ").trim_end().to_owned()
}
