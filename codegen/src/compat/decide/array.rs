//! Arrays: items from the first to the last, some of them counted, some that have to be there.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::branch::{Atom, Branch};
use super::engine::Engine;
use super::goal::{Answer, Literal, Sign, Tries};
use crate::compat::BUDGET;
use crate::compat::model::Json;

/// What is asked of an array.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArrayFacts {
    pub(crate) min: u64,
    max: Option<u64>,
    /// What the items in a range meet.
    every: Vec<(Range, Literal)>,
    /// How many items meet a literal; the others do not.
    counts: Vec<Count>,
    /// Some item in a range meets the literals.
    items: Vec<(Range, Vec<Literal>)>,
    pub(crate) unique: bool,
    twins: bool,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    literal: Literal,
    min: u64,
    max: Option<u64>,
}

/// Places from one on and before another.
#[derive(Clone, Copy, Debug)]
struct Range {
    from: u64,
    to: Option<u64>,
}

impl Range {
    fn contains(self, place: u64) -> bool {
        self.from <= place && self.to.is_none_or(|to| place < to)
    }
}

/// The most literals that items are counted by, and the most items that have to be there.
const MAX_COUNTS: usize = 4;
const MAX_ITEMS: usize = 6;

/// The longest array that is written out.
const MAX_LENGTH: u64 = 5_000;

/// The most arrays in the making when they are told apart one by one.
const MAX_ARRAYS: usize = 3_000;

impl ArrayFacts {
    pub(super) fn apply(&mut self, atom: &Atom) {
        match atom {
            Atom::MinItems(min) => self.min = self.min.max(*min),
            Atom::MaxItems(max) => self.at_most(*max),
            Atom::Count { literal, min, max } => self.count(Count { literal: *literal, min: *min, max: *max }),
            Atom::Item { from, to, literals } => {
                self.items.push((Range { from: *from, to: *to }, literals.clone()));
            }
            Atom::Twins => self.twins = true,
            _ => {}
        }
    }

    pub(super) fn at_most(&mut self, max: u64) {
        self.max = Some(self.max.map_or(max, |known| known.min(max)));
    }

    pub(super) fn every(&mut self, from: u64, to: Option<u64>, literal: Literal) {
        self.every.push((Range { from, to }, literal));
    }

    /// Two counts of one node are one.
    fn count(&mut self, count: Count) {
        match self.counts.iter_mut().find(|known| known.literal.node == count.literal.node) {
            None => self.counts.push(count),
            Some(known) => {
                known.literal = known.literal.min(count.literal);
                known.min = known.min.max(count.min);
                known.max = [known.max, count.max].into_iter().flatten().min();
            }
        }
    }

    /// What the item at a place meets.
    fn literals(&self, place: u64) -> Vec<Literal> {
        self.every.iter().filter(|(range, _)| range.contains(place)).map(|(_, literal)| *literal).collect()
    }

    /// From which place on all are alike.
    fn alike(&self) -> u64 {
        let ranges = self.every.iter().map(|(range, _)| range).chain(self.items.iter().map(|(range, _)| range));
        ranges.map(|range| range.to.unwrap_or(range.from)).max().unwrap_or(0)
    }
}

/// What has been reached with the items so far.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    /// The items that had to be there and are.
    done: u32,
    counts: Vec<u64>,
}

/// An array in the making.
struct Step {
    before: usize,
    state: State,
    /// What the last item meets.
    literals: Vec<Literal>,
}

/// Two places with the same item.
#[derive(Clone, Copy, Debug)]
struct Twins {
    first: u64,
    second: u64,
}

impl Engine<'_> {
    /// Finds an array.
    pub(super) fn array(&mut self, branch: &Branch) -> Answer {
        let facts = &*branch.array;
        if facts.max.is_some_and(|max| max < facts.min) || (facts.unique && facts.twins) {
            return Answer::Empty;
        }
        if facts.counts.len() > MAX_COUNTS || facts.items.len() > MAX_ITEMS {
            return Answer::Unknown("too much is asked of the items of one array");
        }
        let mut tries = Tries::new();
        if !facts.twins {
            let answer = self.items(facts, None, true);
            return match answer {
                Made::Answer(answer) => answer,
                Made::Alike => match self.items(facts, None, false) {
                    Made::Answer(answer) => answer,
                    Made::Alike => Answer::Empty,
                },
            };
        }
        for second in 1..facts.alike() + 2 {
            for first in 0..second {
                if let Made::Answer(answer) = self.items(facts, Some(Twins { first, second }), true)
                    && let Some(value) = tries.take(answer)
                {
                    return Answer::Found(value);
                }
            }
        }
        tries.none()
    }

    /// Finds the items, shorter arrays first. With `merge`, arrays that have reached the same are one.
    fn items(&mut self, facts: &ArrayFacts, twins: Option<Twins>, merge: bool) -> Made {
        let mut tries = Tries::new();
        let start = State { done: 0, counts: vec![0; facts.counts.len()] };
        let mut steps = vec![Step { before: 0, state: start, literals: Vec::new() }];
        let mut layer = vec![0];
        let mut seen: HashSet<State> = HashSet::new();
        let alike = facts.alike().max(facts.min).max(twins.map_or(0, |twins| twins.second + 1));
        let needed = facts.counts.iter().map(|count| count.min).sum::<u64>().saturating_add(facts.items.len() as u64);
        let longest = alike.saturating_add(needed);
        let mut repeated = false;
        for length in 0.. {
            let long_enough = length >= facts.min && twins.is_none_or(|twins| length > twins.second);
            for &number in &layer {
                if !long_enough || !is_complete(facts, &steps[number].state) {
                    continue;
                }
                let items = way(&steps, number);
                match self.fill(facts, twins, &items) {
                    Made::Answer(answer) => {
                        if let Some(value) = tries.take(answer) {
                            return Made::Answer(Answer::Found(value));
                        }
                    }
                    Made::Alike => repeated = true,
                }
            }
            if facts.max.is_some_and(|max| length >= max) || layer.is_empty() || (!merge && length >= longest) {
                break;
            }
            if length > MAX_LENGTH || (!merge && steps.len() > MAX_ARRAYS) {
                tries.give_up(BUDGET);
                break;
            }
            let mut next: Vec<usize> = Vec::new();
            let mut in_layer: HashSet<State> = HashSet::new();
            for number in layer {
                for (state, literals) in self.next_items(facts, twins, length, &steps[number].state, &mut tries) {
                    if merge && (!in_layer.insert(state.clone()) || (length >= alike && !seen.insert(state.clone()))) {
                        continue;
                    }
                    next.push(steps.len());
                    steps.push(Step { before: number, state, literals });
                }
            }
            layer = next;
        }
        match tries.none() {
            Answer::Empty if repeated => Made::Alike,
            answer => Made::Answer(answer),
        }
    }

    /// What can be said of the item at a place, with what is reached then.
    fn next_items(
        &mut self,
        facts: &ArrayFacts,
        twins: Option<Twins>,
        place: u64,
        from: &State,
        tries: &mut Tries,
    ) -> Vec<(State, Vec<Literal>)> {
        let twins_here = twins.filter(|twins| twins.first == place);
        if twins.is_some_and(|twins| twins.second == place) {
            // It is the same as the first, which was asked to meet what both meet.
            return vec![(from.clone(), Vec::new())];
        }
        let mut base = facts.literals(place);
        base.extend(twins_here.iter().flat_map(|twins| facts.literals(twins.second)));
        let weight = if twins_here.is_some() { 2 } else { 1 };
        let here = |range: Range| range.contains(place) || twins_here.is_some_and(|twins| range.contains(twins.second));
        let open: Vec<usize> = facts
            .items
            .iter()
            .enumerate()
            .filter(|(number, (range, _))| from.done >> number & 1 == 0 && here(*range))
            .map(|(number, _)| number)
            .collect();
        let mut found = Vec::new();
        for signs in 0..1_u32 << facts.counts.len() {
            let mut counts = from.counts.clone();
            let mut literals = base.clone();
            let mut possible = true;
            for (number, count) in facts.counts.iter().enumerate() {
                if signs >> number & 1 == 0 {
                    literals.push(Literal::fails(count.literal.node));
                    continue;
                }
                literals.push(count.literal);
                counts[number] += weight;
                match count.max {
                    Some(max) => possible &= counts[number] <= max,
                    None => counts[number] = counts[number].min(count.min),
                }
            }
            if !possible {
                continue;
            }
            for subset in 0..1_u32 << open.len() {
                let Some(left) = self.steps.checked_sub(1) else {
                    tries.give_up(BUDGET);
                    return found;
                };
                self.steps = left;
                let mut literals = literals.clone();
                let mut done = from.done;
                for (index, number) in open.iter().enumerate() {
                    if subset >> index & 1 == 1 {
                        literals.extend(&facts.items[*number].1);
                        done |= 1 << number;
                    }
                }
                match self.meet_all(literals.clone()) {
                    Answer::Found(_) => found.push((State { done, counts: counts.clone() }, literals)),
                    Answer::Empty => {}
                    Answer::Unknown(reason) => tries.give_up(reason),
                }
            }
        }
        found
    }

    /// Finds the values of the items.
    fn fill(&mut self, facts: &ArrayFacts, twins: Option<Twins>, items: &[Vec<Literal>]) -> Made {
        if facts.unique {
            return self.different(items);
        }
        let mut values: Vec<Json> = Vec::with_capacity(items.len());
        for (place, literals) in (0_u64..).zip(items) {
            if let Some(twins) = twins.filter(|twins| twins.second == place) {
                let first = usize::try_from(twins.first).unwrap_or(0);
                values.push(values[first].clone());
                continue;
            }
            match self.meet_all(literals.clone()) {
                Answer::Found(value) => values.push(value),
                other => return Made::Answer(other),
            }
        }
        Made::Answer(self.finished(values))
    }

    fn finished(&mut self, items: Vec<Json>) -> Answer {
        let array = Json::Array(Arc::new(items));
        if self.affords(&array) { Answer::Found(array) } else { Answer::Unknown(BUDGET) }
    }

    /// Finds values for the items that are all different: as many for each as there are items, then one of
    /// them for each.
    fn different(&mut self, items: &[Vec<Literal>]) -> Made {
        let mut domains: BTreeMap<&[Literal], Vec<Json>> = BTreeMap::new();
        for literals in items {
            if domains.contains_key(literals.as_slice()) {
                continue;
            }
            let mut values: Vec<Json> = Vec::new();
            while values.len() < items.len() {
                if self.spend(values.len() / 4).is_none() {
                    return Made::Answer(Answer::Unknown(BUDGET));
                }
                let taken = if values.is_empty() { None } else { Some(self.constant(values.clone())) };
                let more = taken.map(|taken| Literal::new(taken, Sign::Fails));
                match self.meet_all(literals.iter().copied().chain(more).collect()) {
                    Answer::Found(value) => values.push(value),
                    Answer::Empty => break,
                    Answer::Unknown(reason) => return Made::Answer(Answer::Unknown(reason)),
                }
            }
            domains.insert(literals, values);
        }
        let domains: Vec<&[Json]> = items.iter().map(|literals| domains[literals.as_slice()].as_slice()).collect();
        match assign(&domains) {
            Some(values) => Made::Answer(self.finished(values)),
            None => Made::Alike,
        }
    }
}

/// What came of making an array.
enum Made {
    Answer(Answer),
    /// Its items cannot all be different.
    Alike,
}

fn is_complete(facts: &ArrayFacts, state: &State) -> bool {
    state.done.count_ones() as usize == facts.items.len()
        && facts.counts.iter().zip(&state.counts).all(|(count, reached)| *reached >= count.min)
}

/// What each item of an array in the making meets.
fn way(steps: &[Step], mut number: usize) -> Vec<Vec<Literal>> {
    let mut items = Vec::new();
    while number != 0 {
        items.push(steps[number].literals.clone());
        number = steps[number].before;
    }
    items.reverse();
    items
}

/// One value of each domain, no two the same: a matching, made larger path by path.
fn assign(domains: &[&[Json]]) -> Option<Vec<Json>> {
    fn find<'a>(
        item: usize,
        domains: &[&'a [Json]],
        tried: &mut HashSet<&'a Json>,
        of: &mut BTreeMap<&'a Json, usize>,
    ) -> bool {
        for value in domains[item] {
            if !tried.insert(value) {
                continue;
            }
            let owner = of.get(value).copied();
            if owner.is_none_or(|owner| find(owner, domains, tried, of)) {
                of.insert(value, item);
                return true;
            }
        }
        false
    }
    let mut of: BTreeMap<&Json, usize> = BTreeMap::new();
    for item in 0..domains.len() {
        if !find(item, domains, &mut HashSet::new(), &mut of) {
            return None;
        }
    }
    let mut values: Vec<(usize, &Json)> = of.into_iter().map(|(value, item)| (item, value)).collect();
    values.sort_by_key(|(item, _)| *item);
    Some(values.into_iter().map(|(_, value)| value.clone()).collect())
}
