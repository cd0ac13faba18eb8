//! A `pattern`: an automaton, or a text that is only equal to itself.

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::{Input, MatchKind};

/// How large an automaton may be, in bytes, and what it is made of.
const MAX_SIZE: usize = 1 << 19;

/// The automaton of a pattern. A string is in its language when the pattern is found in it.
pub(crate) type Dfa = dense::DFA<Vec<u32>>;

/// A pattern as it was written. Two are equal when their texts are.
pub(crate) struct Pattern {
    source: Arc<str>,
    dfa: OnceLock<Option<Dfa>>,
    judge: OnceLock<Option<jsonschema::Validator>>,
}

/// The patterns that were met.
#[derive(Default)]
pub(crate) struct Patterns {
    known: HashMap<Arc<str>, Arc<Pattern>>,
}

impl Patterns {
    /// The pattern of that text.
    pub(crate) fn get(&mut self, source: &str) -> Arc<Pattern> {
        if let Some(known) = self.known.get(source) {
            return Arc::clone(known);
        }
        let pattern = Arc::new(Pattern::new(source));
        self.known.insert(source.into(), Arc::clone(&pattern));
        pattern
    }
}

impl Pattern {
    pub(crate) fn new(source: &str) -> Self {
        Self { source: source.into(), dfa: OnceLock::new(), judge: OnceLock::new() }
    }

    /// What is found in some strings, and in no others.
    pub(crate) fn one_of(strings: &BTreeSet<&str>) -> Self {
        let escaped: Vec<String> = strings.iter().map(|text| regex_syntax::escape(text)).collect();
        let pattern = Self::new("");
        let _ = pattern.dfa.set(automaton(&format!(r"\A(?:{})\z", escaped.join("|"))));
        pattern
    }

    /// The automaton, unless the pattern is not regular or too large.
    pub(crate) fn dfa(&self) -> Option<&Dfa> {
        let build = || {
            let translated = jsonschema_regex::to_rust_regex(&self.source).ok()?;
            automaton(&translated)
        };
        self.dfa.get_or_init(build).as_ref()
    }

    /// Whether the pattern is found in a text; `None` when nobody can say.
    pub(crate) fn is_match(&self, text: &str) -> Option<bool> {
        if let Some(dfa) = self.dfa() {
            return dfa.try_search_fwd(&Input::new(text)).ok().map(|found| found.is_some());
        }
        let build = || jsonschema::options().build(&serde_json::json!({ "pattern": &*self.source })).ok();
        let judge = self.judge.get_or_init(build).as_ref()?;
        Some(judge.is_valid(&serde_json::Value::String(text.to_owned())))
    }
}

/// The automaton of an expression in the syntax of the regex crate.
pub(super) fn automaton(expression: &str) -> Option<Dfa> {
    let syntax = thompson::Config::new().nfa_size_limit(Some(4 * MAX_SIZE));
    let config = dense::Config::new()
        .start_kind(StartKind::Unanchored)
        .match_kind(MatchKind::LeftmostFirst)
        .accelerate(false)
        .dfa_size_limit(Some(MAX_SIZE))
        .determinize_size_limit(Some(MAX_SIZE));
    dense::Builder::new().configure(config).thompson(syntax).build(expression).ok()
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "/{}/", self.source)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl PartialOrd for Pattern {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pattern {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.source.cmp(&other.source)
    }
}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}
