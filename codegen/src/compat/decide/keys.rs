//! Sets of property names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::compat::model::ObjectWords;
use crate::compat::regular::Pattern;

/// A set of names.
#[derive(Clone, Debug)]
pub(crate) enum Keys {
    Name(Arc<str>),
    Pattern(Arc<Pattern>),
    /// All that are not in the set.
    Outside(Arc<KeySet>),
}

/// Names that something speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeySet {
    pub(crate) names: BTreeSet<Arc<str>>,
    pub(crate) patterns: Vec<Arc<Pattern>>,
    /// And all that are not in one of these.
    pub(crate) others: Vec<Arc<KeySet>>,
    pub(crate) all: bool,
}

/// A name of which some things are known.
pub(crate) trait Named {
    fn is(&self, name: &str) -> bool;
    fn is_among(&self, names: &BTreeSet<Arc<str>>) -> bool;
    /// Whether a pattern is found in it; `None` when nobody can say.
    fn matches(&self, pattern: &Pattern) -> Option<bool>;
}

impl Named for str {
    fn is(&self, name: &str) -> bool {
        self == name
    }

    fn is_among(&self, names: &BTreeSet<Arc<str>>) -> bool {
        names.contains(self)
    }

    fn matches(&self, pattern: &Pattern) -> Option<bool> {
        pattern.is_match(self)
    }
}

impl Keys {
    pub(crate) fn contains<N: Named + ?Sized>(&self, name: &N) -> Option<bool> {
        match self {
            Self::Name(own) => Some(name.is(own)),
            Self::Pattern(pattern) => name.matches(pattern),
            Self::Outside(set) => set.contains(name).map(|inside| !inside),
        }
    }

    /// The names that it speaks of.
    pub(crate) fn visit(&self, names: &mut BTreeSet<Arc<str>>, patterns: &mut BTreeSet<Arc<Pattern>>) {
        match self {
            Self::Name(name) => {
                names.insert(Arc::clone(name));
            }
            Self::Pattern(pattern) => {
                patterns.insert(Arc::clone(pattern));
            }
            Self::Outside(set) => set.visit(names, patterns),
        }
    }
}

impl KeySet {
    /// What `properties` and `patternProperties` speak of.
    pub(crate) fn of(words: &ObjectWords) -> Self {
        let mut set = Self::default();
        set.add(words);
        set
    }

    /// Adds what `properties` and `patternProperties` speak of.
    pub(crate) fn add(&mut self, words: &ObjectWords) {
        self.names.extend(words.properties.iter().map(|(name, _)| Arc::clone(name)));
        self.patterns.extend(words.patterns.iter().map(|(pattern, _)| Arc::clone(pattern)));
    }

    pub(crate) fn contains<N: Named + ?Sized>(&self, name: &N) -> Option<bool> {
        if self.all || name.is_among(&self.names) {
            return Some(true);
        }
        let mut known = Some(false);
        let patterns = self.patterns.iter().map(|pattern| name.matches(pattern));
        let others = self.others.iter().map(|set| set.contains(name).map(|inside| !inside));
        for found in patterns.chain(others) {
            match found {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = None,
            }
        }
        known
    }

    fn visit(&self, names: &mut BTreeSet<Arc<str>>, patterns: &mut BTreeSet<Arc<Pattern>>) {
        names.extend(self.names.iter().cloned());
        patterns.extend(self.patterns.iter().cloned());
        self.others.iter().for_each(|set| set.visit(names, patterns));
    }
}
