//! The shortest string that some patterns are found in and others are not.

use std::collections::{HashMap, HashSet};

use regex_automata::dfa::Automaton;
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};

use super::pattern::Dfa;
use super::utf8::{self, BOUNDARY};

/// What is wanted of a string.
pub(crate) struct Language<'a> {
    /// Found in it.
    pub(crate) with: Vec<&'a Dfa>,
    /// Not found in it.
    pub(crate) without: Vec<&'a Dfa>,
    /// How many characters it has.
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
}

/// What a search came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Search {
    Found(String),
    /// There is no such string.
    Empty,
    /// The product has too many states.
    Budget,
}

/// The state of one automaton, or that its pattern was found.
type State = Option<StateID>;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Product {
    states: Vec<State>,
    /// Characters so far, as far as they count for the least length.
    length: u64,
    place: utf8::Place,
}

/// How a product state was reached.
struct Step {
    before: usize,
    byte: u8,
    at: Product,
}

impl Language<'_> {
    /// The shortest string; of the shortest, one of plain characters.
    pub(crate) fn search(&self, steps: &mut u64) -> Search {
        let Some(start) = self.start() else { return Search::Budget };
        let bytes = self.representatives();
        let cost = 1 + (bytes.len() * self.all().count() / 256) as u64;
        let mut seen = HashSet::from([start.clone()]);
        let mut way = vec![Step { before: 0, byte: 0, at: start }];
        let mut layer = vec![0];
        for length in 0_u64.. {
            for &number in &layer {
                if way[number].at.length >= self.min && self.accepts(&way[number].at) {
                    return Search::Found(text(&way, number));
                }
            }
            if self.max.is_some_and(|max| length >= max) || layer.is_empty() {
                return Search::Empty;
            }
            let mut next_layer = Vec::new();
            let mut open = std::mem::take(&mut layer);
            open.reverse();
            while let Some(number) = open.pop() {
                for &byte in &bytes {
                    let Some(at) = self.step(&way[number].at, byte) else { continue };
                    if !seen.insert(at.clone()) {
                        continue;
                    }
                    let Some(left) = steps.checked_sub(cost) else { return Search::Budget };
                    *steps = left;
                    let list = if at.place == BOUNDARY { &mut next_layer } else { &mut open };
                    list.push(way.len());
                    way.push(Step { before: number, byte, at });
                }
            }
            layer = next_layer;
        }
        Search::Empty
    }

    fn all(&self) -> impl Iterator<Item = &Dfa> {
        self.with.iter().chain(&self.without).copied()
    }

    fn start(&self) -> Option<Product> {
        let input = Input::new("").anchored(Anchored::No);
        let states = self.all().map(|dfa| {
            let state = dfa.start_state_forward(&input).ok()?;
            Some(Some(state).filter(|state| !dfa.is_match_state(*state)))
        });
        Some(Product { states: states.collect::<Option<_>>()?, length: 0, place: BOUNDARY })
    }

    /// The state after a byte, if a string of the language can still come of it.
    fn step(&self, from: &Product, byte: u8) -> Option<Product> {
        let place = utf8::next(from.place, byte)?;
        let length = if from.place == BOUNDARY { (from.length + 1).min(self.min) } else { from.length };
        let mut states = Vec::with_capacity(from.states.len());
        for (number, (dfa, state)) in self.all().zip(&from.states).enumerate() {
            let next = state.map(|state| dfa.next_state(state, byte));
            if next.is_some_and(|next| dfa.is_quit_state(next)) {
                return None;
            }
            let next = next.filter(|next| !dfa.is_match_state(*next));
            let wanted = number < self.with.len();
            let lost = match next {
                None => !wanted,
                Some(next) => wanted && dfa.is_dead_state(next),
            };
            if lost {
                return None;
            }
            states.push(next);
        }
        Some(Product { states, length, place })
    }

    /// Whether the string that led here is in the language.
    fn accepts(&self, at: &Product) -> bool {
        self.all().zip(&at.states).enumerate().all(|(number, (dfa, state))| {
            let found = state.is_none_or(|state| dfa.is_match_state(dfa.next_eoi_state(state)));
            found == (number < self.with.len())
        })
    }

    /// One byte of each kind that the automata tell apart, the plainest of its kind.
    fn representatives(&self) -> Vec<u8> {
        let mut class: Vec<usize> = (0..=255).map(|byte| usize::from(utf8::class(byte))).collect();
        for dfa in self.all() {
            let mut refined: HashMap<(usize, u8), usize> = HashMap::new();
            for byte in 0..=255_u8 {
                let number = refined.len();
                let key = (class[usize::from(byte)], dfa.byte_classes().get(byte));
                class[usize::from(byte)] = *refined.entry(key).or_insert(number);
            }
        }
        let mut taken = HashSet::new();
        plainest().filter(|byte| taken.insert(class[usize::from(*byte)])).collect()
    }
}

/// All bytes, those first that a person likes to read. Line ends come last: engines differ about `.`.
fn plainest() -> impl Iterator<Item = u8> {
    let letters = (b'a'..=b'z').chain(b'0'..=b'9').chain(b'A'..=b'Z');
    let signs = [b'-', b'_', b'.', b' '].into_iter().chain(b'!'..=b'/').chain(b':'..=b'@').chain(b'['..=b'`');
    letters.chain(signs).chain(b'{'..=b'~').chain(0x80..=0xFF).chain([b'\t']).chain(0..0x20).chain([0x7F])
}

fn text(way: &[Step], mut number: usize) -> String {
    let mut bytes = Vec::new();
    while number != 0 {
        bytes.push(way[number].byte);
        number = way[number].before;
    }
    bytes.reverse();
    String::from_utf8(bytes).unwrap_or_default()
}
