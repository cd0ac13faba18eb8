//! Strings: a length, patterns that are found and patterns that are not, formats.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::goal::Answer;
use crate::compat::BUDGET;
use crate::compat::model::{Format, Json};
use crate::compat::regular::{Formats, Language, ODD, Pattern, Search};

/// What is asked of a string.
#[derive(Clone, Debug, Default)]
pub(crate) struct StringFacts {
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// Whether the pattern is found.
    pub(crate) patterns: Vec<(Arc<Pattern>, bool)>,
    /// Whether it is of the format.
    pub(crate) formats: Vec<(Format, bool)>,
}

/// The longest string that is written out.
const MAX_LENGTH: u64 = 100_000;

const PATTERNS: &str = "a pattern is not regular";
const FORMATS: &str = "a format is no regular language";

impl StringFacts {
    pub(crate) fn min(&mut self, min: u64) {
        self.min = self.min.max(min);
    }

    pub(crate) fn max(&mut self, max: u64) {
        self.max = Some(self.max.map_or(max, |known| known.min(max)));
    }

    /// Whether a string is as asked; `None` when nobody can say.
    pub(crate) fn accepts(&self, text: &str, formats: &Formats) -> Option<bool> {
        let length = text.chars().count() as u64;
        if length < self.min || self.max.is_some_and(|max| length > max) {
            return Some(false);
        }
        let mut known = Some(true);
        let patterns = self.patterns.iter().map(|(pattern, wanted)| Some(pattern.is_match(text)? == *wanted));
        let formats = self.formats.iter().map(|(format, wanted)| Some(formats.is_match(format, text)? == *wanted));
        for fits in patterns.chain(formats) {
            match fits {
                Some(true) => {}
                Some(false) => return Some(false),
                None => known = None,
            }
        }
        known
    }

    /// A string, none of those that are excluded.
    pub(crate) fn solve(&self, excluded: &BTreeSet<&str>, formats: &Formats, steps: &mut u64) -> Answer {
        if self.max.is_some_and(|max| max < self.min) || self.contradicts() {
            return Answer::Empty;
        }
        if self.min > MAX_LENGTH {
            return Answer::Unknown(BUDGET);
        }
        if self.patterns.is_empty() && self.formats.is_empty() {
            return self.any(excluded);
        }
        let odd = ODD.iter().filter(|_| !self.formats.is_empty()).map(|odd| (*odd).to_owned());
        // As many of each format as may be excluded, and some more.
        let wanted = self.formats.iter().filter(|(_, wanted)| *wanted);
        let of_format =
            wanted.flat_map(|(format, _)| (0..excluded.len() + 3).map_while(|number| format.sample(number)));
        for sample in odd.chain(of_format) {
            if self.accepts(&sample, formats) == Some(true) && !excluded.contains(sample.as_str()) {
                return Answer::Found(Json::String(sample.into()));
            }
        }
        self.regular(excluded, formats, steps)
    }

    /// One pattern or format both ways, or a format without the one that holds all of it.
    fn contradicts(&self) -> bool {
        let patterns = |(pattern, wanted): &(Arc<Pattern>, bool)| {
            *wanted && self.patterns.iter().any(|(other, wanted)| !wanted && other == pattern)
        };
        let formats = |(format, wanted): &(Format, bool)| {
            *wanted && self.formats.iter().any(|(other, wanted)| !wanted && format.is_within(other))
        };
        self.patterns.iter().any(patterns) || self.formats.iter().any(formats)
    }

    /// A string of which only the length is asked.
    fn any(&self, excluded: &BTreeSet<&str>) -> Answer {
        let plain = "abcdefghijklmnopqrstuvwxyz0123456789-_".chars();
        let first = std::iter::once(String::new()).filter(|_| self.min == 0);
        let length = usize::try_from(self.min.max(1)).unwrap_or(usize::MAX);
        let rest = usize::from(self.max == Some(0));
        let one = plain.clone().take(if rest == 1 { 0 } else { usize::MAX }).map(|c| c.to_string().repeat(length));
        // As many as may be excluded, and one more.
        let numbered = (0..=excluded.len()).map(|number| {
            let number = u32::try_from(number).unwrap_or(0);
            let c = char::from_u32(0x4E00 + number % 20_000).unwrap_or('a');
            let second = char::from_u32(0x4E00 + number / 20_000).unwrap_or('a');
            if length == 1 { c.to_string() } else { format!("{second}{}", c.to_string().repeat(length - 1)) }
        });
        let numbered = numbered.take(if rest == 1 { 0 } else { usize::MAX });
        let found = first.chain(one).chain(numbered).find(|text| !excluded.contains(text.as_str()));
        match found {
            Some(text) => Answer::Found(Json::String(text.into())),
            None if rest == 1 => Answer::Empty,
            None => Answer::Unknown(BUDGET),
        }
    }

    fn regular(&self, excluded: &BTreeSet<&str>, formats: &Formats, steps: &mut u64) -> Answer {
        let outlines: Vec<_> =
            self.formats.iter().filter(|(_, wanted)| *wanted).map(|(format, _)| formats.outline(format)).collect();
        let known = self.patterns.iter().filter_map(|(pattern, wanted)| Some((pattern.dfa()?, *wanted)));
        let mut language = Language { with: Vec::new(), without: Vec::new(), min: self.min, max: self.max };
        for (dfa, wanted) in known {
            if wanted { language.with.push(dfa) } else { language.without.push(dfa) }
        }
        language.with.extend(outlines.iter().flatten().map(|outline| &**outline));
        let taken = (!excluded.is_empty()).then(|| Pattern::one_of(excluded));
        let Some(taken) = taken.as_ref().map_or(Some(None), |taken| Some(Some(taken.dfa()?))) else {
            return Answer::Unknown(BUDGET);
        };
        language.without.extend(taken);
        let text = match language.search(steps) {
            Search::Found(text) => text,
            // What could not be made an automaton would only take more away.
            Search::Empty => return Answer::Empty,
            Search::Budget => return Answer::Unknown(BUDGET),
        };
        match self.accepts(&text, formats) {
            Some(true) if !excluded.contains(text.as_str()) => Answer::Found(Json::String(text.into())),
            _ if self.patterns.iter().any(|(pattern, _)| pattern.dfa().is_none()) => Answer::Unknown(PATTERNS),
            _ => Answer::Unknown(FORMATS),
        }
    }
}
