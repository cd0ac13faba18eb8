//! One pair of schemas, both directions.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::confirm::{Judge, minimal};
use super::decide::{Answer, Engine, Literal, Sign};
use super::model::{Arena, Lowering, NodeId};
use super::options::{Options, Relation, Schema};
use super::regular::{Formats, Patterns};
use super::reused::Place;
use super::rule;
use super::trace::trace;
use super::verdict::{Break, Comparison, Side, Verdict};
use crate::contract::{Document, SchemaId};
use crate::read::Node;
use crate::source::Span;

/// The rule that a re-declared name breaks.
const REUSED: &str = "property-reused";

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
    compare_at(old, new, options, None)
}

/// Compares what two schemas say of one place, or all that they say.
pub(super) fn compare_at(old: &Schema<'_>, new: &Schema<'_>, options: &Options, place: Option<&Place>) -> Comparison {
    let mut arena = Arena::new();
    let mut patterns = Patterns::default();
    let mut recursive = false;
    let mut lower = |schema: &Schema<'_>, arena: &mut Arena, lifted: &[SchemaId]| {
        let mut lowering = Lowering::new(schema.catalog, schema.root, arena, &mut patterns, options.assert_format);
        lowering.lift(lifted);
        let node = lowering.lower(schema.root);
        recursive |= lowering.recursive;
        node
    };
    let roots = [lower(old, &mut arena, &[]), lower(new, &mut arena, &[])];
    // What is refused for this place alone is accepted where nothing is asked of it.
    let lifted = place.map(|place| [lower(old, &mut arena, &place.old), lower(new, &mut arena, &place.new)]);
    let merged = recursive.then(|| arena.merge());
    let merged = |node: NodeId| merged.as_ref().map_or(node, |merged| merged[node.0 as usize]);
    let formats = Formats::default();
    let mut ask = |writer: usize, reader: usize| {
        let refused = [Literal::fails(merged(roots[reader]))];
        let elsewhere = lifted.map(|lifted| Literal::holds(merged(lifted[reader])));
        let refused: Vec<Literal> = refused.into_iter().chain(elsewhere).collect();
        ask(&mut arena, &formats, merged(roots[writer]), &refused, options)
    };
    let backward = options.mode.is_backward().then(|| ask(0, 1));
    let forward = options.mode.is_forward().then(|| ask(1, 0));
    let mut names = BTreeSet::new();
    for asked in [&backward, &forward].into_iter().flatten() {
        if let Answer::Found(value) = &asked.answer {
            value.names(&mut names);
        }
    }
    let party = |side, schema| Party { side, schema, names: &names, judge: OnceCell::new() };
    let (old, new) = (party(Side::Old, *old), party(Side::New, *new));
    let asked = [(Side::Old, &backward), (Side::New, &forward)];
    let empty = asked.into_iter().filter(|(_, asked)| matches!(asked, Some(Asked { is_empty: true, .. })));
    let unsatisfiable = empty.map(|(side, _)| side).collect();
    let verdict = |asked: Asked, writer: &Party<'_>, reader: &Party<'_>| match asked.answer {
        Answer::Empty => Verdict::Compatible,
        Answer::Unknown(reason) => Verdict::Undecided(reason.to_owned()),
        Answer::Found(value) => {
            let confirmed = value.to_serde().and_then(|value| confirm(value, writer, reader, options, place));
            confirmed.map_or_else(|| Verdict::Undecided(UNCONFIRMED.to_owned()), Verdict::Breaking)
        }
    };
    Comparison {
        backward: backward.map(|asked| verdict(asked, &old, &new)),
        forward: forward.map(|asked| verdict(asked, &new, &old)),
        unsatisfiable,
    }
}

/// How many goals may lie in one another on the caller's stack.
const SHALLOW: usize = 10;

/// How many may on one that is large enough for values of the greatest depth.
const DEEP: usize = 250;
const STACK: usize = 1 << 28;

/// One of two schemas, and who judges by it.
struct Party<'a> {
    side: Side,
    schema: Schema<'a>,
    /// All names that the payloads have which are to be judged.
    names: &'a BTreeSet<Arc<str>>,
    judge: OnceCell<Option<Judge>>,
}

impl Party<'_> {
    fn judge(&self, options: &Options) -> Option<&Judge> {
        let build = || Judge::of_names(&self.schema, options.assert_format, self.names);
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

fn ask(arena: &mut Arena, formats: &Formats, writer: NodeId, refused: &[Literal], options: &Options) -> Asked {
    let mut engine = Engine::new(arena, formats, options.steps, SHALLOW);
    let asked = ask_engine(&mut engine, writer, refused, options);
    if !engine.cramped {
        return asked;
    }
    let deep = std::thread::scope(|scope| {
        let again = || {
            let formats = Formats::default();
            ask_engine(&mut Engine::new(arena, &formats, options.steps, DEEP), writer, refused, options)
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, again).ok()?;
        thread.join().ok()
    });
    deep.unwrap_or(Asked { answer: Answer::Unknown("the system gives no memory"), is_empty: false })
}

fn ask_engine(engine: &mut Engine<'_>, writer: NodeId, refused: &[Literal], options: &Options) -> Asked {
    let sent = match options.relation {
        Relation::Produced => Sign::Produced,
        Relation::Strict => Sign::Holds,
    };
    let sent = Literal::new(writer, sent);
    let answer = engine.meet_all([&[sent], refused].concat());
    let is_empty = matches!(answer, Answer::Empty) && matches!(engine.meet_all(vec![sent]), Answer::Empty);
    Asked { answer, is_empty }
}

/// The break that a payload proves, made as small as can be.
fn confirm(
    value: serde_json::Value,
    writer: &Party<'_>,
    reader: &Party<'_>,
    options: &Options,
    at: Option<&Place>,
) -> Option<Break> {
    let (sends, reads) = (writer.judge(options)?, reader.judge(options)?);
    let serves = |value: &serde_json::Value| {
        // Most smaller payloads are none that are sent.
        sends.accepts(value)
            && !reads.accepts(value)
            && at.is_none_or(|place| place.is_in(value) && reads.broken_at(value, place).is_some())
            && (options.relation == Relation::Strict || sends.declares(value) == Some(true))
    };
    if !serves(&value) {
        return None;
    }
    let witness = minimal(value, &serves);
    let broken = at.map_or_else(|| reads.broken(&witness), |place| reads.broken_at(&witness, place))?;
    Some(Break {
        rule: if at.is_some() { REUSED } else { rule::of(&broken, reader.side) },
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
