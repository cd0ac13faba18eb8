//! Numbers: an interval, steps that are kept and steps that are not.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::goal::Answer;
use crate::compat::BUDGET;
use crate::compat::model::{Bound, Json, Rational, power_of_ten};

/// What is asked of a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberFacts {
    lower: Option<Bound>,
    upper: Option<Bound>,
    /// It is a multiple of this.
    step: Option<Rational>,
    /// It is a multiple of none of these.
    off: Vec<Rational>,
}

/// How many candidates are looked at.
const MAX_TRIES: usize = 20_000;

impl NumberFacts {
    pub(crate) fn lower(&mut self, bound: &Bound) {
        let narrower = self
            .lower
            .as_ref()
            .is_none_or(|known| bound.value > known.value || (bound.value == known.value && bound.exclusive));
        if narrower {
            self.lower = Some(bound.clone());
        }
    }

    pub(crate) fn upper(&mut self, bound: &Bound) {
        let narrower = self
            .upper
            .as_ref()
            .is_none_or(|known| bound.value < known.value || (bound.value == known.value && bound.exclusive));
        if narrower {
            self.upper = Some(bound.clone());
        }
    }

    /// It is a multiple of a number, of which the sign says nothing.
    pub(crate) fn step(&mut self, step: &Rational) {
        self.step = Some(match self.step.take() {
            None => step.clone(),
            Some(known) => least_common(&known, step),
        });
    }

    pub(crate) fn off(&mut self, step: &Rational) {
        self.off.push(step.clone());
    }

    fn contains(&self, value: &Rational) -> bool {
        let above =
            self.lower.as_ref().is_none_or(|bound| *value > bound.value || (*value == bound.value && !bound.exclusive));
        let below =
            self.upper.as_ref().is_none_or(|bound| *value < bound.value || (*value == bound.value && !bound.exclusive));
        above
            && below
            && self.step.as_ref().is_none_or(|step| (value / step).is_integer())
            && self.off.iter().all(|step| !(value / step).is_integer())
    }

    /// A number, none of those that are excluded.
    pub(crate) fn solve(&self, excluded: &BTreeSet<Rational>) -> Answer {
        if let (Some(lower), Some(upper)) = (&self.lower, &self.upper)
            && (lower.value > upper.value || (lower.value == upper.value && (lower.exclusive || upper.exclusive)))
        {
            return Answer::Empty;
        }
        let fits = |value: &Rational| self.contains(value) && !excluded.contains(value);
        let small = [0, 1, -1].map(|value| Rational::from_integer(value.into()));
        if let Some(value) = small.into_iter().find(|value| fits(value)) {
            return Answer::Found(Json::Number(value));
        }
        match &self.step {
            Some(step) => self.multiple(step, excluded),
            None => self.anywhere(&fits),
        }
    }

    /// A multiple of the step.
    fn multiple(&self, step: &Rational, excluded: &BTreeSet<Rational>) -> Answer {
        let first = self.lower.as_ref().map(|bound| {
            let quotient = &bound.value / step;
            let ceiling = quotient.ceil().to_integer();
            if bound.exclusive && quotient.is_integer() { ceiling + 1 } else { ceiling }
        });
        let last = self.upper.as_ref().map(|bound| {
            let quotient = &bound.value / step;
            let floor = quotient.floor().to_integer();
            if bound.exclusive && quotient.is_integer() { floor - 1 } else { floor }
        });
        // `k·step` is a multiple of a number of `off` exactly when the divisor here divides `k`.
        let divisors: Vec<BigInt> = self.off.iter().map(|off| (step / off).denom().clone()).collect();
        if divisors.iter().any(One::is_one) {
            return Answer::Empty;
        }
        let (start, direction) = match (&first, &last) {
            (Some(first), _) if first.is_positive() => (first.clone(), 1),
            (_, Some(last)) if !last.is_positive() => (last.clone(), -1),
            (None, Some(last)) => (last.clone(), -1),
            (Some(first), Some(last)) if last < &BigInt::zero() || first.abs() > *last => (last.clone(), -1),
            _ => (first.clone().unwrap_or_else(BigInt::zero), 1),
        };
        let mut factor = start;
        for _ in 0..MAX_TRIES {
            if first.as_ref().is_some_and(|first| factor < *first) || last.as_ref().is_some_and(|last| factor > *last) {
                return Answer::Empty;
            }
            let value = step * &factor;
            if divisors.iter().all(|divisor| !factor.is_multiple_of(divisor)) && !excluded.contains(&value) {
                return Answer::Found(Json::Number(value));
            }
            factor += direction;
        }
        Answer::Unknown(BUDGET)
    }

    /// A number of an interval without steps: if it is more than a point, it has one of every precision.
    fn anywhere(&self, fits: &dyn Fn(&Rational) -> bool) -> Answer {
        let ends = [&self.lower, &self.upper].into_iter().flatten().map(|bound| &bound.value);
        if let Some(end) = ends.clone().find(|end| fits(end)) {
            return Answer::Found(Json::Number(end.clone()));
        }
        if let (Some(lower), Some(upper)) = (&self.lower, &self.upper)
            && lower.value == upper.value
        {
            return Answer::Empty;
        }
        let zero = Rational::zero();
        let base = match (&self.lower, &self.upper) {
            (Some(lower), _) => &lower.value,
            (None, Some(upper)) => &upper.value,
            (None, None) => &zero,
        };
        let direction = if self.lower.is_none() && self.upper.is_some() { -1 } else { 1 };
        for precision in 0..700 {
            let unit = Rational::new(BigInt::from(direction), power_of_ten(precision));
            let floor = (base / &unit).floor();
            for count in (1..=9).chain([11, 13, 17, 19, 21, 23]) {
                let value = (&floor + Rational::from_integer(BigInt::from(count))) * &unit;
                if fits(&value) {
                    return Answer::Found(Json::Number(value));
                }
            }
        }
        Answer::Unknown(BUDGET)
    }
}

/// The least number that both divide.
fn least_common(a: &Rational, b: &Rational) -> Rational {
    Rational::new(a.numer().lcm(b.numer()), a.denom().gcd(b.denom()))
}
