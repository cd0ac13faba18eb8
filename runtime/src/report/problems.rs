//! The violations found so far, bounded.

use crate::{Violation, Violations};

/// How many violations are listed, and how many bytes of text they have, before counting must do.
#[derive(Clone, Copy)]
pub(super) struct Bound {
    violations: usize,
    bytes: usize,
}

impl Bound {
    /// A whole report.
    pub(super) const REPORT: Self = Self { violations: 1000, bytes: 1 << 20 };
    /// One alternative of several, of which one is reported.
    pub(super) const BRANCH: Self = Self { violations: 100, bytes: 1 << 16 };
    /// Nothing but whether there is a violation.
    pub(super) const VERDICT: Self = Self { violations: 0, bytes: 0 };

    /// Whether nothing is listed.
    pub(super) fn is_verdict(self) -> bool {
        self.violations == 0
    }
}

/// A violation that was found.
#[derive(Clone)]
pub(super) struct Problem {
    pub(super) violation: Violation,
    /// What is asked for, where any of several things would do; else the violation says it.
    choices: Vec<String>,
}

impl From<Violation> for Problem {
    fn from(violation: Violation) -> Self {
        Self { violation, choices: Vec::new() }
    }
}

impl Problem {
    /// A violation, and each of the things of which any would do.
    pub(super) fn any_of(violation: Violation, choices: Vec<String>) -> Self {
        Self { violation, choices }
    }

    /// What is asked for, each thing for itself.
    pub(super) fn choices(&self) -> &[String] {
        if self.choices.is_empty() { std::slice::from_ref(&self.violation.expected) } else { &self.choices }
    }
}

/// The violations of one schema at one place.
pub(super) struct Problems {
    list: Vec<Problem>,
    unlisted: usize,
    bytes: usize,
    bound: Bound,
}

impl Problems {
    pub(super) fn new(bound: Bound) -> Self {
        Self { list: Vec::new(), unlisted: 0, bytes: 0, bound }
    }

    pub(super) fn bound(&self) -> Bound {
        self.bound
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        self.list.len() + self.unlisted
    }

    pub(super) fn listed(&self) -> &[Problem] {
        &self.list
    }

    /// Adds a violation, made only if it is listed.
    pub(super) fn push<P: Into<Problem>>(&mut self, problem: impl FnOnce() -> P) {
        if self.list.len() >= self.bound.violations || self.bytes >= self.bound.bytes {
            self.unlisted += 1;
            return;
        }
        let problem = problem().into();
        let violation = &problem.violation;
        self.bytes += [&violation.instance_path, &violation.schema_path, &violation.expected, &violation.found]
            .map(String::len)
            .iter()
            .sum::<usize>();
        self.list.push(problem);
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.unlisted += other.unlisted;
        for problem in other.list {
            self.push(|| problem);
        }
    }

    /// The report. `otherwise` is its one violation when none was found.
    pub(super) fn report(self, complete: bool, otherwise: Violation) -> Violations {
        let list = self.list.into_iter().map(|problem| problem.violation).collect();
        Violations::new(list, self.unlisted, complete, otherwise)
    }
}
