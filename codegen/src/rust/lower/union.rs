//! `oneOf`, `anyOf` and lists of types: enums.

use super::{Lowerer, Spot, docs, nullable};
use crate::contract::{SchemaId, Types};
use crate::diagnostic::Diagnostic;
use crate::rust::conj::{Conj, Flat, Group};
use crate::rust::name::{camel, distinct, fingerprint};
use crate::rust::place::type_name;
use crate::rust::shape::{Branch, Choice, Judged, Kind, Type, Union, Use};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The types that a union is split by. `integer` and `number` are one: they overlap.
const CLASSES: [Types; 6] = [Types::NULL, Types::BOOLEAN, Types::NUMBER, Types::STRING, Types::ARRAY, Types::OBJECT];

/// The most variants that groups beside each other may multiply to.
const MOST_VARIANTS: usize = 1024;

/// A part of a union that its JSON types tell from all others.
struct Part {
    types: Types,
    /// For each group the branches that are possible here.
    options: Vec<Vec<SchemaId>>,
}

/// A branch before its type is known.
pub(super) struct Candidate {
    pub(super) conj: Conj,
    /// The schema that names it.
    pub(super) schema: SchemaId,
    pub(super) name: String,
    /// The tag values that lead to it.
    pub(super) tags: Vec<String>,
}

impl Lowerer<'_> {
    pub(super) fn union(&mut self, conj: &Conj, flat: &Flat, types: Types, groups: &[Group], spot: &Spot) -> Use {
        let mut parts = self.parts(types, groups);
        if types.contains(Types::NULL) && self.accepts.null(conj) {
            // The type without `null` has the name; `null` stands around it.
            return nullable(self.lower(Conj { types: types.without(Types::NULL), ..conj.clone() }, spot));
        }
        parts.retain(|part| part.types != Types::NULL);
        match parts.as_slice() {
            [] => Use::plain(Type::Never),
            [part] => self.part(conj, flat, part, groups, spot),
            several => {
                let candidates = several.iter().map(|part| self.part_candidate(flat, part, groups, spot)).collect();
                self.by_types(conj, candidates, spot)
            }
        }
    }

    /// A list of types without `oneOf`: an enum with a branch for each.
    pub(super) fn by_type(&mut self, conj: &Conj, types: Types, spot: &Spot) -> Use {
        let classes = CLASSES.into_iter().filter(|class| !class.and(types).is_empty());
        let candidates = classes.map(|class| Candidate {
            conj: Conj { types: class.and(types), ..conj.clone() },
            schema: spot.schema,
            name: type_name(class.and(types)).into(),
            tags: Vec::new(),
        });
        let candidates = candidates.collect();
        self.by_types(conj, candidates, spot)
    }

    fn parts(&self, types: Types, groups: &[Group]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for class in CLASSES {
            let class = class.and(types);
            let possible = |group: &Group| {
                let able = |&branch: &SchemaId| {
                    let branch = Conj { types: class, ..Conj::of(branch) };
                    !self.accepts.types(&branch).is_empty()
                };
                group.branches(self.catalog).iter().copied().filter(able).collect::<Vec<_>>()
            };
            let options: Vec<Vec<SchemaId>> = groups.iter().map(possible).collect();
            if class.is_empty() || options.iter().any(Vec::is_empty) {
                continue;
            }
            let alike = |part: &&mut Part| part.types != Types::NULL && class != Types::NULL && part.options == options;
            match parts.iter_mut().find(alike) {
                Some(part) => part.types = part.types.or(class),
                None => parts.push(Part { types: class, options }),
            }
        }
        parts
    }

    /// The conjunction of a part in which every group is decided, or all that are.
    fn decided(flat: &Flat, part: &Part, groups: &[Group]) -> Conj {
        let mut whole = BTreeSet::new();
        let mut open = BTreeSet::new();
        for (options, group) in part.options.iter().zip(groups) {
            match options.as_slice() {
                [only] => _ = whole.insert(*only),
                _ => _ = open.insert(*group),
            }
        }
        Conj { whole, local: flat.atoms.iter().copied().collect(), groups: open, types: part.types }
    }

    /// One whole schema that accepts no other types needs no narrowing: it is that schema.
    fn simplest(&self, mut conj: Conj) -> Conj {
        if let Some(single) = conj.single()
            && conj.types.contains(self.accepts.schema(single))
        {
            conj.types = Types::ALL;
        }
        conj
    }

    /// The one part that is left.
    fn part(&mut self, conj: &Conj, flat: &Flat, part: &Part, groups: &[Group], spot: &Spot) -> Use {
        let decided = self.simplest(Self::decided(flat, part, groups));
        let variants = part.options.iter().fold(1usize, |product, options| product.saturating_mul(options.len()));
        if variants > MOST_VARIANTS {
            let span = self.catalog[spot.schema].span;
            self.refuse(
                Diagnostic::error(
                    "not-expressed",
                    span,
                    format!("`oneOf` and `anyOf` make {variants} variants here"),
                )
                .hint(format!(
                    "{MOST_VARIANTS} are the most, and groups beside each other multiply: let the branches of one refer to the other"
                )),
            );
            return Use::plain(Type::Any);
        }
        let open = part.options.iter().zip(groups).find(|(options, _)| options.len() > 1);
        let Some((options, group)) = open else { return self.lower(decided, spot) };
        let candidates = options.iter().map(|&branch| {
            let mut groups = decided.groups.clone();
            groups.remove(group);
            let mut whole = decided.whole.clone();
            whole.insert(branch);
            let conj = Conj { whole, groups, ..decided.clone() };
            Candidate {
                conj: self.simplest(conj),
                schema: branch,
                name: self.places.branch_name(branch),
                tags: Vec::new(),
            }
        });
        let candidates = candidates.collect();
        let mut union = self.among(conj, candidates, *group, spot);
        if group.exactly_one {
            union.judged.extend(self.judged_around(&union, &decided));
        }
        union
    }

    /// Whole schemas around a union that its branches are held against. A branch that does not fit because
    /// of them says nothing about the others, so the value is held against them too.
    fn judged_around(&self, union: &Use, around: &Conj) -> Vec<Judged> {
        let Type::Named(id) = union.ty else { return Vec::new() };
        let Kind::Union(Union { branches, .. }) = &self.out.program[id].kind else { return Vec::new() };
        let mut judged: Vec<Judged> = Vec::new();
        for rule in branches.iter().flat_map(|branch| &branch.ty.judged) {
            if rule.keyword.is_none() && around.local.contains(&rule.schema) && !judged.contains(rule) {
                judged.push(rule.clone());
            }
        }
        judged
    }

    fn part_candidate(&self, flat: &Flat, part: &Part, groups: &[Group], spot: &Spot) -> Candidate {
        let decided = Self::decided(flat, part, groups);
        let single = part.options.iter().find(|options| options.len() == 1).map(|options| options[0]);
        let several = part.options.iter().all(|options| options.len() != 1);
        let name = match single {
            Some(branch) if !several => self.places.branch_name(branch),
            _ => type_name(part.types).into(),
        };
        Candidate { conj: self.simplest(decided), schema: single.unwrap_or(spot.schema), name, tags: Vec::new() }
    }

    /// An enum whose branches the JSON type tells apart.
    fn by_types(&mut self, conj: &Conj, candidates: Vec<Candidate>, spot: &Spot) -> Use {
        let id = self.named(conj, spot);
        let branches = self.branches(candidates, id);
        self.finish(id, Choice::ByType, branches)
    }

    /// An enum over branches that share a JSON type: by tag, else by trying.
    fn among(&mut self, conj: &Conj, mut candidates: Vec<Candidate>, group: Group, spot: &Spot) -> Use {
        let choice = match self.tag(&mut candidates) {
            Some(tag) => Choice::Tag(tag),
            None if group.exactly_one => Choice::ExactlyOne,
            None => Choice::First,
        };
        let id = self.named(conj, spot);
        let branches = self.branches(candidates, id);
        self.finish(id, choice, branches)
    }

    fn branches(&mut self, mut candidates: Vec<Candidate>, id: crate::rust::shape::TypeId) -> Vec<Branch> {
        name_apart(&mut candidates, self.catalog);
        let place = self.out.program[id].place.clone();
        let mut branches = Vec::new();
        for candidate in candidates {
            let spot = Spot { place: place.inside(&candidate.name), schema: candidate.schema };
            let types = self.accepts.types(&candidate.conj);
            let ty = self.lower(candidate.conj, &spot);
            if ty.ty != Type::Never {
                let docs = docs(self.catalog, candidate.schema);
                branches.push(Branch { ident: candidate.name, docs, ty, tags: candidate.tags, types, boxed: false });
            }
        }
        branches
    }

    fn finish(&mut self, id: crate::rust::shape::TypeId, choice: Choice, branches: Vec<Branch>) -> Use {
        if branches.is_empty() {
            return Use::plain(Type::Never);
        }
        self.out.program[id].kind = Kind::Union(Union { choice, branches });
        Use::plain(Type::Named(id))
    }
}

/// Gives branches that would share a name each its own: by the property that it alone requires, else
/// by its position, which stays the same when branches are added behind it.
pub(super) fn name_apart(candidates: &mut [Candidate], catalog: &crate::contract::Catalog) {
    let names: Vec<String> = candidates.iter().map(|candidate| camel(&candidate.name)).collect();
    let spelled = distinct(candidates.iter().map(|c| c.name.as_str()), camel, &["Self"]);
    let required: Vec<HashSet<String>> =
        candidates.iter().map(|candidate| required(&candidate.conj, catalog)).collect();
    // How many branches have a name, and how many of these require a property.
    let mut same: HashMap<&str, usize> = HashMap::new();
    let mut requiring: HashMap<(&str, &str), usize> = HashMap::new();
    for (name, required) in names.iter().zip(&required) {
        *same.entry(name).or_default() += 1;
        required.iter().for_each(|property| *requiring.entry((name, property)).or_default() += 1);
    }
    let mut given: HashSet<String> = HashSet::new();
    for (index, candidate) in candidates.iter_mut().enumerate() {
        let alone = |property: &&String| requiring[&(names[index].as_str(), property.as_str())] == 1;
        let own = required[index].iter().filter(alone).min();
        let mut name = match own {
            _ if same[names[index].as_str()] == 1 => spelled[index].clone(),
            Some(own) => camel(&format!("with {own}")),
            None => format!("{}_{}", names[index], fingerprint(&catalog[candidate.schema].pointer)),
        };
        while !given.insert(name.clone()) {
            name = format!("{name}_{}", fingerprint(&format!("{} {index}", catalog[candidate.schema].pointer)));
        }
        candidate.name = name;
    }
}

/// The names that a conjunction requires.
fn required(conj: &Conj, catalog: &crate::contract::Catalog) -> HashSet<String> {
    let flat = conj.flatten(catalog);
    let words = super::words(catalog, &flat);
    words.flat_map(|(_, words)| &words.required).map(|name| name.value.clone()).collect()
}
