//! The least witness: nothing can be taken away from it, and nothing in it can be made plainer.

use serde_json::{Map, Value};

/// How many values the payloads that are tried may have, all together.
const MAX_WORK: usize = 400_000;

/// A step into a value.
#[derive(Clone, Debug)]
enum Step {
    Member(String),
    Item(usize),
}

type Path = Vec<Step>;

/// Makes a value that serves smaller until nothing smaller does; what is large is made smaller only so far.
pub(crate) fn minimal(value: Value, serves: &dyn Fn(&Value) -> bool) -> Value {
    let mut making = Making { value, serves, work: 0, size: 0 };
    let mut places = paths(&making.value);
    let (mut number, mut since_change) = (0, 0);
    // Done once all places in a row have nothing to offer.
    while since_change < places.len() && making.work < MAX_WORK {
        making.size = places.len();
        number %= places.len();
        if making.shrink(&places[number]) {
            // What stands at this number now has not been tried.
            places = paths(&making.value);
            making.work += making.size;
            since_change = 0;
        } else {
            number += 1;
            since_change += 1;
        }
    }
    making.value
}

/// A witness that is made smaller in its place.
struct Making<'a> {
    value: Value,
    serves: &'a dyn Fn(&Value) -> bool,
    /// The sizes of the payloads that were tried, together.
    work: usize,
    /// The size of the payload.
    size: usize,
}

impl Making<'_> {
    /// Takes the part at a path away, or puts a plainer one there; whether it still serves.
    fn shrink(&mut self, path: &[Step]) -> bool {
        if let Some((last, above)) = path.split_last() {
            let Some(taken) = at(&mut self.value, above).and_then(|whole| take(whole, last)) else { return false };
            if self.is_served() {
                return true;
            }
            if let Some(whole) = at(&mut self.value, above) {
                put_back(whole, last, taken);
            }
        }
        let Some(mut part) = at(&mut self.value, path).map(Value::take) else { return false };
        for plain in [Value::Null, 0.into(), "".into(), Value::Array(Vec::new()), Value::Object(Map::new())] {
            if plain == part {
                break;
            }
            if let Some(place) = at(&mut self.value, path) {
                *place = plain;
            }
            if self.is_served() {
                return true;
            }
        }
        if let Some(place) = at(&mut self.value, path) {
            std::mem::swap(place, &mut part);
        }
        false
    }

    fn is_served(&mut self) -> bool {
        self.work += self.size;
        (self.serves)(&self.value)
    }
}

/// The ways to all values in a value, itself first.
fn paths(value: &Value) -> Vec<Path> {
    let mut all = Vec::new();
    collect(value, &mut Vec::new(), &mut all);
    all
}

fn collect(value: &Value, path: &mut Path, all: &mut Vec<Path>) {
    all.push(path.clone());
    let mut below = |step: Step, part: &Value| {
        path.push(step);
        collect(part, path, all);
        path.pop();
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| below(Step::Item(index), item)),
        Value::Object(members) => members.iter().for_each(|(key, member)| below(Step::Member(key.clone()), member)),
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match (value, step) {
        (Value::Object(members), Step::Member(key)) => members.get_mut(key),
        (Value::Array(items), Step::Item(index)) => items.get_mut(*index),
        _ => None,
    })
}

fn take(whole: &mut Value, step: &Step) -> Option<Value> {
    match (whole, step) {
        (Value::Object(members), Step::Member(key)) => members.remove(key),
        (Value::Array(items), Step::Item(index)) if *index < items.len() => Some(items.remove(*index)),
        _ => None,
    }
}

fn put_back(whole: &mut Value, step: &Step, part: Value) {
    match (whole, step) {
        (Value::Object(members), Step::Member(key)) => drop(members.insert(key.clone(), part)),
        (Value::Array(items), Step::Item(index)) => items.insert(*index, part),
        _ => {}
    }
}
