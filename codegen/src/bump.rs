//! The next version of an event, written beside the one that is there.

use crate::contract::{At, Catalog, Contract};
use crate::read::{Node, Object, Value};
use crate::source::Span;

/// A definition of the next version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bumped {
    /// The path below the schema folder: `order/created.v2.yaml`.
    pub path: String,
    /// What is to stand there.
    pub text: String,
    /// The type of the new event: `order.created.v2`.
    pub event: String,
}

/// A range of the text that becomes another.
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

/// The definition of a contract's next version: its text with another `version` in `x-event`, in the
/// `const` (or one-value `enum`) of the property `version`, in the payloads that carry it and in the `$id`, and with `supersedes`. All
/// else stays as it is, comments too; `deprecated` goes, since the new version is not.
///
/// ```
/// use evenkeel_codegen::source::{Source, Sources};
/// use evenkeel_codegen::{bump, contract};
///
/// let text = "\
/// ## Orders
/// x-event:
///   domain: order
///   name: paid
///   version: 1   # in the subject
/// properties:
///   version: { const: v1 }
/// ";
/// let mut sources = Sources::default();
/// let path = "order/paid.v1.yaml".to_owned();
/// let file = sources.add(Source { display: path.clone(), path, text: text.into() });
/// let (catalog, _) = contract::load(sources, &[file], &[]);
///
/// let bumped = bump::bump(&catalog, &catalog.contracts[0]);
/// assert_eq!(bumped.path, "order/paid.v2.yaml");
/// assert_eq!(bumped.text, "\
/// ## Orders
/// x-event:
///   domain: order
///   name: paid
///   version: 2   # in the subject
///   supersedes: order.paid.v1
/// properties:
///   version: { const: v2 }
/// ");
/// ```
pub fn bump(catalog: &Catalog, contract: &Contract) -> Bumped {
    let document = &catalog[contract.document];
    let text = &catalog.sources.get(document.file).text;
    let version = contract.event.version.value;
    let next = version.saturating_add(1);
    let mut bump = Bump { text, version, next, edits: Vec::new() };
    bump.block(contract, document.node.pointer("/x-event"));
    bump.payloads(contract, &document.node);
    bump.identifier(&document.node);
    let event = format!("{}.{}.v{next}", contract.event.domain.value, contract.event.name.value);
    Bumped { path: next_path(&document.path, version, next), text: bump.apply(), event }
}

struct Bump<'a> {
    text: &'a str,
    version: u32,
    next: u32,
    edits: Vec<Edit>,
}

impl Bump<'_> {
    /// `version`, `supersedes` and `deprecated` of the block.
    fn block(&mut self, contract: &Contract, block: Option<&Node>) {
        let event = &contract.event;
        self.replace(event.version.span, self.next.to_string());
        let earlier = event.event_type();
        match &event.supersedes {
            Some(At { span, .. }) => {
                let quoted = self.at(*span).starts_with(['"', '\'']);
                self.replace(*span, if quoted { format!("\"{earlier}\"") } else { earlier });
            }
            None => self.insert_after_version(event.version.span, block, &earlier),
        }
        if let Some(object) = block.and_then(Node::as_object) {
            self.drop_member(object, "deprecated");
        }
    }

    /// A line or a place of its own for `supersedes`, as the members around it are written.
    fn insert_after_version(&mut self, version: Span, block: Option<&Node>, earlier: &str) {
        let Some(member) = block.and_then(Node::as_object).and_then(|object| object.get_member("version")) else {
            return;
        };
        let key = member.key_span.start as usize;
        let quoted = self.text[key..].starts_with('"');
        let member = if quoted { format!("\"supersedes\": \"{earlier}\"") } else { format!("supersedes: {earlier}") };
        let line = self.text[..key].rfind('\n').map_or(0, |end| end + 1);
        let indent = &self.text[line..key];
        let own_line = indent.trim().is_empty();
        let is_block = own_line && !self.at(block.map_or(version, |block| block.span)).starts_with('{');
        let end = version.end as usize;
        if is_block {
            // After the line, with the comment that may end it; the new line ends as that one does.
            let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
            let cr = if self.text[..line_end].ends_with('\r') { "\r" } else { "" };
            self.edits.push(Edit { start: line_end, end: line_end, text: format!("\n{indent}{member}{cr}") });
        } else {
            let space = if own_line { format!("\n{indent}") } else { " ".to_owned() };
            self.edits.push(Edit { start: end, end, text: format!(",{space}{member}") });
        }
    }

    /// The `const` of the property `version`, or the only value of its `enum`, and the payloads that carry it.
    fn payloads(&mut self, contract: &Contract, root: &Node) {
        let only = || match root.pointer("/properties/version/enum")?.as_array()? {
            [only] => Some(only),
            _ => None,
        };
        let Some(constant) = root.pointer("/properties/version/const").or_else(only) else { return };
        if !self.names_version(constant) {
            return;
        }
        self.raise(constant);
        let examples = root.pointer("/examples").and_then(Node::as_array).unwrap_or_default();
        for payload in examples.iter().chain(&contract.event.counterexamples) {
            if let Some(carried) = payload.pointer("/version").filter(|carried| carried.same_json(constant)) {
                self.raise(carried);
            }
        }
    }

    /// The version in the `$id`, since two definitions cannot share one.
    fn identifier(&mut self, root: &Node) {
        let Some(id) = root.as_object().and_then(|object| object.get("$id")) else { return };
        if let Some(raised) = raise_word(self.at(id.span), self.version, self.next) {
            self.replace(id.span, raised);
        }
    }

    /// Whether a value is the version: `v1`, `1` or `"1"`.
    fn names_version(&self, value: &Node) -> bool {
        match &value.value {
            Value::String(text) => text.trim_start_matches(['v', 'V']) == self.version.to_string(),
            Value::Number(number) => number.as_u64() == Some(u64::from(self.version)),
            _ => false,
        }
    }

    fn raise(&mut self, value: &Node) {
        let written = self.at(value.span);
        let digits = self.version.to_string();
        if let Some(at) = written.rfind(&digits) {
            let raised = format!("{}{}{}", &written[..at], self.next, &written[at + digits.len()..]);
            self.replace(value.span, raised);
        }
    }

    /// Takes a member out, with the line or the comma that was its own.
    fn drop_member(&mut self, object: &Object, name: &str) {
        let Some(member) = object.get_member(name) else { return };
        let (start, end) = (member.key_span.start as usize, member.value.span.end as usize);
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
        let before = self.text[..start].trim_end();
        let after = self.text[end..].trim_start();
        let (start, end) = if before.ends_with(',') {
            (before.len() - 1, end)
        } else if after.starts_with(',') {
            (start, self.text.len() - after.len() + 1)
        } else if self.text[line..start].trim().is_empty() && !self.text[start..].starts_with('"') {
            (line.saturating_sub(1), rest)
        } else {
            (start, end)
        };
        self.edits.push(Edit { start, end, text: String::new() });
    }

    fn replace(&mut self, span: Span, text: String) {
        self.edits.push(Edit { start: span.start as usize, end: span.end as usize, text });
    }

    fn at(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn apply(mut self) -> String {
        self.edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut done = 0;
        for edit in &self.edits {
            // A payload that an alias repeats is one text.
            if edit.start < done {
                continue;
            }
            out.push_str(&self.text[done..edit.start]);
            out.push_str(&edit.text);
            done = edit.end;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

/// The file's name with the next version in it: `created.v2.yaml` after `created.v1.yaml` and
/// `created.yaml`.
fn next_path(path: &str, version: u32, next: u32) -> String {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    if let Some(raised) = raise_word(name, version, next) {
        return format!("{folder}{raised}");
    }
    let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
    format!("{folder}{stem}.v{next}{ending}")
}

/// A text in which the last `v1` that stands for itself is `v2`.
fn raise_word(text: &str, version: u32, next: u32) -> Option<String> {
    let told = format!("v{version}");
    let alone = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + told.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    };
    let at = text.rmatch_indices(&told).map(|(at, _)| at).find(|at| alone(*at))?;
    Some(format!("{}v{next}{}", &text[..at], &text[at + told.len()..]))
}

#[cfg(test)]
mod tests {
    use crate::contract;
    use crate::source::{Source, Sources};

    fn bumped(text: &str) -> String {
        let mut sources = Sources::default();
        let path = "a/made.v1.yaml".to_owned();
        let file = sources.add(Source { display: path.clone(), path, text: text.into() });
        let (catalog, problems) = contract::load(sources, &[file], &[]);
        assert!(problems.is_empty(), "{problems:?}");
        super::bump(&catalog, &catalog.contracts[0]).text
    }

    #[test]
    fn an_enum_of_one_value_is_a_constant() {
        let text = "x-event: { domain: a, name: made, version: 1 }\nproperties:\n  version: { enum: [v1] }\n\
                    examples: [{ version: v1 }]\n";
        let next = text.replace("version: 1", "version: 2, supersedes: a.made.v1").replace("v1]", "v2]");
        assert_eq!(bumped(text), next.replace("[{ version: v1", "[{ version: v2"));
        let either = text.replace("[v1]", "[v0, v1]");
        assert_eq!(bumped(&either), either.replace("version: 1", "version: 2, supersedes: a.made.v1"));
    }

    #[test]
    fn lines_end_as_they_did() {
        let text = "x-event:\r\n  domain: a\r\n  name: made\r\n  version: 1 # first\r\n  owner: o@example.com\r\n";
        let next = text.replace("1 # first\r\n", "2 # first\r\n  supersedes: a.made.v1\r\n");
        assert_eq!(bumped(text), next);
    }
}
