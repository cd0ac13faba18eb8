//! From a unit to the text of its file: references rewritten, older drafts brought up, the rest as it is.

use super::draft::{self, Draft};
use super::plan::{self, Plan, Role, Unit};
use super::tree::Tree;
use super::{comments, yaml};
use crate::diagnostic::Diagnostic;
use crate::read::{self, Member, Node, Object};
use crate::resolve::vocabulary::Holds;
use crate::resolve::{Reference, ResourceId, relative, uri};
use crate::source::Source;

/// Converts one unit.
struct Converter<'p, 'a> {
    plan: &'p mut Plan<'a>,
    unit: usize,
    draft: Draft,
}

/// The text of a unit's file.
pub(super) fn file(plan: &mut Plan<'_>, number: usize) -> String {
    let Unit { ref place, draft, .. } = plan.units[number];
    let (node, resource) = (place.node, place.resource);
    let first = plan.first_of(number).map(|first| relative(&plan.units[number].path, &plan.units[first].path));
    let mut converter = Converter { plan, unit: number, draft };
    let schema = match first {
        // Two events on one schema: it is written once.
        Some(path) => Tree::Object(vec![("$ref".to_owned(), Tree::string(path))]),
        None => converter.schema(node, resource),
    };
    let (tree, head) = match schema {
        Tree::Object(members) => converter.root(members),
        other => (other, Vec::new()),
    };
    let unit = &plan.units[number];
    if let Some(kept) = comments::keep(plan, unit, &head, &tree) {
        return kept;
    }
    let lost = comments::first(plan, unit);
    let text = yaml::write(&tree);
    plan.problems.extend(lost.map(|span| {
        Diagnostic::warning("comments-left-out", span, "the comments of this file are not kept")
            .hint("a YAML file that becomes one definition keeps them")
    }));
    let unit = &plan.units[number];
    if !reads_back(&text, &tree) {
        let message = format!("`{}` cannot be written so that it reads back the same", unit.path);
        plan.problems.push(Diagnostic::error("not-written", plan::opening(node.span), message));
    }
    text
}

/// Whether a text, read as a file of the schema folder, is exactly the value.
pub(super) fn reads_back(text: &str, tree: &Tree) -> bool {
    let source = Source { path: "a.yaml".into(), display: "a.yaml".into(), text: text.to_owned() };
    read::read(crate::source::FileId(0), &source).is_ok_and(|node| Tree::from(&node) == *tree)
}

impl<'a> Converter<'_, 'a> {
    /// Puts what makes a file of a schema around its members: the whole, and the members that are new.
    fn root(&self, members: Vec<(String, Tree)>) -> (Tree, Vec<(String, Tree)>) {
        let unit = &self.plan.units[self.unit];
        let mut head = vec![draft::schema_member(unit.draft)];
        let mut members: Vec<(String, Tree)> = members.into_iter().filter(|(name, _)| name != "$schema").collect();
        let Role::Event { named, more } = &unit.role else {
            let all = head.iter().cloned().chain(members).collect();
            return (Tree::Object(all), head);
        };
        let has = |name: &str| members.iter().any(|(key, _)| key == name);
        for (name, text) in [("title", &more.title), ("description", &more.description)] {
            if let Some(text) = text.as_ref().filter(|_| !has(name)) {
                head.push((name.to_owned(), Tree::string(text)));
            }
        }
        if !more.examples.is_empty() {
            match members.iter_mut().find(|(key, _)| key == "examples") {
                Some((_, Tree::Array(examples))) => examples.extend(more.examples.iter().cloned()),
                _ => members.push(("examples".to_owned(), Tree::Array(more.examples.clone()))),
            }
        }
        let block = ("x-event".to_owned(), named.block(&more.block));
        let leading =
            members.iter().take_while(|(key, _)| matches!(key.as_str(), "$id" | "$comment" | "title" | "description"));
        let rest = members.split_off(leading.count());
        let all = head.iter().cloned().chain(members).chain([block.clone()]).chain(rest).collect();
        head.push(block);
        (Tree::Object(all), head)
    }

    fn schema(&mut self, node: &'a Node, resource: ResourceId) -> Tree {
        let Some(object) = node.as_object() else { return Tree::from(node) };
        let mut members = Vec::with_capacity(object.len());
        for member in object {
            if plan::is_reference(member) {
                members.push((member.key.clone(), self.reference(member, resource)));
                continue;
            }
            if plan::silenced(self.draft, object, member) {
                members.push((member.key.clone(), Tree::from(&member.value)));
                continue;
            }
            if let Some(problem) = self.draft.refuses(member, object) {
                self.plan.problems.push(problem);
                continue;
            }
            if self.leaves_out(member) {
                continue;
            }
            let Some(name) = self.draft.rename(member, object) else { continue };
            let value = self.value(member, resource);
            if !matches!(&value, Tree::Object(members) if members.is_empty() && is_definitions(member) && !is_empty(member))
            {
                members.push((name.to_owned(), value));
            }
        }
        Tree::Object(members)
    }

    /// A keyword's value, with the schemas in it.
    fn value(&mut self, member: &'a Member, resource: ResourceId) -> Tree {
        let Some(row) = self.draft.row(&member.key) else { return Tree::from(&member.value) };
        let mut children = row.holds.children(&member.value).into_iter().peekable();
        if children.peek().is_none() {
            return Tree::from(&member.value);
        }
        let mut next = |converter: &mut Self, child: &'a Node| {
            let inside = children.next_if(|(_, schema)| std::ptr::eq(*schema, child)).is_some();
            if inside {
                converter.schema(child, converter.plan.index.resource_at(child, resource))
            } else {
                Tree::from(child)
            }
        };
        match (&member.value.value, row.holds) {
            (read::Value::Array(items), Holds::List | Holds::SchemaOrList) => {
                Tree::Array(items.iter().map(|item| next(self, item)).collect())
            }
            (read::Value::Object(object), Holds::Map | Holds::SchemasAndNames) => {
                let mut members = Vec::with_capacity(object.len());
                for entry in object {
                    let value = next(self, &entry.value);
                    if !(is_definitions(member) && self.plan.is_unit(&entry.value)) {
                        members.push((entry.key.clone(), value));
                    }
                }
                Tree::Object(members)
            }
            _ => next(self, &member.value),
        }
    }

    /// Where a reference leads now.
    fn reference(&mut self, member: &'a Member, resource: ResourceId) -> Tree {
        let text = member.value.as_str().unwrap_or_default();
        let found =
            self.plan.index.resolve(Reference { keyword: "$ref", text, span: member.value.span, from: resource });
        let Ok(target) = found else { return Tree::string(text) };
        let document = self.plan.document_of(&target.place);
        let Some((unit, rest)) = self.plan.holder(document, &target.place.pointer) else { return Tree::string(text) };
        let fragment = uri::fragment(&rest);
        let here = &self.plan.units[self.unit];
        if unit == self.unit {
            let own = self.plan.index.resource(resource).pointer == here.place.pointer;
            let kept = !here.linked || (own && text.starts_with('#') && here.place.pointer.is_empty());
            return Tree::string(if kept { text.to_owned() } else { format!("#{fragment}") });
        }
        let path = relative(&here.path, &self.plan.units[unit].path);
        Tree::string(if rest.is_empty() { path } else { format!("{path}#{fragment}") })
    }

    /// Whether a member has no place in the file, and says so.
    fn leaves_out(&mut self, member: &Member) -> bool {
        let linked = self.plan.units[self.unit].linked;
        let names_itself = match self.draft {
            Draft::Four => member.key == "id" && member.value.as_str().is_some(),
            _ => linked && member.key == "$id" && member.value.as_str().is_some_and(|id| !id.starts_with('#')),
        };
        let problem = match member.key.as_str() {
            _ if names_itself => {
                let message = format!("`{}` is left out", member.key);
                Diagnostic::warning("left-out", member.key_span, message)
                    .hint("the files refer to one another by their paths")
            }
            "discriminator" if self.draft == Draft::AsyncApi => {
                Diagnostic::warning("left-out", member.key_span, "`discriminator` is left out: no JSON Schema knows it")
                    .hint("give the property a `const` in each branch, and list the branches in `oneOf`")
            }
            "$dynamicRef" | "$dynamicAnchor" if linked => {
                let message = format!("`{}` cannot be taken apart into files", member.key);
                self.plan.problems.push(
                    Diagnostic::error("dynamic-reference", member.key_span, message)
                        .hint("import the file by itself, with `--name`"),
                );
                return true;
            }
            _ => return false,
        };
        self.plan.problems.push(problem);
        true
    }
}

fn is_definitions(member: &Member) -> bool {
    matches!(member.key.as_str(), "definitions" | "$defs")
}

fn is_empty(member: &Member) -> bool {
    member.value.as_object().is_some_and(Object::is_empty)
}
