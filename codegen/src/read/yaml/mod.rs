//! YAML 1.2 texts (core schema) to nodes. What JSON cannot say is a problem at its place.
//!
//! No other module knows the parser's crate. Its events come in a flat row, so nothing recurses here.

mod explain;
mod scalar;
mod syntax;
mod tag;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag, YamlVersion};

use super::members::Members;
use super::problems::{Problems, SPACE, Stop};
use super::{MAX_DEPTH, Member, Node, Value, YAML_ALIAS_FACTOR};
use crate::diagnostic::quote;
use crate::source;
use scalar::Scalar;
use tag::Tagged;

/// What a value or a name counts against the alias limit, beside its text.
const WEIGHT: usize = 8;

/// Reads a text of one document.
pub(super) fn read(text: &str, problems: &mut Problems) -> Result<Node, Stop> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let spare = text.len().saturating_mul(YAML_ALIAS_FACTOR).saturating_add(64 * 1024);
    let mut reader = Reader { text, problems, open: Vec::new(), anchors: HashMap::new(), spare, root: None };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => reader.event(event, &span)?,
            Err(error) => return reader.syntax(&error),
        }
    }
    match reader.root {
        Some(root) => Ok(root),
        None => reader.problems.empty_document(),
    }
}

struct Reader<'a> {
    text: &'a str,
    problems: &'a mut Problems,
    /// What is not closed yet, the outermost first.
    open: Vec<Frame>,
    /// What is closed and has an anchor.
    anchors: HashMap<usize, Built>,
    /// How much aliases may still repeat.
    spare: usize,
    root: Option<Node>,
}

/// An array or object that is not closed yet.
struct Frame {
    content: Content,
    span: Range<usize>,
    anchor: usize,
    weight: usize,
    height: usize,
}

enum Content {
    Array(Vec<Node>),
    /// The members, and the name that waits for its value.
    Object(Members, Option<Key>),
}

struct Key {
    name: String,
    span: source::Span,
}

/// A node that is complete.
#[derive(Clone)]
struct Built {
    node: Node,
    /// What it counts against the alias limit.
    weight: usize,
    /// How many levels it has.
    height: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), Stop> {
        // A text in memory always has byte ranges.
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(_, version) => self.document(range, version),
            Event::Scalar(value, style, anchor, tag) => {
                let built = self.scalar(&value, style, range, tagged(tag.as_deref(), span).as_ref())?;
                self.complete(built, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tagged(tag.as_deref(), span).as_ref(), "seq")?;
                let start = self.sequence_start(range.start);
                self.begin(Content::Array(Vec::new()), start..range.end, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tagged(tag.as_deref(), span).as_ref(), "map")?;
                self.begin(Content::Object(Members::default(), None), range, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(anchor) => self.alias(anchor, range),
            Event::UnresolvedAlias(name) => {
                let message = format!("no anchor {} stands before this alias", quote(&format!("&{name}")));
                let problem = self.problems.error("unknown-alias", range.clone(), message);
                self.problems
                    .add(problem.hint(format!("quote it, if it is a string: {}", quote(&format!("\"*{name}\"")))))?;
                let unknown = self.leaf(range, Value::String(String::new()));
                self.place(unknown)
            }
            _ => Ok(()),
        }
    }

    fn document(&mut self, range: Range<usize>, version: Option<YamlVersion>) -> Result<(), Stop> {
        if self.root.is_some() {
            let problem = self.problems.error("several-documents", range, "a second document begins here");
            return self.problems.stop(problem.hint("give each document a file of its own"));
        }
        match version {
            Some(YamlVersion { major, minor }) if (major, minor) != (1, 2) => {
                let message = format!("the text says that it is YAML {major}.{minor}");
                let problem = self.problems.error("yaml-version", range, message);
                self.problems
                    .add(problem.hint("write it in YAML 1.2, where `NO` is a string, and remove the `%YAML` line"))
            }
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        range: Range<usize>,
        tagged: Option<&Tagged<'_>>,
    ) -> Result<Built, Stop> {
        let range = self.scalar_range(range, style);
        let is_plain = style == ScalarStyle::Plain;
        // The parser gives an absent value as `~`.
        let text = if is_plain && range.is_empty() { "" } else { value };
        let scalar = match tagged {
            None if is_plain => scalar::resolve(text),
            None => Scalar::String,
            Some(tagged) => tag::resolve(text, tagged, self.problems)?,
        };
        let is_key = self.expects_key();
        if is_key && is_plain && tagged.is_none() && text == "<<" {
            let problem = self.problems.error("merge-key", range.clone(), "YAML 1.2 has no merge keys");
            self.problems.add(problem.hint("write the members out, or share a schema with `$ref`"))?;
        }
        let value = match scalar {
            Scalar::Null => Value::Null,
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::String => Value::String(text.to_owned()),
            // A key that is no string is a problem of its own.
            Scalar::Integer(_) | Scalar::Float(_) | Scalar::TooLarge | Scalar::NotFinite if is_key => Value::Null,
            Scalar::Integer(json) | Scalar::Float(json) => {
                self.problems.number(range.clone(), &json)?.map_or(Value::Null, Value::Number)
            }
            Scalar::TooLarge => {
                self.problems.number_out_of_range(range.clone(), text)?;
                Value::Null
            }
            Scalar::NotFinite => {
                let message = format!("JSON has no number {}", quote(text));
                let problem = self.problems.error("not-finite", range.clone(), message);
                self.problems.add(problem.hint("leave the bound out, or quote a text"))?;
                Value::Null
            }
        };
        Ok(self.leaf(range, value))
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Stop> {
        let Some(target) = self.anchors.get(&anchor) else {
            let problem = self.problems.error("recursive-alias", range, "this alias stands inside of what it repeats");
            return self.problems.stop(problem.hint("refer to the schema with `$ref`, which may be recursive"));
        };
        if self.open.len() + target.height > MAX_DEPTH {
            return self.problems.too_deep(range);
        }
        let mut built = target.clone();
        self.charge(built.weight, &range)?;
        // A problem with the value is shown where it is used.
        built.node.span = self.problems.span(range);
        self.place(built)
    }

    /// Takes what is written out a second time from what may be.
    fn charge(&mut self, weight: usize, range: &Range<usize>) -> Result<(), Stop> {
        if let Some(spare) = self.spare.checked_sub(weight) {
            self.spare = spare;
            return Ok(());
        }
        let message = format!("aliases repeat more than {YAML_ALIAS_FACTOR} times the text");
        let problem = self.problems.error("alias-limit", range.clone(), message);
        self.problems.stop(problem.hint("share a schema with `$ref` instead"))
    }

    fn check_tag(&mut self, tagged: Option<&Tagged<'_>>, name: &str) -> Result<(), Stop> {
        match tagged {
            Some(tagged) => tag::check_collection(tagged, name, self.problems),
            None => Ok(()),
        }
    }

    fn begin(&mut self, content: Content, span: Range<usize>, anchor: usize) -> Result<(), Stop> {
        if self.open.len() == MAX_DEPTH {
            return self.problems.too_deep(span.start..self.character_end(span.start));
        }
        self.open.push(Frame { content, span, anchor, weight: WEIGHT, height: 1 });
        Ok(())
    }

    fn end(&mut self, range: Range<usize>) -> Result<(), Stop> {
        let Some(frame) = self.open.pop() else {
            return Ok(());
        };
        // In block style nothing marks the end: it is the end of the last item.
        let end = if range.is_empty() { frame.span.end } else { range.end };
        let value = match frame.content {
            Content::Array(items) => Value::Array(items),
            Content::Object(members, _) => Value::Object(members.finish()),
        };
        let node = Node { span: self.problems.span(frame.span.start..end), value };
        self.complete(Built { node, weight: frame.weight, height: frame.height }, frame.anchor)
    }

    fn leaf(&self, range: Range<usize>, value: Value) -> Built {
        let weight = WEIGHT + range.len();
        Built { node: Node { span: self.problems.span(range), value }, weight, height: 0 }
    }

    /// Remembers a node that has an anchor, and puts it into its place.
    fn complete(&mut self, built: Built, anchor: usize) -> Result<(), Stop> {
        // The parser counts anchors from 1.
        if anchor != 0 {
            self.charge(built.weight, &bytes(&built.node))?;
            self.anchors.insert(anchor, built.clone());
        }
        self.place(built)
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Frame { content: Content::Object(_, None), .. }))
    }

    fn place(&mut self, built: Built) -> Result<(), Stop> {
        let key = if self.expects_key() { Some(self.key(&built.node)?) } else { None };
        let Some(frame) = self.open.last_mut() else {
            self.root = Some(built.node);
            return Ok(());
        };
        frame.weight += built.weight;
        frame.height = frame.height.max(built.height + 1);
        frame.span.end = frame.span.end.max(bytes(&built.node).end);
        match &mut frame.content {
            Content::Array(items) => items.push(built.node),
            Content::Object(members, waiting) => match (key, waiting.take()) {
                (Some(key), _) => *waiting = Some(key),
                (None, Some(Key { name, span })) => {
                    let member = Member { key: name, key_span: span, value: built.node };
                    members.add(member, self.problems)?;
                }
                (None, None) => {}
            },
        }
        Ok(())
    }

    fn key(&mut self, node: &Node) -> Result<Key, Stop> {
        if let Value::String(name) = &node.value {
            return Ok(Key { name: name.clone(), span: node.span });
        }
        let range = bytes(node);
        let name = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let problem = match &node.value {
            Value::Array(_) | Value::Object(_) => {
                let message = format!("a key must be a string, not an {}", node.type_name());
                self.problems.error("non-string-key", range, message).hint("JSON has no other keys")
            }
            _ if name.is_empty() => {
                let problem = self.problems.error("non-string-key", range, "there is no key before the `:`");
                problem.hint("write `\"\"`, if the empty string is meant")
            }
            _ => {
                let message = format!("the key {} is not a string", quote(&name));
                self.problems
                    .error("non-string-key", range, message)
                    .hint(format!("quote it: {}", quote(&format!("\"{name}\""))))
            }
        };
        self.problems.add(problem)?;
        Ok(Key { name, span: node.span })
    }

    /// Where a scalar stands, without the line breaks after a block scalar; an absent value stands
    /// behind its `:`.
    fn scalar_range(&self, range: Range<usize>, style: ScalarStyle) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let length = text.trim_end_matches(SPACE).len();
                if length > 0 {
                    return range.start..range.start + length;
                }
                let header = self.text.get(..range.start).unwrap_or_default().trim_end_matches(SPACE).len();
                header..header
            }
            ScalarStyle::Plain if text.is_empty() && self.text.as_bytes().get(range.start) == Some(&b':') => {
                let after = if self.expects_key() { range.start } else { range.start + 1 };
                after..after
            }
            _ => range,
        }
    }

    /// Where a block sequence begins: at its first `-`. When the `-` stand under the first letter of
    /// the key, the parser begins it at its first item.
    fn sequence_start(&self, start: usize) -> usize {
        let before = self.text.get(..start).unwrap_or_default().trim_end_matches(SPACE);
        let Some(line) = before.strip_suffix('-') else {
            return start;
        };
        let is_first_on_line = line.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        let is_value = matches!(self.open.last(), Some(Frame { content: Content::Object(_, Some(_)), .. }));
        if is_first_on_line && is_value { line.len() } else { start }
    }

    fn character_end(&self, at: usize) -> usize {
        at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }

    fn syntax<T>(&mut self, error: &ScanError) -> Result<T, Stop> {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let mut problem = syntax::problem(error.kind(), self.text, at, self.problems);
        // Where the text breaks off, a bracket may have been left open long before.
        if let Some(open) = self.open_bracket().filter(|open| *open != at) {
            problem = problem.related(self.problems.span(open..open + 1), "opened here");
        }
        self.problems.stop(problem)
    }

    /// The innermost bracket that is not closed yet, unless something in block style is around.
    fn open_bracket(&self) -> Option<usize> {
        let start = self.open.last()?.span.start;
        matches!(self.text.as_bytes().get(start), Some(b'[' | b'{')).then_some(start)
    }
}

fn tagged<'a>(tag: Option<&'a Tag>, span: &Span) -> Option<Tagged<'a>> {
    let range = span.tag_span()?.byte_range()?;
    Some(Tagged { tag: tag?, range })
}

fn bytes(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}
