//! Objects: which names are there, and what their values meet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::branch::{Atom, Branch, Kind};
use super::engine::{Engine, begin};
use super::goal::{Answer, Literal, Sign, Tries, goal};
use super::keys::{Keys, Named};
use super::string::StringFacts;
use crate::compat::BUDGET;
use crate::compat::model::{Json, NOTHING};
use crate::compat::regular::Pattern;

/// What is asked of an object.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObjectFacts {
    pub(crate) required: BTreeSet<Arc<str>>,
    pub(crate) forbidden: BTreeSet<Arc<str>>,
    /// What the value of a name meets.
    named: BTreeMap<Arc<str>, Vec<Literal>>,
    /// What the values of names in a set meet.
    sets: Vec<(Keys, Literal)>,
    /// What every name meets.
    pub(crate) names: Vec<Literal>,
    /// Where the first is there, so are the others.
    pub(crate) dependents: Vec<(Arc<str>, Vec<Arc<str>>)>,
    /// Some property has such a name, and its value and name meet the literals.
    members: Vec<Member>,
    pub(crate) min: u64,
    max: Option<u64>,
}

#[derive(Clone, Debug)]
struct Member {
    keys: Keys,
    value: Vec<Literal>,
    name: Vec<Literal>,
}

/// The properties of an object in the making, each with what its value meets.
type Placed = BTreeMap<Arc<str>, Vec<Literal>>;

/// The most properties that are written out.
const MAX_PROPERTIES: u64 = 500;

/// The most patterns of names that are told apart.
const MAX_PATTERNS: usize = 16;

/// The most kinds of names that they may tell apart.
const MAX_CLASSES: usize = 256;

const NAMES: &str = "a pattern of property names is not regular";

impl ObjectFacts {
    pub(super) fn apply(&mut self, atom: &Atom) -> bool {
        match atom {
            Atom::MinProperties(min) => self.min = self.min.max(*min),
            Atom::MaxProperties(max) => self.at_most(*max),
            Atom::Present(name) => return self.present(name),
            Atom::Missing(name) => {
                self.forbidden.insert(Arc::clone(name));
                return !self.required.contains(name);
            }
            Atom::Member { keys: Keys::Name(own), value, name } if name.is_empty() => {
                for literal in value {
                    self.every(Keys::Name(Arc::clone(own)), *literal);
                }
                return self.present(own);
            }
            Atom::Member { keys, value, name } => {
                self.members.push(Member { keys: keys.clone(), value: value.clone(), name: name.clone() });
            }
            _ => {}
        }
        true
    }

    pub(super) fn at_most(&mut self, max: u64) {
        self.max = Some(self.max.map_or(max, |known| known.min(max)));
    }

    /// A name is there; `false` if it may not.
    pub(super) fn present(&mut self, name: &Arc<str>) -> bool {
        self.required.insert(Arc::clone(name));
        !self.forbidden.contains(name)
    }

    /// Asks something of the value of every such name.
    pub(super) fn every(&mut self, keys: Keys, literal: Literal) {
        match keys {
            Keys::Name(name) => self.named.entry(name).or_default().push(literal),
            keys => self.sets.push((keys, literal)),
        }
    }

    /// What the value of a name surely has to meet.
    pub(super) fn literals(&self, name: &str) -> Vec<Literal> {
        let mut literals = self.named.get(name).cloned().unwrap_or_default();
        literals.extend(
            self.sets.iter().filter(|(keys, _)| keys.contains(name) == Some(true)).map(|(_, literal)| *literal),
        );
        literals
    }

    /// Whether it is known of every set whether a name is in it.
    fn is_clear(&self, name: &str) -> bool {
        self.sets.iter().all(|(keys, _)| keys.contains(name).is_some())
    }
}

/// A name that is none of those that something speaks of, by the patterns that are found in it.
struct Fresh<'a> {
    found: &'a BTreeMap<Arc<Pattern>, bool>,
}

impl Named for Fresh<'_> {
    fn is(&self, _: &str) -> bool {
        false
    }

    fn is_among(&self, _: &BTreeSet<Arc<str>>) -> bool {
        false
    }

    fn matches(&self, pattern: &Pattern) -> Option<bool> {
        self.found.iter().find(|(own, _)| ***own == *pattern).map(|(_, found)| *found)
    }
}

/// Finds the properties of an object.
struct Making<'f> {
    facts: &'f ObjectFacts,
    /// Names that something speaks of.
    spoken: BTreeSet<Arc<str>>,
    patterns: BTreeSet<Arc<Pattern>>,
    tries: Tries,
}

impl Engine<'_> {
    /// Finds an object.
    pub(super) fn object(&mut self, branch: &Branch) -> Answer {
        let facts = &*branch.object;
        let max = facts.max.unwrap_or(u64::MAX);
        if facts.min > max || facts.required.len() as u64 > max || !facts.required.is_disjoint(&facts.forbidden) {
            return Answer::Empty;
        }
        if self.spend(facts.named.len() / 32).is_none() {
            return Answer::Unknown(BUDGET);
        }
        let mut making = Making {
            facts,
            spoken: facts.required.union(&facts.forbidden).cloned().collect(),
            patterns: BTreeSet::new(),
            tries: Tries::new(),
        };
        making.spoken.extend(facts.named.keys().cloned());
        let sets = facts.sets.iter().map(|(keys, _)| keys).chain(facts.members.iter().map(|member| &member.keys));
        sets.for_each(|keys| keys.visit(&mut making.spoken, &mut making.patterns));
        for (name, required) in &facts.dependents {
            making.spoken.insert(Arc::clone(name));
            making.spoken.extend(required.iter().cloned());
        }
        let mut placed = Placed::new();
        if !self.place(&mut making, &mut placed, facts.required.iter().cloned().collect()) {
            return making.tries.none();
        }
        match self.members(&mut making, &facts.members, placed) {
            Some(value) => Answer::Found(value),
            None => making.tries.none(),
        }
    }

    /// Puts names into an object, and those that they ask for; `false` if one of them cannot be there.
    fn place(&mut self, making: &mut Making<'_>, placed: &mut Placed, mut names: Vec<Arc<str>>) -> bool {
        while let Some(name) = names.pop() {
            if placed.contains_key(&name) {
                continue;
            }
            if making.facts.forbidden.contains(&name) || !self.may_be_called(making, &name, &[]) {
                return false;
            }
            let literals = making.facts.literals(&name);
            if !self.may_be(making, literals.clone()) {
                return false;
            }
            for (first, required) in &making.facts.dependents {
                if *first == name {
                    names.extend(required.iter().cloned());
                }
            }
            placed.insert(name, literals);
        }
        true
    }

    /// Whether a name meets what is asked of names.
    fn may_be_called(&mut self, making: &mut Making<'_>, name: &Arc<str>, more: &[Literal]) -> bool {
        if !making.facts.is_clear(name) {
            making.tries.give_up(NAMES);
        }
        let text = Json::String(Arc::clone(name));
        for literal in making.facts.names.iter().chain(more) {
            match self.accepts(literal.node, &text) {
                Some(accepts) if accepts == (literal.sign != Sign::Fails) => {}
                Some(_) => return false,
                None => {
                    making.tries.give_up(NAMES);
                    return false;
                }
            }
        }
        true
    }

    /// Whether there is a value that meets the literals.
    fn may_be(&mut self, making: &mut Making<'_>, literals: Vec<Literal>) -> bool {
        match self.meet_all(literals) {
            Answer::Found(_) => true,
            Answer::Empty => false,
            Answer::Unknown(reason) => {
                making.tries.give_up(reason);
                false
            }
        }
    }

    /// Finds names for the members that have to be there, one after the other.
    fn members(&mut self, making: &mut Making<'_>, members: &[Member], placed: Placed) -> Option<Json> {
        let Some(left) = self.steps.checked_sub(1) else {
            making.tries.give_up(BUDGET);
            return None;
        };
        self.steps = left;
        let Some((member, rest)) = members.split_first() else {
            return self.complete(making, placed);
        };
        for name in self.names_for(making, member, &placed) {
            let mut next = placed.clone();
            if !self.place(making, &mut next, vec![Arc::clone(&name)]) {
                continue;
            }
            let literals = next.entry(name).or_default();
            literals.extend(&member.value);
            let literals = literals.clone();
            if self.may_be(making, literals)
                && let Some(value) = self.members(making, rest, next)
            {
                return Some(value);
            }
        }
        None
    }

    /// Names that a member may have: those that something speaks of, and one of each other kind.
    fn names_for(&mut self, making: &mut Making<'_>, member: &Member, placed: &Placed) -> Vec<Arc<str>> {
        let mut names: Vec<Arc<str>> = Vec::new();
        for name in placed.keys().chain(&making.spoken).cloned().collect::<BTreeSet<_>>() {
            match member.keys.contains(&*name) {
                Some(true) if self.may_be_called(making, &name, &member.name) => names.push(name),
                Some(_) => {}
                None => making.tries.give_up(NAMES),
            }
        }
        if matches!(member.keys, Keys::Name(_)) {
            return names;
        }
        let taken: BTreeSet<Arc<str>> = making.spoken.iter().chain(placed.keys()).cloned().collect();
        let fresh = self.fresh(making, &member.name, &taken, &|name| member.keys.contains(name));
        names.extend(fresh);
        names
    }

    /// One name of each kind that is not taken, of the kinds that are wanted.
    fn fresh(
        &mut self,
        making: &mut Making<'_>,
        more: &[Literal],
        taken: &BTreeSet<Arc<str>>,
        wanted: &dyn Fn(&Fresh<'_>) -> Option<bool>,
    ) -> Vec<Arc<str>> {
        let patterns: Vec<Arc<Pattern>> = making.patterns.iter().cloned().collect();
        if patterns.len() > MAX_PATTERNS {
            making.tries.give_up("too many patterns of property names");
            return Vec::new();
        }
        let mut names = Vec::new();
        let Some(classes) = self.classes(&patterns) else {
            making.tries.give_up("too many patterns of property names");
            return Vec::new();
        };
        for signs in classes.iter().copied() {
            let found: BTreeMap<Arc<Pattern>, bool> = patterns
                .iter()
                .cloned()
                .enumerate()
                .map(|(number, pattern)| (pattern, signs >> number & 1 == 1))
                .collect();
            if wanted(&Fresh { found: &found }) == Some(false) {
                continue;
            }
            // A kind whose values cannot be met needs no name.
            let fresh = Fresh { found: &found };
            let literals = making.facts.sets.iter().filter(|(keys, _)| keys.contains(&fresh) == Some(true));
            if literals.clone().any(|(_, literal)| literal.sign != Sign::Fails && literal.node == NOTHING) {
                continue;
            }
            let literals: Vec<Literal> = making.facts.names.iter().chain(more).copied().collect();
            let goal = goal(literals);
            let mut branch = begin(&goal, Kind::String);
            branch.string.patterns.extend(found.iter().map(|(pattern, found)| (Arc::clone(pattern), *found)));
            let taken: Vec<Json> = taken.iter().map(|name| Json::String(Arc::clone(name))).collect();
            branch.excluded.push(taken.into());
            match self.solve(&goal, branch) {
                Answer::Found(Json::String(name)) => names.push(name),
                Answer::Unknown(reason) => making.tries.give_up(reason),
                _ => {}
            }
        }
        names
    }

    /// Which of some patterns are found together in a name: a bit for each, for all that may be; `None` when
    /// there are too many.
    fn classes(&mut self, patterns: &[Arc<Pattern>]) -> Option<Arc<[u32]>> {
        if let Some(known) = self.classes.get(patterns) {
            return known.clone();
        }
        let mut classes = vec![0_u32];
        for number in 0..patterns.len() {
            let mut more = Vec::new();
            for signs in classes.iter().flat_map(|signs| [*signs, signs | 1 << number]) {
                let mut facts = StringFacts::default();
                let known = patterns[..=number].iter().enumerate();
                facts.patterns.extend(known.map(|(number, pattern)| (Arc::clone(pattern), signs >> number & 1 == 1)));
                if !matches!(facts.solve(&BTreeSet::new(), self.formats, &mut self.steps), Answer::Empty) {
                    more.push(signs);
                }
            }
            classes = more;
            if classes.len() > MAX_CLASSES {
                self.classes.insert(patterns.to_vec(), None);
                return None;
            }
        }
        let classes: Option<Arc<[u32]>> = Some(classes.into());
        self.classes.insert(patterns.to_vec(), classes.clone());
        classes
    }

    /// Adds properties until there are enough, and finds all values.
    fn complete(&mut self, making: &mut Making<'_>, mut placed: Placed) -> Option<Json> {
        let facts = making.facts;
        let max = facts.max.unwrap_or(u64::MAX);
        if placed.len() as u64 > max {
            return None;
        }
        if facts.min > MAX_PROPERTIES {
            making.tries.give_up(BUDGET);
            return None;
        }
        let mut spoken = making.spoken.clone().into_iter();
        let mut fresh: Vec<Arc<str>> = Vec::new();
        while (placed.len() as u64) < facts.min {
            let Some(left) = self.steps.checked_sub(1) else {
                making.tries.give_up(BUDGET);
                return None;
            };
            self.steps = left;
            let name = match spoken.next().or_else(|| fresh.pop()) {
                Some(name) => name,
                None => {
                    let taken = making.spoken.iter().chain(placed.keys()).cloned().collect();
                    fresh = self.fresh(making, &[], &taken, &|_| Some(true));
                    // A kind whose values cannot be met would be found again and again.
                    let mut usable = Vec::new();
                    for name in fresh {
                        if self.may_be(making, facts.literals(&name)) {
                            usable.push(name);
                        }
                    }
                    usable.reverse();
                    fresh = usable;
                    fresh.pop()?
                }
            };
            let mut next = placed.clone();
            if self.place(making, &mut next, vec![name]) {
                if next.len() as u64 > max {
                    making.tries.give_up("properties that ask for others meet a greatest number");
                    continue;
                }
                placed = next;
            }
        }
        let mut object = BTreeMap::new();
        for (name, literals) in placed {
            match self.meet_all(literals) {
                Answer::Found(value) => object.insert(name, value),
                Answer::Empty => return None,
                Answer::Unknown(reason) => {
                    making.tries.give_up(reason);
                    return None;
                }
            };
        }
        let object = Json::Object(Arc::new(object));
        if !self.affords(&object) {
            making.tries.give_up(BUDGET);
            return None;
        }
        Some(object)
    }
}
