//! Which part of which input becomes which file.
//!
//! A *unit* is a schema that becomes a file: an event, or a schema that other files refer to. What an
//! event alone refers to within its own file stays in it; what several files refer to becomes a file
//! that they share. References are followed from unit to unit until nothing new turns up.

use std::collections::{BTreeMap, HashMap};

use super::candidate::{self, Candidate, More, Named};
use super::draft::Draft;
use super::input::{Form, Inputs};
use super::{Guess, ImportedEvent, Options, convert, words};
use crate::contract::DocumentId;
use crate::diagnostic::Diagnostic;
use crate::read::{Member, Node, Object};
use crate::resolve::vocabulary::Holds;
use crate::resolve::{Index, Place, Reference, ResourceId, pointer};
use crate::source::{Sources, Span};

/// Everything that is to be written.
pub(super) struct Plan<'a> {
    pub(super) index: Index<'a>,
    pub(super) inputs: &'a Inputs,
    pub(super) options: &'a Options,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) units: Vec<Unit<'a>>,
    by_place: HashMap<(DocumentId, String), usize>,
    by_node: HashMap<*const Node, usize>,
}

/// A schema that becomes a file.
pub(super) struct Unit<'a> {
    pub(super) place: Place<'a>,
    pub(super) document: DocumentId,
    pub(super) draft: Draft,
    /// Below the schema folder.
    pub(super) path: String,
    pub(super) role: Role,
    /// Whether a reference leads into it or out of it, or a part of it became a file of its own.
    pub(super) linked: bool,
}

/// What a pointer leads to.
enum Standing {
    /// A schema that is a part of another one.
    Inside,
    /// A definition, or a part of one; so much of the pointer leads to it.
    Definition(usize),
    /// A schema that stands where schemas are not looked for.
    Elsewhere,
}

/// What a file is.
pub(super) enum Role {
    Event { named: Named, more: More },
    Shared,
}

impl<'a> Plan<'a> {
    pub(super) fn new(index: Index<'a>, inputs: &'a Inputs, options: &'a Options) -> Self {
        Self {
            index,
            inputs,
            options,
            problems: Vec::new(),
            units: Vec::new(),
            by_place: HashMap::new(),
            by_node: HashMap::new(),
        }
    }

    pub(super) fn into_sources(self) -> Sources {
        self.index.sources
    }

    pub(super) fn document_of(&self, place: &Place<'a>) -> DocumentId {
        self.index.resource(place.resource).document
    }

    /// The rules by which the schema at a place is read.
    pub(super) fn draft_at(&self, place: &Place<'a>) -> Draft {
        let own = place.node.as_object().and_then(|object| object.get("$schema")).and_then(Node::as_str);
        own.and_then(Draft::named).unwrap_or(match self.inputs.form(self.document_of(place)) {
            Form::Schema(draft) => draft,
            Form::AsyncApi(_) => Draft::AsyncApi,
        })
    }

    /// The place that a reference leads to, or a problem.
    pub(super) fn resolve(&mut self, member: &Member, from: ResourceId) -> Option<Place<'a>> {
        let text = member.value.as_str()?;
        match self.index.resolve(Reference { keyword: "$ref", text, span: member.value.span, from }) {
            Ok(target) => Some(target.place),
            Err(mut problem) => {
                if matches!(problem.code, "missing-file" | "unknown-uri" | "outside-folder") {
                    problem.message = problem.message.replace("the schema folder", "the folder of the input");
                    problem.hint = Some("name the file on the command line too: nothing is fetched".into());
                }
                self.problems.push(*problem);
                None
            }
        }
    }

    /// Makes units of schemas that become events.
    pub(super) fn events(&mut self, candidates: Vec<Candidate<'a>>) {
        for Candidate { place, span, labels, more } in candidates {
            let version = version_of(place.node);
            match candidate::name(&labels, version, span, self.options) {
                Ok(named) if place.node.as_object().is_some() => {
                    let path = named.file();
                    self.add(place, path, Role::Event { named, more });
                }
                Ok(_) => {
                    let problem =
                        Diagnostic::error("not-an-object", span, "an event's schema is an object of keywords");
                    self.problems
                        .push(problem.hint("`{ type: object }` says as little as `true`, and can be an event"));
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
    }

    fn add(&mut self, place: Place<'a>, path: String, role: Role) -> usize {
        let document = self.document_of(&place);
        let number = self.units.len();
        // Of two events on one schema, references lead to the first.
        self.by_place.entry((document, place.pointer.clone())).or_insert(number);
        self.by_node.entry(std::ptr::from_ref(place.node)).or_insert(number);
        let draft = self.draft_at(&place);
        self.units.push(Unit { place, document, draft, path, role, linked: false });
        number
    }

    /// Follows every reference, and makes units of what several files share.
    pub(super) fn close(&mut self) {
        let mut next = 0;
        while next < self.units.len() {
            let mut found = Vec::new();
            let Unit { place, draft, .. } = &self.units[next];
            if let Some(first) = self.first_of(next) {
                self.units[first].linked = true;
                next += 1;
                continue;
            }
            self.references(place.node, place.resource, *draft, &mut found);
            for (member, resource) in found {
                let Some(target) = self.resolve(member, resource) else { continue };
                let unit = self.unit_for(next, &target, member.value.span);
                if unit != next {
                    self.units[next].linked = true;
                    self.units[unit].linked = true;
                }
            }
            next += 1;
        }
        self.refuse_twins();
    }

    /// The references of a schema, but not of the units inside it.
    pub(super) fn references(
        &self,
        node: &'a Node,
        resource: ResourceId,
        draft: Draft,
        found: &mut Vec<(&'a Member, ResourceId)>,
    ) {
        let Some(object) = node.as_object() else { return };
        for member in object {
            if is_reference(member) {
                found.push((member, resource));
                continue;
            }
            if silenced(draft, object, member) {
                continue;
            }
            let Some(row) = draft.row(&member.key) else { continue };
            for (_, child) in row.holds.children(&member.value) {
                if !self.by_node.contains_key(&std::ptr::from_ref(child)) {
                    self.references(child, self.index.resource_at(child, resource), draft, found);
                }
            }
        }
    }

    /// The first unit on the very schema of a later one.
    pub(super) fn first_of(&self, number: usize) -> Option<usize> {
        let Unit { place, document, .. } = &self.units[number];
        self.by_place.get(&(*document, place.pointer.clone())).copied().filter(|first| *first != number)
    }

    /// Whether a schema inside another one became a file of its own.
    pub(super) fn is_unit(&self, node: &Node) -> bool {
        self.by_node.contains_key(&std::ptr::from_ref(node))
    }

    /// The unit that holds a place, and the pointer from its root.
    pub(super) fn holder(&self, document: DocumentId, pointer: &str) -> Option<(usize, String)> {
        let mut end = pointer.len();
        loop {
            if let Some(unit) = self.by_place.get(&(document, pointer[..end].to_owned())) {
                return Some((*unit, pointer[end..].to_owned()));
            }
            end = pointer[..end].rfind('/')?;
        }
    }

    /// The unit that a reference leads to; made if need be.
    fn unit_for(&mut self, from: usize, target: &Place<'a>, span: Span) -> usize {
        let document = self.document_of(target);
        let pointer = target.pointer.as_str();
        let holder = self.holder(document, pointer).map(|(unit, _)| unit);
        let pointer = match (holder, self.standing(document, holder, pointer)) {
            (Some(unit), Standing::Inside) => return unit,
            (Some(unit), Standing::Definition(_)) if unit == from => return unit,
            (None, Standing::Inside) => "",
            (_, Standing::Definition(end)) => &pointer[..end],
            (_, Standing::Elsewhere) => pointer,
        };
        if let Some(unit) = holder {
            self.units[unit].linked = true;
        }
        let Some(place) = self.place(document, pointer) else {
            // A metaschema; it is no input.
            let problem = Diagnostic::error("metaschema", span, "a reference to a metaschema is not imported");
            self.problems.push(problem.hint("write the definition first, and refer to the metaschema then"));
            return from;
        };
        let path = self.shared_path(document, pointer);
        self.add(place, path, Role::Shared)
    }

    /// What a pointer leads to, seen from the unit that holds it, or else from the document.
    fn standing(&self, document: DocumentId, holder: Option<usize>, pointer: &str) -> Standing {
        const COMPONENTS: &str = "/components/schemas/";
        let (mut node, draft, start) = match (holder.map(|unit| &self.units[unit]), self.inputs.form(document)) {
            (Some(unit), _) => (unit.place.node, unit.draft, unit.place.pointer.len()),
            (None, Form::Schema(draft)) => (&self.index.document(document).node, draft, 0),
            (None, Form::AsyncApi(_)) => {
                let name = pointer.strip_prefix(COMPONENTS);
                let end = name.map(|name| COMPONENTS.len() + name.find('/').unwrap_or(name.len()));
                return end.map_or(Standing::Elsewhere, Standing::Definition);
            }
        };
        // Whether the node is a schema, or else the collection of them that a keyword holds.
        let mut is_schema = true;
        let mut in_definitions = false;
        let mut end = start;
        for (token, raw) in pointer::tokens(&pointer[start..]).zip(pointer[start..].split('/').skip(1)) {
            end += 1 + raw.len();
            let Some(child) = token.as_deref().and_then(|token| node.child(token)) else { return Standing::Elsewhere };
            if in_definitions {
                return Standing::Definition(end);
            }
            if is_schema {
                let row = token.as_deref().and_then(|token| draft.row(token));
                in_definitions = matches!(raw, "definitions" | "$defs");
                is_schema = match row.map_or(Holds::Nothing, |row| row.holds) {
                    Holds::Nothing => return Standing::Elsewhere,
                    Holds::Schema => true,
                    Holds::SchemaOrList => child.as_array().is_none(),
                    Holds::List | Holds::Map | Holds::SchemasAndNames => false,
                };
            } else {
                is_schema = true;
            }
            node = child;
        }
        Standing::Inside
    }

    /// A place of an input by its pointer.
    pub(super) fn place(&self, document: DocumentId, to: &str) -> Option<Place<'a>> {
        if document.0 as usize >= self.inputs.forms.len() {
            return None;
        }
        let mut place = self.index.root(document);
        for token in pointer::tokens(to) {
            let token = token?;
            let child = place.node.child(&token)?;
            pointer::push(&mut place.pointer, &token);
            place.resource = self.index.resource_at(child, place.resource);
            place.node = child;
        }
        Some(place)
    }

    /// Where a schema goes that has no event: its own name below the folder of shared files.
    fn shared_path(&self, document: DocumentId, pointer: &str) -> String {
        let of_input = self.index.document(document).path.as_str();
        let stem = super::schemas::stem(of_input);
        let mut names: Vec<String> = stem.split('/').map(file_name).collect();
        if names.len() > 1 && names[0] == self.options.shared {
            names.remove(0);
        }
        if let Some(last) = pointer.rsplit('/').next().filter(|_| !pointer.is_empty()) {
            let last =
                pointer::tokens(&format!("/{last}")).flatten().next().map_or_else(String::new, |last| file_name(&last));
            if self.inputs.forms.len() == 1 {
                names.clear();
            }
            names.push(last);
        }
        format!("{}/{}.yaml", self.options.shared, names.join("/"))
    }

    /// Two units of one path are an error at both.
    fn refuse_twins(&mut self) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, unit) in self.units.iter().enumerate() {
            let Some(first) = seen.get(unit.path.as_str()).map(|first| &self.units[*first]) else {
                seen.insert(&unit.path, number);
                continue;
            };
            let message = format!("two schemas would become the file `{}`", unit.path);
            let problem = Diagnostic::error("same-file", opening(unit.place.node.span), message)
                .related(opening(first.place.node.span), "the other one");
            self.problems.push(problem.hint(match unit.role {
                Role::Event { .. } => "import them one by one, with `--domain`, `--name` and `--version`",
                Role::Shared => "rename one of them",
            }));
        }
    }

    /// The text of every file; the events among them.
    pub(super) fn write(&mut self, files: &mut BTreeMap<String, String>) -> Vec<ImportedEvent> {
        let mut events = Vec::new();
        for number in 0..self.units.len() {
            let text = convert::file(self, number);
            let Unit { path, place, document, role, draft, .. } = &mut self.units[number];
            files.insert(path.clone(), text);
            let Role::Event { named, more } = role else { continue };
            let shown = &self.index.sources.get(self.index.document(*document).file).display;
            let part = if place.pointer.is_empty() { String::new() } else { format!("#{}", place.pointer) };
            let mut guesses = std::mem::take(&mut named.guesses);
            if self.inputs.guessed.get(document.0 as usize) == Some(&true) {
                guesses.push(Guess::new("dialect", draft.name(), "`$schema` does not say one"));
            }
            guesses.append(&mut more.guesses);
            let from = format!("{shown}{part}");
            events.push(ImportedEvent { file: path.clone(), event_type: named.event_type(), from, guesses });
        }
        events
    }
}

/// `$ref`, with something to follow.
pub(super) fn is_reference(member: &Member) -> bool {
    member.key == "$ref" && member.value.as_str().is_some()
}

/// Whether a member says nothing because a `$ref` stands beside it.
pub(super) fn silenced(draft: Draft, object: &Object, member: &Member) -> bool {
    draft.reference_stands_alone()
        && object.get("$ref").is_some_and(|reference| reference.as_str().is_some())
        && !matches!(member.key.as_str(), "definitions" | "$defs")
}

/// A name as a part of a path: no dots, no signs, no controls, never empty.
fn file_name(name: &str) -> String {
    /// What every file system takes.
    const LONGEST: usize = 150;
    let mut name = words::identifier(name).unwrap_or_else(|| "schema".to_owned());
    name.truncate(LONGEST);
    name
}

/// The version that the payload carries: `version: { const: v1 }`.
fn version_of(node: &Node) -> Option<u32> {
    let value = node.pointer("/properties/version/const")?;
    words::version(value.as_str()?)
}

pub(super) fn opening(span: Span) -> Span {
    Span { end: span.end.min(span.start + 1), ..span }
}
