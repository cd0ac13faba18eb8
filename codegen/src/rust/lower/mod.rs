//! Schemas to types: for each conjunction of schemas one Rust type, named once.

mod array;
mod clashes;
#[cfg(test)]
mod exactness;
mod hidden;
mod judged;
mod map;
mod object;
#[cfg(feature = "derive")]
mod one;
mod pattern;
mod pattern_size;
mod predicate;
mod rust_type;
mod scalar;
mod tag;
mod union;
mod value;

#[cfg(feature = "derive")]
pub(super) use one::{One, one};
pub(super) use scalar::range;

use super::accepts::Accepts;
use super::conj::{Conj, Flat, exhausted, follow, keywords, next};
use super::name::{camel, fingerprint, snake};
use super::place::{Places, lies_in};
use super::shape::{Check, Docs, Kind, Place, Program, Type, TypeDef, TypeId, Use};
use crate::contract::{Catalog, SchemaId, Types};
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a schema node became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// Typed Rust.
    Typed,
    /// `Value`, since the schema says nothing.
    Anything,
    /// `Value`, though the schema says something; and why.
    Value(&'static str),
}

/// The result of lowering.
#[derive(Debug, Default)]
pub(crate) struct Lowered {
    pub(crate) program: Program,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) shares: HashMap<SchemaId, Share>,
}

/// Types for every event of a catalog that is asked for.
///
/// Where several schemas ask for one name, it is known only afterwards who they are: then the work is
/// done again, each name kept for the one that has the best claim to it. So no name depends on what is
/// met first.
pub(crate) fn lower(catalog: &Catalog) -> Lowered {
    let accepts = Accepts::new(catalog);
    let first = Lowerer::new(catalog, &accepts, HashMap::new()).run();
    let contested = first.asked.iter().filter(|(_, schemas)| schemas.len() > 1);
    let owners = contested.filter_map(|(place, schemas)| Some((place.clone(), first.places.rightful(place, schemas)?)));
    let owners: HashMap<Place, SchemaId> = owners.collect();
    if owners.is_empty() || first.exhausted {
        return first.out;
    }
    Lowerer::new(catalog, &accepts, owners).run().out
}

struct Lowerer<'a> {
    catalog: &'a Catalog,
    accepts: &'a Accepts<'a>,
    places: Places<'a>,
    hidden: hidden::Hidden,
    memo: HashMap<Conj, Memo>,
    /// Names of types and modules that are given away.
    taken: HashMap<Place, Owner>,
    /// Names that several schemas ask for, and whose they are.
    kept: HashMap<Place, SchemaId>,
    /// The schemas that ask for each name.
    asked: HashMap<Place, BTreeSet<SchemaId>>,
    /// Keywords that were refused already: one place, one message.
    refused: HashSet<(crate::source::Span, &'static str)>,
    depth: u32,
    /// How many conjunctions are looked at: a few for each schema, and not what they multiply to.
    most: usize,
    /// A bound was met: nothing is generated, so nothing more is worked out.
    exhausted: bool,
    out: Lowered,
}

enum Memo {
    /// In work; a type that is met again while it is in work needs a name.
    Open(Option<TypeId>),
    Done(Use),
}

/// Whose a name is.
#[derive(Clone, Copy)]
enum Owner {
    /// What is generated beside the types.
    Generator,
    /// The type of a schema.
    Type(SchemaId),
}

/// Where a conjunction is met: what its type is called when no single schema names it, and the
/// schema that stands there.
#[derive(Clone, Debug)]
struct Spot {
    place: Place,
    schema: SchemaId,
}

impl<'a> Lowerer<'a> {
    fn new(catalog: &'a Catalog, accepts: &'a Accepts<'a>, kept: HashMap<Place, SchemaId>) -> Self {
        catalog.steps.set(0);
        Self {
            catalog,
            accepts,
            places: Places::new(catalog, accepts),
            hidden: hidden::Hidden::new(catalog),
            memo: HashMap::new(),
            taken: domain_enums(catalog),
            kept,
            asked: HashMap::new(),
            refused: HashSet::new(),
            depth: 0,
            most: 2_000 + 16 * catalog.schemas.len(),
            exhausted: false,
            out: Lowered::default(),
        }
    }

    fn run(mut self) -> Self {
        clashes::find(self.catalog, &mut self.out.diagnostics);
        self.patterns(self.catalog.contracts.iter().map(|contract| contract.root));
        for index in 0..self.catalog.contracts.len() {
            let id = self.event(index);
            self.out.program.events.push(id);
            if exhausted(self.catalog) && !self.exhausted {
                self.exhausted = true;
                let span = self.catalog[self.catalog.contracts[index].root].span;
                self.refuse(too_much_work(span));
            }
        }
        let roots = self.catalog.contracts.iter().map(|contract| contract.root);
        self.met(roots, Share::Value("the text of the value is held against it"));
        self
    }

    /// The type of an event: always one of its own, also when its definition is a bare reference.
    fn event(&mut self, index: usize) -> TypeId {
        let root = self.catalog.contracts[index].root;
        let conj = Conj::of(root);
        let spot = Spot { place: self.places.of(root), schema: root };
        let lowered = match self.memo.get(&conj) {
            Some(Memo::Done(done)) => done.clone(),
            _ => self.open(conj, &spot),
        };
        let id = match lowered.ty {
            Type::Named(id)
                if lowered.checks.is_empty() && !lowered.is_judged() && self.out.program[id].schema == root =>
            {
                id
            }
            Type::Never => {
                let span = self.catalog[root].span;
                self.out.diagnostics.push(
                    Diagnostic::warning("accepts-nothing", span, "no payload can satisfy this definition")
                        .hint("its keywords contradict each other; look at `type`, `enum`, `const` and `allOf`"),
                );
                self.define(&spot.place, root, refuses_all())
            }
            _ => {
                self.make_way(&spot.place);
                self.define(&spot.place, root, Kind::Newtype(lowered))
            }
        };
        self.out.program[id].event = Some(index);
        self.out.program[id].hidden |= self.hides(&Conj::of(root));
        id
    }

    /// The type of a conjunction, and whether its value is hidden here: others may share the type.
    fn lower(&mut self, conj: Conj, spot: &Spot) -> Use {
        let asked = conj.clone();
        let mut lowered = self.shared(conj, spot);
        lowered.hidden |= self.hides_value(&asked, &lowered);
        lowered
    }

    fn shared(&mut self, mut conj: Conj, spot: &Spot) -> Use {
        if let Some(single) = conj.single() {
            // A bare reference is its target: one type for all who refer to it.
            let target = follow(self.catalog, single);
            let mut id = single;
            // A way that was gone before is shared already.
            while id != target && !matches!(self.out.shares.get(&id), Some(Share::Typed)) {
                self.share(id, Share::Typed);
                id = next(self.catalog, id).unwrap_or(target);
            }
            conj.whole = [target].into();
        }
        match self.memo.get_mut(&conj) {
            Some(Memo::Done(done)) => return done.clone(),
            Some(Memo::Open(Some(id))) => return Use::plain(Type::Named(*id)),
            Some(Memo::Open(None)) => {
                let (place, schema) = self.site(&conj, spot);
                let id = self.define(&place, schema, Kind::Pending);
                self.out.program[id].hidden = self.hides(&conj);
                self.memo.insert(conj, Memo::Open(Some(id)));
                return Use::plain(Type::Named(id));
            }
            None => {}
        }
        self.open(conj, spot)
    }

    fn open(&mut self, conj: Conj, spot: &Spot) -> Use {
        const DEPTH: u32 = 100;
        if self.exhausted {
            return Use::plain(Type::Any);
        }
        let too_deep = self.depth >= DEPTH || self.accepts.too_deep();
        if too_deep || self.memo.len() >= self.most || exhausted(self.catalog) {
            self.exhausted = true;
            let span = self.catalog[spot.schema].span;
            let problem = if too_deep {
                Diagnostic::error("too-deep", span, format!("schemas nest deeper than {DEPTH} levels here"))
                    .hint("give a part of it a `$defs` entry of its own that does not nest as deep")
            } else if exhausted(self.catalog) {
                too_much_work(span)
            } else {
                Diagnostic::error("too-many", span, format!("the schemas combine to more than {} types", self.most))
                    .hint("`allOf`, `oneOf` and `anyOf` multiply what they share: merge some of them by hand")
            };
            self.refuse(problem);
            return Use::plain(Type::Any);
        }
        self.memo.insert(conj.clone(), Memo::Open(None));
        self.depth += 1;
        let (place, schema) = self.site(&conj, spot);
        let lowered = self.work(&conj, &Spot { place, schema });
        self.depth -= 1;
        // Met itself on the way without having a name: the name goes around it now.
        let lowered = match self.memo.get(&conj) {
            Some(Memo::Open(Some(id))) if lowered.ty == Type::Never => {
                self.out.program[*id].kind = refuses_all();
                lowered
            }
            Some(Memo::Open(Some(id))) if lowered.ty != Type::Named(*id) => {
                let id = *id;
                self.out.program[id].kind = Kind::Newtype(lowered);
                Use::plain(Type::Named(id))
            }
            _ => lowered,
        };
        self.memo.insert(conj, Memo::Done(lowered.clone()));
        lowered
    }

    fn work(&mut self, conj: &Conj, spot: &Spot) -> Use {
        let flat = conj.flatten(self.catalog);
        let mut types = self.accepts.atoms(&flat).and(conj.types);
        if types.contains(Types::NULL) && !self.accepts.null(conj) {
            types = types.without(Types::NULL);
        }
        let says_nothing = flat.atoms.is_empty() && flat.groups.is_empty() && !flat.never;
        let share = if says_nothing && types == Types::ALL { Share::Anything } else { Share::Typed };
        for &id in conj.whole.iter().chain(&flat.atoms) {
            self.share(id, share);
        }
        if flat.never || types.is_empty() {
            return Use::plain(Type::Never);
        }
        if share == Share::Anything {
            return Use::plain(Type::Any);
        }
        self.refuse_rust_type(&flat, types);
        let (presence, groups) = self.presence_groups(&flat, types);
        if !groups.is_empty() {
            return self.union(conj, &flat, types, &groups, spot);
        }
        if let Some(values) = self.values(&flat, types) {
            return self.lower_values(conj, &flat, &values, spot);
        }
        let rest = types.without(Types::NULL);
        if rest.is_empty() {
            return Use::plain(Type::Null);
        }
        if rest != types {
            let inner = self.lower(Conj { types: rest, ..conj.clone() }, spot);
            return nullable(inner);
        }
        let lowered = match rest {
            Types::BOOLEAN => Use::plain(Type::Bool),
            Types::STRING => self.string(&flat),
            Types::ARRAY => self.array(conj, &flat, spot),
            Types::OBJECT => return self.object(conj, &flat, &presence, spot),
            _ if Types::NUMBER.contains(rest) => self.number(&flat, rest),
            _ => return self.by_type(conj, rest, spot),
        };
        self.judge(&flat, rest, lowered, &[])
    }

    /// The place of a conjunction's type, and the schema it is reported against.
    fn site(&self, conj: &Conj, spot: &Spot) -> (Place, SchemaId) {
        match conj.single() {
            Some(id) if conj.types == Types::ALL => (self.places.of(id), id),
            _ => (spot.place.clone(), spot.schema),
        }
    }

    /// Makes room for a named type. The name is given once: what comes first keeps it.
    fn define(&mut self, place: &Place, schema: SchemaId, kind: Kind) -> TypeId {
        let unique = self.unique(place.clone(), schema);
        let id = TypeId(u32::try_from(self.out.program.types.len()).unwrap_or(u32::MAX));
        let docs = docs(self.catalog, schema);
        self.out.program.types.push(TypeDef {
            place: unique,
            docs,
            schema,
            event: None,
            kind,
            judged: Vec::new(),
            hidden: false,
        });
        id
    }

    /// A place of its own for a type, as near as can be to the one that it asks for.
    fn unique(&mut self, mut place: Place, schema: SchemaId) -> Place {
        self.asked.entry(place.clone()).or_default().insert(schema);
        if matches!(self.owner(&place, schema), Some(Owner::Type(owner)) if lies_in(self.catalog, schema, owner)) {
            place = place.inside(self.role(schema));
        }
        let asked = place.name.clone();
        let at = &self.catalog[schema];
        let mut mark = format!("{}{}", self.catalog[at.document].path, at.pointer);
        while self.owner(&place, schema).is_some() {
            place.name = format!("{asked}_{}", fingerprint(&mark));
            mark.push('+');
        }
        self.taken.insert(Place { name: place.module(), ..place.clone() }, Owner::Type(schema));
        self.taken.insert(place.clone(), Owner::Type(schema));
        place
    }

    /// Moves the type that stands in an event's place into the event's module: what an event that is
    /// no object holds was named first.
    fn make_way(&mut self, place: &Place) {
        if !self.taken.contains_key(place) {
            return;
        }
        let Some(index) = self.out.program.types.iter().position(|def| def.place == *place) else { return };
        let schema = self.out.program.types[index].schema;
        let inner = self.unique(place.inside(self.role(schema)), schema);
        self.out.program.types[index].place = inner;
        self.taken.remove(place);
        self.taken.remove(&Place { name: place.module(), ..place.clone() });
    }

    /// Whose type has a name, or a module of the name's, or may claim it before a schema; the type above
    /// has its `Builder`.
    fn owner(&self, place: &Place, schema: SchemaId) -> Option<Owner> {
        let module = Place { name: place.module(), ..place.clone() };
        // As a tuple struct, these would hide what generated code calls.
        let called = ["Some", "None", "Ok", "Err"].contains(&place.name.as_str());
        let builder = (called || place.name == "Builder").then_some(Owner::Generator);
        let kept = self.kept.get(place).filter(|owner| **owner != schema).map(|owner| Owner::Type(*owner));
        self.taken.get(place).or_else(|| self.taken.get(&module)).copied().or(kept).or(builder)
    }

    /// A name for the type of a conjunction that is in work: the one it was given when it met
    /// itself, or a new one.
    fn named(&mut self, conj: &Conj, spot: &Spot) -> TypeId {
        if let Some(Memo::Open(Some(id))) = self.memo.get(conj) {
            return *id;
        }
        let id = self.define(&spot.place, spot.schema, Kind::Pending);
        self.out.program[id].hidden = self.hides(conj);
        self.memo.insert(conj.clone(), Memo::Open(Some(id)));
        id
    }

    /// What a schema is to its parent, for the rare type that shares its parent's name.
    fn role(&self, schema: SchemaId) -> &'static str {
        let pointer = self.catalog[schema].pointer.as_str();
        if pointer.ends_with("/items") {
            "Item"
        } else if pointer.ends_with("/additionalProperties") {
            "Value"
        } else {
            "Inner"
        }
    }

    fn share(&mut self, id: SchemaId, share: Share) {
        // A node that is typed in one place and open in another counts as what it is at its worst.
        let entry = self.out.shares.entry(id).or_insert(share);
        if matches!(share, Share::Value(_)) {
            *entry = share;
        }
    }

    fn refuse(&mut self, diagnostic: Diagnostic) {
        if self.refused.insert((diagnostic.span, diagnostic.code)) {
            self.out.diagnostics.push(diagnostic);
        }
    }
}

impl Spot {
    /// A spot below this one.
    fn below(&self, name: &str, schema: SchemaId) -> Self {
        Self { place: self.place.inside(name), schema }
    }
}

/// The refusal of schemas that multiply.
fn too_much_work(span: crate::source::Span) -> Diagnostic {
    Diagnostic::error("too-many", span, "the schemas apply to each other's properties in too many ways")
        .hint("what an `allOf` holds is gone through for each place that refers to it: merge it by hand")
}

/// A type without values.
fn refuses_all() -> Kind {
    Kind::Newtype(Use::checked(Type::Any, vec![Check::Never]))
}

/// `order::OrderEvent` and its like, which are written beside the types.
fn domain_enums(catalog: &Catalog) -> HashMap<Place, Owner> {
    let domains = catalog.contracts.iter().map(|contract| contract.event.domain.value.as_str());
    let places = domains.map(|domain| Place { modules: vec![snake(domain)], name: format!("{}Event", camel(domain)) });
    places.map(|place| (place, Owner::Generator)).collect()
}

/// `null` beside a type.
fn nullable(inner: Use) -> Use {
    match inner.ty {
        Type::Nullable(_) | Type::Null => inner,
        // Any JSON has `null` among it; the rules on it speak of the rest.
        Type::Any if inner.checks.is_empty() => inner,
        Type::Never => Use::plain(Type::Null),
        _ => Use::plain(Type::Nullable(Box::new(inner))),
    }
}

/// What a schema says about itself; a bare reference speaks through its target where it is silent.
fn docs(catalog: &Catalog, id: SchemaId) -> Docs {
    let target = follow(catalog, id);
    let of = |id: SchemaId| {
        keywords(catalog, id).map_or_else(Docs::default, |words| Docs {
            title: words.title.as_ref().map(|at| at.value.clone()),
            description: words.description.as_ref().map(|at| at.value.clone()),
            deprecated: words.deprecated,
            read_only: words.read_only,
            write_only: words.write_only,
        })
    };
    let own = of(id);
    if target == id {
        return own;
    }
    let other = of(target);
    let silent = own.title.is_none() && own.description.is_none();
    let (title, description) = if silent { (other.title, other.description) } else { (own.title, own.description) };
    Docs {
        title,
        description,
        deprecated: own.deprecated || other.deprecated,
        read_only: own.read_only || other.read_only,
        write_only: own.write_only || other.write_only,
    }
}

/// The keywords of the schemas of a conjunction.
fn words<'a>(catalog: &'a Catalog, flat: &Flat) -> impl Iterator<Item = (SchemaId, &'a crate::contract::Keywords)> {
    flat.atoms.iter().filter_map(|&id| Some((id, keywords(catalog, id)?)))
}
