//! One pair of schemas, both directions.

use std::cell::OnceCell;

use super::confirm::{Judge, minimal};
use super::decide::{Answer, Engine, Literal, Sign};
use super::model::{Arena, Lowering, NodeId};
use super::options::{Options, Relation, Schema};
use super::regular::{Formats, Patterns};
use super::rule;
use super::trace::trace;
use super::verdict::{Break, Comparison, Side, Verdict};
use crate::contract::Document;
use crate::read::Node;
use crate::source::Span;

const UNCONFIRMED: &str = "the witness is not confirmed";

/// Compares two schemas.
///
/// ```
/// use evenkeel_codegen::compat::{Options, Schema, Verdict, compare};
/// use evenkeel_codegen::contract::{Dialect, load_schema};
/// use evenkeel_codegen::source::{Source, Sources};
///
/// let load = |text: &str| {
///     let mut sources = Sources::default();
///     let (path, display) = ("a.json".to_owned(), "a.json".to_owned());
///     let file = sources.add(Source { path, display, text: text.to_owned() });
///     let (catalog, root, problems) = load_schema(sources, &[file], file, Dialect::DRAFT_2020);
///     assert!(problems.is_empty());
///     (catalog, root.unwrap())
/// };
/// let (old, old_root) = load(r#"{"type": "integer", "maximum": 20}"#);
/// let (new, new_root) = load(r#"{"type": "integer", "maximum": 10}"#);
/// let old = Schema { catalog: &old, root: old_root };
/// let new = Schema { catalog: &new, root: new_root };
/// let comparison = compare(&old, &new, &Options::default());
/// assert_eq!(comparison.forward, Some(Verdict::Compatible));
/// let Some(Verdict::Breaking(found)) = comparison.backward else { panic!() };
/// assert_eq!((found.rule, found.witness.to_string().as_str()), ("maximum-lowered", "11"));
/// ```
pub fn compare(old: &Schema<'_>, new: &Schema<'_>, options: &Options) -> Comparison {
    let mut arena = Arena::new();
    let mut patterns = Patterns::default();
    let mut recursive = false;
    let mut deepest = 0;
    let mut lower = |schema: &Schema<'_>, arena: &mut Arena| {
        let mut lowering = Lowering::new(schema.catalog, schema.root, arena, &mut patterns, options.assert_format);
        let node = lowering.lower(schema.root);
        recursive |= lowering.recursive;
        deepest = deepest.max(lowering.deepest);
        node
    };
    let mut roots = (lower(old, &mut arena), lower(new, &mut arena));
    if recursive {
        let merged = arena.merge();
        roots = (merged[roots.0.0 as usize], merged[roots.1.0 as usize]);
    }
    let is_deep = recursive || deepest > SHALLOW;
    let asked = with_stack(is_deep, || {
        let formats = Formats::default();
        let mut ask =
            |writer, reader| ask(&mut Engine::new(&mut arena, &formats, options.steps), writer, reader, options);
        let backward = options.mode.is_backward().then(|| ask(roots.0, roots.1));
        let forward = options.mode.is_forward().then(|| ask(roots.1, roots.0));
        (backward, forward)
    });
    let (backward, forward) = asked.unwrap_or_else(|| {
        let none = || Asked { answer: Answer::Unknown("the system gives no memory"), is_empty: false };
        (options.mode.is_backward().then(none), options.mode.is_forward().then(none))
    });
    let old = Party { side: Side::Old, schema: *old, judge: OnceCell::new() };
    let new = Party { side: Side::New, schema: *new, judge: OnceCell::new() };
    let asked = [(Side::Old, &backward), (Side::New, &forward)];
    let empty = asked.into_iter().filter(|(_, asked)| matches!(asked, Some(Asked { is_empty: true, .. })));
    let unsatisfiable = empty.map(|(side, _)| side).collect();
    let verdict = |asked: Asked, writer: &Party<'_>, reader: &Party<'_>| match asked.answer {
        Answer::Empty => Verdict::Compatible,
        Answer::Unknown(reason) => Verdict::Undecided(reason.to_owned()),
        Answer::Found(value) => {
            let confirmed = value.to_serde().and_then(|value| confirm(value, writer, reader, options));
            confirmed.map_or_else(|| Verdict::Undecided(UNCONFIRMED.to_owned()), Verdict::Breaking)
        }
    };
    Comparison {
        backward: backward.map(|asked| verdict(asked, &old, &new)),
        forward: forward.map(|asked| verdict(asked, &new, &old)),
        unsatisfiable,
    }
}

/// Up to here the caller's stack is enough.
const SHALLOW: usize = 8;

/// What the engine needs for values of the greatest depth.
const STACK: usize = 1 << 28;

/// Does something, on a stack of its own if it leads deep.
fn with_stack<T: Send>(is_deep: bool, work: impl FnOnce() -> T + Send) -> Option<T> {
    if !is_deep {
        return Some(work());
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}

/// One of two schemas, and who judges by it.
struct Party<'a> {
    side: Side,
    schema: Schema<'a>,
    judge: OnceCell<Option<Judge>>,
}

impl Party<'_> {
    fn judge(&self, options: &Options) -> Option<&Judge> {
        let build = || Judge::new(&self.schema, options.assert_format);
        self.judge.get_or_init(build).as_ref()
    }
}

/// What the engine says of one direction.
struct Asked {
    /// A payload that is sent and refused.
    answer: Answer,
    /// Whether it is sure that nothing is sent.
    is_empty: bool,
}

fn ask(engine: &mut Engine<'_>, writer: NodeId, reader: NodeId, options: &Options) -> Asked {
    let sent = match options.relation {
        Relation::Produced => Sign::Produced,
        Relation::Strict => Sign::Holds,
    };
    let sent = Literal::new(writer, sent);
    let answer = engine.meet_all(vec![sent, Literal::fails(reader)]);
    let is_empty = matches!(answer, Answer::Empty) && matches!(engine.meet_all(vec![sent]), Answer::Empty);
    Asked { answer, is_empty }
}

/// The break that a payload proves, made as small as can be.
fn confirm(value: serde_json::Value, writer: &Party<'_>, reader: &Party<'_>, options: &Options) -> Option<Break> {
    let (sends, reads) = (writer.judge(options)?, reader.judge(options)?);
    let serves = |value: &serde_json::Value| {
        !reads.accepts(value)
            && sends.accepts(value)
            && (options.relation == Relation::Strict || sends.declares(value) == Some(true))
    };
    if !serves(&value) {
        return None;
    }
    let witness = minimal(value, &serves);
    let broken = reads.broken(&witness)?;
    Some(Break {
        rule: rule::of(&broken, reader.side),
        refused_at: place(&reader.schema, broken.resource.as_deref(), &broken.schema_path),
        sent_at: trace(&writer.schema, &broken.instance_path),
        instance_path: broken.instance_path,
        witness,
    })
}

/// The place of a keyword in a resource: the schema's own document, or another that the export holds by
/// its name.
fn place(schema: &Schema<'_>, resource: Option<&str>, pointer: &str) -> Option<Span> {
    let catalog = schema.catalog;
    let is_named = |document: &&Document| {
        let id = document.node.as_object().and_then(|object| object.get("$id")).and_then(Node::as_str);
        let shared = resource.and_then(|uri| uri.strip_prefix("urn:evenkeel:shared:"));
        // A file outside the schema folder is known by its URI.
        id.is_some_and(|id| Some(id) == resource) || [shared, resource].contains(&Some(&document.path))
    };
    let named = catalog.documents.iter().find(is_named);
    let own = &catalog[catalog[schema.root].document];
    named.unwrap_or(own).node.pointer(pointer).map(|node| node.span)
}
